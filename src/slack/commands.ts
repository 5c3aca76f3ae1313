import type { DecisionStatus } from '../domain/decision.ts'
import { VERDICTS, type Verdict } from '../domain/recommendation.ts'
import type { Filters } from './views/history.ts'

/** What was typed behind `/llm-advise`. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'form' }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'forget' }
  | { readonly kind: 'policy' }
  | { readonly kind: 'replay'; readonly id: string }
  | { readonly kind: 'allow' }
  | { readonly kind: 'disallow' }
  | { readonly kind: 'compare'; readonly ids: readonly [string, string] }
  | {
      readonly kind: 'export'
      readonly what: string
      readonly format: (typeof FORMATS)[number]
      /** Of `all`: which decisions. */
      readonly filters: Filters
      readonly wrong: string | null
    }
  | { readonly kind: 'history'; readonly filters: Filters; readonly wrong: string | null }
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'unknown'; readonly word: string; readonly meant: string | null }
  | { readonly kind: 'scenario'; readonly text: string }

export const SUBCOMMANDS = [
  'help',
  'form',
  'history',
  'show',
  'compare',
  'replay',
  'export',
  'policy',
  'doctor',
  'forget',
  'allow',
  'disallow',
] as const
const BARE = ['form', 'policy', 'doctor', 'forget', 'allow', 'disallow'] as const
const FORMATS = ['adr', 'csv', 'json'] as const
const STATUSES: readonly DecisionStatus[] = ['proposed', 'accepted', 'overridden', 'deferred', 'superseded']
/** Most words behind `history` that can still be a search; a longer line is somebody's scenario. */
const SEARCH_WORDS = 10

/** Edits (insert, delete, replace, swap of neighbours) that turn one short word into another. */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
  for (let j = 0; j <= b.length; j++) rows[0]![j] = j
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, rows[i - 1]![j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1)
      rows[i]![j] = best
    }
  }
  return rows[a.length]![b.length]!
}

/** The sub-command that a mistyped word was meant to be, if one is near. */
export function nearest(word: string): string | null {
  if (word.length < 3 || word.length > 12) return null
  return SUBCOMMANDS.find((name) => distance(word, name) <= (name.length > 5 ? 2 : 1)) ?? null
}

const idOf = (token: string, sigil: '@' | '#'): string =>
  new RegExp(`^<${sigil}(\\w+)(?:\\|[^>]*)?>$`).exec(token)?.[1] ?? token.replace(/^[@#]/, '')

/** `2026`, `2026-01` or `2026-01-31`, of a day that the calendar has. */
const isDate = (text: string): boolean =>
  /^\d{4}(-\d{2}){0,2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text)

/** Reads `kind:open status:accepted owner:@x since:2026-01 in:#channel` and words out of a search. */
function readFilters(tokens: readonly string[], user: string): { filters: Filters; wrong: string | null } {
  const words: string[] = []
  let filters: Filters = {}
  let wrong: string | null = null
  for (const token of tokens) {
    const [, name, value] = /^(kind|status|owner|since|in):(.+)$/i.exec(token) ?? []
    const key = name?.toLowerCase()
    const low = value?.toLowerCase() ?? ''
    if (!key || !value) words.push(token)
    else if (key === 'kind' && VERDICTS.includes(low as Verdict)) filters = { ...filters, kind: low as Verdict }
    else if (key === 'status' && STATUSES.includes(low as DecisionStatus))
      filters = { ...filters, status: low as DecisionStatus }
    else if (key === 'owner' && idOf(value, '@'))
      filters = { ...filters, owner: low === 'me' ? user : idOf(value, '@') }
    else if (key === 'in' && idOf(value, '#')) filters = { ...filters, channel: idOf(value, '#') }
    else if (key === 'since' && isDate(value)) filters = { ...filters, since: value }
    else wrong ??= token
  }
  return { filters: words.length > 0 ? { ...filters, words: words.join(' ') } : filters, wrong }
}

const formatOf = (token: string) => FORMATS.find((name) => name === token.toLowerCase().replace(/[.,!?]+$/, ''))

const isFilter = (token: string) => /^\w+:./.test(token)

/** "export all our mails to GPT" is a scenario: behind `all` stands a filter or a format before any words. */
const isSearchOfAll = ([first, second = '', ...rest]: readonly string[]) =>
  first?.toLowerCase() === 'all' &&
  rest.length < SEARCH_WORDS &&
  (second === '' || formatOf(second) !== undefined || isFilter(second))

/** `export <id> [adr|json]`, or `export all` with a format and the filters of a search, in any order. */
function exportOf(tokens: readonly string[], user: string): Command {
  const [first, ...rest] = tokens
  const isAll = shortId(first) === 'all'
  const what = isAll || /^#?\w{5}$/.test(first ?? '') ? shortId(first) : ''
  const [format = isAll ? 'csv' : 'adr', second] = rest.flatMap((token) => formatOf(token) ?? [])
  const search = rest.filter((token) => !formatOf(token))
  const { filters, wrong } = readFilters(isAll ? search : [], user)
  const unread = isAll ? search.find((token) => isFilter(token) && filters.words?.includes(token)) : search[0]
  const stray = what === '' ? undefined : (unread ?? second)
  return { kind: 'export', what, format, filters, wrong: wrong ?? stray ?? null }
}

const shortId = (token = ''): string => token.replace(/^#/, '').toLowerCase()

/**
 * Reads a command line. A word that is no sub-command begins a scenario, unless the line is too short to be one and
 * the word is near a sub-command.
 * @param text as Slack sends it; `user` is who typed it, for `owner:me`
 */
export function parseCommand(text: string, user: string): Command {
  const tokens = text.trim().split(/\s+/).filter(Boolean)
  const [first = '', ...rest] = tokens
  const word = first.toLowerCase().replace(/[.,!?:]+$/, '')
  if (word === '' || (word === 'help' && rest.length === 0)) return { kind: 'help' }
  const bare = BARE.find((name) => name === word)
  if (bare && rest.length === 0) return { kind: bare }
  if (word === 'history' && rest.length <= SEARCH_WORDS) return { kind: 'history', ...readFilters(rest, user) }
  if (word === 'show' && rest.length <= 1) return { kind: 'show', id: shortId(rest[0]) }
  if (word === 'replay' && rest.length <= 1) return { kind: 'replay', id: shortId(rest[0]) }
  if (word === 'compare' && rest.length <= 2) {
    return { kind: 'compare', ids: [shortId(rest[0]), shortId(rest[1])] }
  }
  if (word === 'export' && (rest.length <= 2 || isSearchOfAll(rest))) return exportOf(rest, user)
  if (tokens.length <= 3 || isSearchOfAll(rest)) {
    const meant = nearest(word)
    if (meant && meant !== word) return { kind: 'unknown', word: first, meant }
    if (tokens.length === 1 && /^[a-z]{1,12}$/.test(word)) return { kind: 'unknown', word: first, meant: null }
  }
  return { kind: 'scenario', text }
}
