import type { SingleOption } from '../domain/recommendation.ts'
import { MILLION } from './formulas.ts'
import { inCostCurrency, type Pricing } from './pricing.ts'
import { exactly, inverse, product } from './range.ts'
import { unitPrices } from './unit-prices.ts'
import type { Volume } from './volume.ts'

/** What they pay now, a month, in the costs' currency, and the option that it is for. */
export interface Bill {
  readonly option: SingleOption
  readonly amount: number
}

/** The bill that they named; null where nobody named one, or in a currency without a rate. */
export function presentBill(pricing: Pricing): Bill | null {
  const { monthly_spend, runs_today } = pricing.facts
  const amount = monthly_spend ? inCostCurrency(pricing, monthly_spend) : null
  if (amount === null || amount === 0) return null
  const runs = runs_today ?? ['closed_api']
  const option = (['closed_api', 'open_hosted', 'open_self_hosted'] as const).find((o) => runs.includes(o))
  return { option: option ?? 'closed_api', amount }
}

/**
 * The volume to price: the stated one; what the bill buys where the words leave the length of a request, or the use
 * a person makes, to be assumed, for money that was paid says more than an average of all trades.
 */
export function chosenVolume(pricing: Pricing, words: Volume | null, bill: Bill | null): Volume | null {
  if (words?.rests === 'on_words' || bill === null || bill.option === 'open_self_hosted') return words
  const price = unitPrices(withCapability(pricing))[bill.option]
  if (price === null) return words
  return { tokens: product([exactly(bill.amount * MILLION), inverse(price.perMillion)]), rests: 'on_bill' }
}

/** Whoever pays a bill knows the quality that they buy; unsaid, the middle class stands for it. */
const withCapability = (pricing: Pricing): Pricing =>
  pricing.facts.capability === undefined ? { ...pricing, facts: { ...pricing.facts, capability: 'strong' } } : pricing
