import type { Units } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'
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
    [q.start - 1, q.start - 2, q.end, q.end + 1].some((i) => words.includes(tokens[i]?.text ?? ''))
  const small = found.filter((q) => SIZED.has(q.unit) && !q.period && !q.currency)
  const input = small.find((q) => beside(q, units.inWords))
  const output = small.find((q) => q !== input && beside(q, units.outWords))
  if (!input || !output) return null
  const first = input.start < output.start ? input : output
  const last = first === input ? output : input
  const named = [input, output].some((q) => q.unit !== null || beside(q, units.tokenWords))
  if (!named && last.start - first.end > APART) return null
  const unit = input.unit ?? output.unit
  const per = unit === 'page' || unit === 'word' ? units.tokensPer[unit] : 1
  const edge = units.outWords.includes(tokens[last.end]?.text ?? '') ? last.end + 1 : last.end
  return {
    factor: 'tokens_per_request',
    value: round((input.value + output.value) * per),
    status: 'implied',
    weak: false,
    merge: 'last',
    by: reading.by,
    message: reading.message,
    rule: 'quantity.in_and_out',
    evidence: [reading.span(first.start, edge)],
    derivation: `${shown(input.value * per)} in + ${shown(output.value * per)} out`,
    revises: true,
  }
}
