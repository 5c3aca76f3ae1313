import type { Units } from '../domain/lexicon.ts'
import { type Claim, claimBy } from './claim.ts'
import { round, shown } from './figures.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'

const SIZED = new Set<Quantity['unit']>(['token', 'page', 'word', null])

/** Furthest, in tokens, that two figures without a unit may stand apart and still make one request. */
const APART = 6

/** "2k in and 300 out", "prompt 6k tokens, answer 500": two figures that make one request. Null if they do not. */
export function inAndOut(reading: Reading, found: readonly Quantity[], units: Units): Claim | null {
  const { tokens } = reading.sentence
  const beside = (q: Quantity, words: readonly string[]) =>
    [q.start - 1, q.start - 2, q.start - 3, q.end, q.end + 1].some((i) => words.includes(tokens[i]?.text ?? ''))
  const small = found.filter((q) => SIZED.has(q.unit) && !q.period && !q.currency)
  const output = small.findLast((q) => beside(q, units.outWords))
  const input =
    small.find((q) => q !== output && beside(q, units.inWords)) ??
    small.findLast(
      (q) => q !== output && output && q.unit !== null && (q.each || q.unit === 'token') && q.end <= output.start,
    )
  if (!input || !output) return null
  const first = input.start < output.start ? input : output
  const last = first === input ? output : input
  const named = [input, output].some((q) => q.unit !== null || beside(q, units.tokenWords))
  if (!named && last.start - first.end > APART) return null
  const sizeOf = (q: Quantity) => {
    const unit = q.unit ?? input.unit ?? output.unit
    return q.value * (unit === 'page' || unit === 'word' ? units.tokensPer[unit] : 1)
  }
  const edge = units.outWords.includes(tokens[last.end]?.text ?? '') ? last.end + 1 : last.end
  return claimBy(reading, {
    factor: 'tokens_per_request',
    value: round(sizeOf(input) + sizeOf(output)),
    status: 'implied',
    rule: 'quantity.in_and_out',
    evidence: [reading.span(first.start, edge)],
    derivation: `${shown(sizeOf(input))} in + ${shown(sizeOf(output))} out`,
    revises: true,
  })
}
