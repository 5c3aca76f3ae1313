import type { Brief } from '../domain/brief.ts'
import { conceal } from './conceal.ts'
import type { Quotable, Verifier } from './verify.ts'

/** What is sent, and what may be quoted from it. */
export interface Outgoing {
  /** A JSON array of `{id, author, text}`; authors are U1, U2 in the order in which they spoke. Null: nothing is left. */
  readonly messages: string | null
  readonly quotable: readonly Quotable[]
  /** Messages that were kept back because they hold a secret. */
  readonly withheld: number
}

/** Most characters that are sent; a longer thread is sent from its end, where it stands now. */
const MOST_CHARACTERS = 24_000

/** The last messages that fit together. */
function latest<T extends { readonly text: string }>(messages: readonly T[]): readonly T[] {
  let left = MOST_CHARACTERS
  const from = messages.findLastIndex(({ text }) => {
    left -= text.length
    return left < 0
  })
  return messages.slice(from + 1)
}

/** Prepares a brief for sending: secrets kept back, personal data painted over, names of people left out. */
export async function prepare(brief: Brief, verifier: Verifier): Promise<Outgoing> {
  const authors = new Map<string, string>()
  for (const { user } of brief.messages) if (!authors.has(user)) authors.set(user, `U${authors.size + 1}`)
  const quotable: Quotable[] = []
  const sent: { id: number; author: string; text: string }[] = []
  let withheld = 0
  for (const [id, { user, text }] of brief.messages.entries()) {
    const { readings, amounts, instructs } = verifier.read(brief, id)
    const short = text.length <= MOST_CHARACTERS
    const {
      text: painted,
      hidden,
      secret,
    } = short ? await conceal(text, amounts) : { text: '', hidden: [], secret: false }
    if (secret) withheld++
    const goes = short && !secret && painted.trim() !== ''
    if (goes) sent.push({ id, author: authors.get(user) as string, text: painted })
    quotable.push({ readings, hidden, closed: instructs || !goes })
  }
  const last = latest(sent)
  const ids = new Set(last.map(({ id }) => id))
  return {
    messages: last.length > 0 ? JSON.stringify(last) : null,
    quotable: quotable.map((one, id) => ({ ...one, closed: one.closed || !ids.has(id) })),
    withheld,
  }
}
