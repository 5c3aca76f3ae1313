import { isMoney, isMoneyFactor, isNumberFactor, type Money } from '../domain/factors.ts'
import type { Claim } from './claim.ts'
import { round } from './figures.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'

/** A bare figure means what was last spoken of only if it is within this factor of it (2.5 orders of magnitude). */
const ALIKE = 316

const amountOf = (value: Claim['value']): number | null =>
  typeof value === 'number' ? value : isMoney(value) ? value.amount : null

/** Most words beside a figure that is all a reply says ("so 3,800 for the model", "no: 10 weeks, they moved it"). */
const TERSE = 4

/** A smaller bare number of a reply counts something else ("and the other two?"). */
const FEWEST = 5

/** A later message that says little but a figure, of which the first words are no new subject. */
function isReply({ sentence, message }: Reading, q: Quantity, claim: Claim): boolean {
  // "8 A100": what is counted is said, and is something else.
  if (q.unit === null && (q.noun !== null || q.value < FEWEST)) return false
  return claim.message < message && q.start <= TERSE - 1 && sentence.tokens.length - q.end <= TERSE + 1
}

const scaleOf = (claim: Claim) => Number(/ x ([\d.,]+)$/.exec(claim.derivation ?? '')?.[1]?.replaceAll(',', '') ?? 1)

/** Whether a figure can stand in the place of what was claimed before: same kind of unit, similar size. */
function fits(q: Quantity, claim: Claim): boolean {
  const amount = amountOf(claim.value)
  if (amount === null || !(isNumberFactor(claim.factor) || isMoneyFactor(claim.factor))) return false
  if (q.unit === 'duration') return false
  if ((q.unit === 'money') !== isMoneyFactor(claim.factor) && !(q.unit === null && !q.period)) return false
  if (
    q.period &&
    claim.factor !== 'monthly_requests' &&
    claim.factor !== 'monthly_tokens' &&
    !isMoneyFactor(claim.factor)
  )
    return false
  const said = q.value * (q.period?.perMonth ?? scaleOf(claim))
  return said / amount < ALIKE && amount / said < ALIKE
}

/**
 * Figures that leave out what they count: "make that 20M", "no, 3,000 an hour". They take factor, period and currency
 * from the last figure that was claimed and is of the same order. A correcting cue opens this door, and so
 * does a rate, and a later message that says hardly more than the figure.
 */
export function ellipsisClaims(
  reading: Reading,
  found: readonly Quantity[],
  filled: readonly Claim[],
  before: readonly Claim[],
): readonly Claim[] {
  const out: Claim[] = []
  for (const q of found) {
    const span = reading.span(q.start, q.end)
    const taken = filled.some((claim) => claim.evidence.some((e) => e.start < span.end && span.start < e.end))
    const corrects = reading.governs('revise', q)
    const rate = q.unit === 'bare'
    if (taken || q.each || reading.assertions(q, null).some(({ assertion }) => assertion !== 'negated')) continue
    const last = before.findLast((claim) => fits(q, claim))
    if (!last || !(corrects || rate || isReply(reading, q, last))) continue
    const scale = q.period?.perMonth ?? scaleOf(last)
    const amount = round(q.value * scale)
    const value = isMoneyFactor(last.factor)
      ? { amount, currency: q.currency ?? (last.value as Money).currency }
      : amount
    const { by, message } = reading
    out.push({
      ...last,
      value,
      by,
      message,
      evidence: [span],
      revises: corrects || last.message < message,
      rule: 'quantity.ellipsis',
    })
  }
  return out
}
