import type { Message } from '../domain/brief.ts'
import type { Reading } from '../understand/reading.ts'
import { fold, mask } from '../understand/text.ts'
import type { Stretch } from './personal.ts'

/** Fewer characters are no evidence. */
const SHORTEST = 3
/** A longer quote is no shortest evidence, but a way to have something in it. */
const LONGEST = 160
/** Places that are tried where the words occur more than once. */
const MOST_PLACES = 4

/** A quote where it stands in one sentence: tokens [from, to) of a reading. */
export interface Place extends Stretch {
  readonly reading: Reading
  readonly from: number
  readonly to: number
}

function* occurrences(text: string, quote: string): Generator<number> {
  for (let at = text.indexOf(quote), n = 0; at >= 0 && n < MOST_PLACES; at = text.indexOf(quote, at + 1), n++) yield at
}

function placeIn(readings: readonly Reading[], { start, end }: Stretch): Place | null {
  for (const reading of readings) {
    const { tokens } = reading.sentence
    const from = tokens.findIndex((token) => token.start >= start)
    const to = tokens.findLastIndex((token) => token.end <= end) + 1
    const whole = (tokens[0]?.start ?? 0) <= end && (tokens.at(-1)?.end ?? 0) >= start
    if (whole && from >= 0 && to > from) return { reading, from, to, start, end }
  }
  return null
}

/**
 * Where a quote stands: letter by letter, else with case, accents and quotation marks straightened. It has to lie in
 * words that the person wrote and that were not hidden, inside one sentence. `readings` are those of the message.
 */
export function findQuote(
  message: Message,
  readings: readonly Reading[],
  hidden: readonly Stretch[],
  quote: string,
): readonly Place[] {
  const wanted = quote.trim()
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return []
  const folded = fold(message.text)
  const seen = mask(folded)
  const exact = [...occurrences(message.text, wanted)]
  const starts = exact.length > 0 ? exact : [...occurrences(folded, fold(wanted))]
  return starts.flatMap((start) => {
    const end = start + wanted.length
    if (seen.slice(start, end) !== folded.slice(start, end)) return []
    if (hidden.some((one) => one.start < end && start < one.end)) return []
    return placeIn(readings, { start, end }) ?? []
  })
}
