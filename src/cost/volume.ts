import type { Range } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import type { Origin, Pricing, Sheet } from './pricing.ts'
import { exactly, product } from './range.ts'

export interface Volume {
  readonly tokens: Range
  /** Said as tokens, or as requests of a known length; else a length, or requests a person, had to be assumed. */
  readonly rests: 'on_words' | 'on_length' | 'on_people' | 'on_bill'
}

/** Where a quantity that is not said comes from. */
type Assume = (id: 'tokens_per_request' | 'requests_per_user') => Range

/** Facts that a person stated. */
export const said = (pricing: Pricing): Origin => ({
  source: pricing.index.say('source.said', pricing.language),
  sourceDate: pricing.view.today,
})

/**
 * Tokens a month as the facts carry them; null where they carry none.
 * Stated tokens, else requests x tokens a request, else users x requests x tokens a request.
 */
export function volumeFrom(facts: Facts, assume: Assume): Volume | null {
  const { monthly_tokens, monthly_requests, users, tokens_per_request: length } = facts
  if (monthly_tokens !== undefined) return { tokens: exactly(monthly_tokens), rests: 'on_words' }
  if (monthly_requests === undefined && users === undefined) return null
  const perRequest = length === undefined ? assume('tokens_per_request') : exactly(length)
  if (monthly_requests !== undefined) {
    const tokens = product([exactly(monthly_requests), perRequest])
    return { tokens, rests: length === undefined ? 'on_length' : 'on_words' }
  }
  return { tokens: product([exactly(users as number), assume('requests_per_user'), perRequest]), rests: 'on_people' }
}

/** The volume that the facts carry, with the terms it rests on written to the sheet. */
export function statedVolume(pricing: Pricing, sheet: Sheet): Volume | null {
  const { facts, view } = pricing
  const origin = said(pricing)
  const length = facts.tokens_per_request
  if (length !== undefined && facts.monthly_tokens === undefined)
    sheet.input('tokens_per_request', exactly(length), 'tokens', origin)
  const volume = volumeFrom(facts, (id) => sheet.assume(id))
  if (volume === null) return null
  const worked = { ...origin, source: pricing.index.say('source.terms', pricing.language) }
  const assumed = volume.rests !== 'on_words'
  const tokens = tokenTerm(sheet, volume.tokens, facts.monthly_tokens === undefined ? worked : origin, assumed)
  const replaced = view.overrides !== undefined && 'tokens_per_request' in view.overrides
  return { tokens, rests: replaced && volume.rests === 'on_length' ? 'on_words' : volume.rests }
}

/** The term for tokens a month. */
export const tokenTerm = (sheet: Sheet, tokens: Range, origin: Origin, assumed: boolean): Range =>
  sheet.input('tokens_per_month', tokens, 'tokens/month', origin, assumed)
