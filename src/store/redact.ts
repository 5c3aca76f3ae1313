import type { Advice } from '../domain/advice.ts'
import type { Span } from '../domain/brief.ts'

/**
 * An advice without the words of some people: their messages become empty, and so does every span into them, wherever
 * it stands (an empty slice of an empty text, so spans still quote their message). Values and names stay; a derivation
 * quotes words and goes. Pure; the same object where there is nothing to delete.
 * @param forgets true for the author whose words go
 */
export function withoutWords(advice: Advice, forgets: (user: string) => boolean): Advice {
  const gone = new Set(advice.brief.messages.flatMap((m, i) => (m.text !== '' && forgets(m.user) ? [i] : [])))
  if (gone.size === 0) return advice
  const messages = advice.brief.messages.map((m, i) => (gone.has(i) ? { ...m, text: '' } : m))
  return { ...(strip(advice, gone) as Advice), brief: { ...advice.brief, messages } }
}

/** A title is somebody's words too: it stays only where a message that is left has it. */
export function titleWithoutWords(title: string, left: Advice): string {
  const plain = (text: string) => text.replace(/\s+/g, ' ').trim()
  const words = plain(title).replace(/(…|\.\.\.)$/, '')
  return left.brief.messages.some((m) => words !== '' && plain(m.text).includes(words)) ? title : ''
}

function strip(value: unknown, gone: ReadonlySet<number>): unknown {
  if (Array.isArray(value)) return value.map((item) => strip(item, gone))
  if (typeof value !== 'object' || value === null) return value
  if (isSpan(value)) return gone.has(value.message) ? { ...value, text: '' } : value
  const quotes = Object.hasOwn(value, 'evidence') && quotesGone((value as { evidence: unknown }).evidence, gone)
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      quotes && key === 'derivation' ? [] : [[key, strip(item, gone)] as const],
    ),
  )
}

const isSpan = (value: object): value is Span =>
  ['message', 'start', 'end', 'text'].every((key) => Object.hasOwn(value, key))

const quotesGone = (evidence: unknown, gone: ReadonlySet<number>): boolean =>
  [evidence].flat().some((item) => typeof item === 'object' && item !== null && isSpan(item) && gone.has(item.message))
