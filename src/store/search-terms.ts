import { hash } from 'node:crypto'
import type { DecisionSummary, Scope } from '../domain/decision.ts'

/** Hex, with a digit at the end: the stemmer leaves such a token alone. */
const token = (...parts: readonly string[]): string => `${hash('sha256', JSON.stringify(parts)).slice(0, 20)}0`

/** The index word for "this scope of this workspace". */
export const accessToken = (workspace: string, scope: Scope): string => token('scope', workspace, scope)

/** The index word for a filter value. */
export const facetToken = (facet: 'kind' | 'status' | 'owner' | 'channel', value: string): string => token(facet, value)

/** Every filter word of a decision. */
export const facetsOf = (d: Pick<DecisionSummary, 'verdict' | 'status' | 'askedBy' | 'place'>): string =>
  [
    facetToken('kind', d.verdict),
    facetToken('status', d.status),
    facetToken('owner', d.askedBy),
    facetToken('channel', d.place.channel),
  ].join(' ')

/** The words of a text as the index cuts them: runs of letters, marks and digits. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? []

const any = (tokens: readonly string[]) => `(${tokens.map((t) => `"${t}"`).join(' OR ')})`
const all = (tokens: readonly string[]) => `(${tokens.map((t) => `"${t}"`).join(' AND ')})`

/**
 * The index query: one of the access tokens, every facet, every word. Only letters and digits get in, each word in
 * quotes, so that no operator of the query language can be typed.
 */
export function matchQuery(access: readonly string[], facets: readonly string[], words: readonly string[]): string {
  const parts = [`access : ${any(access)}`]
  if (facets.length > 0) parts.push(`facets : ${all(facets)}`)
  if (words.length > 0) parts.push(`{title words} : ${all(words)}`)
  return parts.join(' AND ')
}
