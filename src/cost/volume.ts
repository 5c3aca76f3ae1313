import type { Range } from '../domain/costs.ts'
import type { Origin, Pricing, Sheet } from './pricing.ts'
import { exactly, product } from './range.ts'

export interface Volume {
  readonly tokens: Range
  /** Rests on a number of people alone: too little to weigh, enough to show as assumed. */
  readonly fromUsers: boolean
}

/** Facts that a person stated. */
export const said = (pricing: Pricing): Origin => ({
  source: pricing.index.say('source.said', pricing.language),
  sourceDate: pricing.view.today,
})

/**
 * Tokens a month as the facts carry them, with the terms they rest on; null where they carry none.
 * Stated tokens, else requests x tokens a request, else users x requests x tokens a request.
 */
export function statedVolume(pricing: Pricing, sheet: Sheet): Volume | null {
  const { facts } = pricing
  const origin = said(pricing)
  if (facts.monthly_tokens !== undefined)
    return { tokens: tokenTerm(sheet, exactly(facts.monthly_tokens), origin, false), fromUsers: false }
  const { monthly_requests, users, tokens_per_request } = facts
  if (monthly_requests === undefined && users === undefined) return null
  const perRequest =
    tokens_per_request === undefined
      ? sheet.assume('tokens_per_request')
      : sheet.input('tokens_per_request', exactly(tokens_per_request), 'tokens', origin)
  const parts =
    monthly_requests !== undefined
      ? [exactly(monthly_requests), perRequest]
      : [exactly(users as number), sheet.assume('requests_per_user'), perRequest]
  const assumed = monthly_requests === undefined || tokens_per_request === undefined
  const worked = { ...origin, source: pricing.index.say('source.terms', pricing.language) }
  return { tokens: tokenTerm(sheet, product(parts), worked, assumed), fromUsers: monthly_requests === undefined }
}

/** The term for tokens a month. */
export const tokenTerm = (sheet: Sheet, tokens: Range, origin: Origin, assumed: boolean): Range =>
  sheet.input('tokens_per_month', tokens, 'tokens/month', origin, assumed)
