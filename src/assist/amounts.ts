import { type FactorName, type FactorValue, isMoney, isMoneyFactor } from '../domain/factors.ts'
import type { Units } from '../domain/lexicon.ts'
import { DAY, FEWEST_THINGS, LONGEST_WAIT, monthly, round } from '../understand/figures.ts'
import { type Quantity, quantities } from '../understand/quantities.ts'
import type { Vocabulary } from '../understand/units.ts'
import type { Proposal } from './proposal.ts'
import type { Place } from './quote.ts'

/** A number as our own grammar reads it, ready to be a finding. */
export interface Amount {
  readonly quantity: Quantity
  readonly value: FactorValue
  readonly derivation?: string
}

/** How far two readings of one number may lie apart. */
const TOLERANCE = 0.01

const MILLISECONDS: Readonly<Record<string, number>> = {
  millisecond: 1,
  second: 1_000,
  minute: 60_000,
  hour: DAY / 24,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
}

const close = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b))

const sized = (q: Quantity, units: Units): number =>
  q.unit === 'word' || q.unit === 'page' ? round(q.value * units.tokensPer[q.unit]) : q.value

/** What a quantity is worth as that factor: unit, period and currency have to be those that the factor takes. */
function worth(q: Quantity, factor: FactorName, units: Units): Omit<Amount, 'quantity'> | null {
  if (q.each) return null
  if (isMoneyFactor(factor)) {
    if (q.unit !== 'money' || (factor === 'upfront_budget') === (q.period !== null)) return null
    const { value: amount, ...rest } = monthly(q)
    return { value: { amount, currency: q.currency as string }, ...rest }
  }
  const counted = q.unit === 'request' || ((q.unit === 'thing' || q.unit === 'bare') && q.value >= FEWEST_THINGS)
  const ms = q.milliseconds ?? 0
  switch (factor) {
    case 'monthly_requests':
      return q.period && counted ? monthly(q) : null
    case 'monthly_tokens':
      return q.period && q.unit === 'token' ? monthly(q) : null
    case 'tokens_per_request':
      return !q.period && ['token', 'word', 'page'].includes(q.unit ?? '') ? { value: sized(q, units) } : null
    case 'users':
      return (q.unit === 'user' || q.unit === null) && !q.period ? { value: q.value } : null
    case 'latency_ms':
      return q.unit === 'duration' && ms <= LONGEST_WAIT ? { value: round(ms) } : null
    case 'deadline_days':
      return q.unit === 'duration' && (q.grain ?? 0) >= DAY ? { value: round(ms / DAY) } : null
    default:
      return null
  }
}

/** The number that a proposal states, in the factor's own terms: months, milliseconds, days, tokens. */
function stated(proposal: Proposal, factor: FactorName, units: Units): number | null {
  const { number, number_to: to, per, unit } = proposal
  if (number === null) return null
  const typical = to !== null && to > number ? Number(Math.sqrt(number * to).toPrecision(3)) : number
  if (factor === 'latency_ms') return typical * (MILLISECONDS[unit ?? 'millisecond'] ?? Number.NaN)
  if (factor === 'deadline_days') return (typical * (MILLISECONDS[unit ?? 'day'] ?? Number.NaN)) / DAY
  if (factor === 'tokens_per_request') return typical * (unit === 'word' || unit === 'page' ? units.tokensPer[unit] : 1)
  return typical * (units.periods.find(({ id }) => id === per)?.perMonth ?? 1)
}

/**
 * The number of a proposal, read again from its quote by our own grammar. Null unless a quantity whose figure lies in
 * the quote has the factor's unit, period and currency and the same amount; the amount is then ours, not the claimed.
 */
export function amountOf(place: Place, factor: FactorName, proposal: Proposal, v: Vocabulary): Amount | null {
  const claimed = stated(proposal, factor, v.units)
  if (claimed === null) return null
  for (const quantity of quantities(place.reading.sentence.tokens, v, place.reading.isProtected)) {
    if (quantity.start < place.from || quantity.start >= place.to) continue
    const read = worth(quantity, factor, v.units)
    if (!read) continue
    const amount = isMoney(read.value) ? read.value.amount : Number(read.value)
    const currency = isMoney(read.value) ? read.value.currency : null
    if (close(amount, claimed) && (currency === null || currency === proposal.currency)) return { quantity, ...read }
  }
  return null
}
