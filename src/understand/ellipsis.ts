import { isMoneyFactor, isNumberFactor, type Money } from '../domain/factors.ts'
import type { Claim } from './claim.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'

/** A bare figure means what was last spoken of only if it is within this factor of it (2.5 orders of magnitude). */
const ALIKE = 316

const amountOf = (value: Claim['value']): number | null =>
  typeof value === 'number'
    ? value
    : value !== null && typeof value === 'object' && 'amount' in value
      ? (value as Money).amount
      : null

/**
 * Figures that leave out what they count: "make that 20M", "sorry, 300 not 200". They take factor, period and currency
 * from the last figure that was claimed and is of the same order. Only a correcting cue opens this door.
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
    if (taken || !reading.governs('revise', q)) continue
    if (reading.assertions(q, null).length > 0) continue
    const last = before.findLast((claim) => {
      const amount = amountOf(claim.value)
      if (amount === null || !(isNumberFactor(claim.factor) || isMoneyFactor(claim.factor))) return false
      if ((q.unit === 'money') !== isMoneyFactor(claim.factor) && q.unit !== null) return false
      return q.value / amount < ALIKE && amount / q.value < ALIKE
    })
    if (!last) continue
    const scale = q.period
      ? q.period.perMonth
      : Number(/ x ([\d.,]+)$/.exec(last.derivation ?? '')?.[1]?.replaceAll(',', '') ?? 1)
    const amount = Number((q.value * scale).toPrecision(6))
    const value = isMoneyFactor(last.factor)
      ? { amount, currency: q.currency ?? (last.value as Money).currency }
      : amount
    out.push({
      ...last,
      value,
      by: reading.by,
      message: reading.message,
      evidence: [span],
      revises: true,
      rule: 'quantity.ellipsis',
    })
  }
  return out
}
