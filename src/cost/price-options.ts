import type { Catalogue } from '../domain/catalogue.ts'
import type { Costs, CostTerm, CostView, OptionCost } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import { OPTIONS, type Option } from '../domain/recommendation.ts'
import { breakEven, curve, payback, rival } from './break-even.ts'
import { hybridCosts } from './hybrids.ts'
import { type Leg, type Legs, priceLegs } from './legs.ts'
import { isMoney, isStale, type Pricing, pricing, staleTerms } from './pricing.ts'

/**
 * Costs a month of every option that can be priced, each with its terms, and where self-hosting breaks even.
 * Prices older than the limit carry no total unless `view.insist`; they are listed as stale. Throws UserError for a
 * replaced term that is no amount.
 */
export function priceOptions(facts: Facts, catalogue: Catalogue, view: CostView): Costs {
  const request = pricing(facts, catalogue, view)
  const all = priceLegs(request)
  const old = allStale(request, all)
  const shown = view.insist ? all : withoutStale(request, all)
  const options = optionCosts(request, shown)
  return {
    currency: request.currency,
    asOf: oldestPrice(request, shown) ?? oldestPrice(request, all) ?? catalogue.date,
    stale: old.length > 0,
    options,
    ...crossings(request, shown),
    currencyNote: request.currencyNote,
    staleFigures: view.insist ? [] : old,
  }
}

const singles = (legs: Legs): readonly Leg[] =>
  [legs.closed_api, legs.open_hosted, legs.open_self_hosted].filter((leg) => leg !== null)

const staleIn = (pricing: Pricing, leg: Leg) => staleTerms(pricing, leg.unitTerms)

const allStale = (pricing: Pricing, legs: Legs): readonly CostTerm[] => [
  ...new Map(
    singles(legs)
      .flatMap((leg) => staleIn(pricing, leg))
      .map((term) => [JSON.stringify(term), term]),
  ).values(),
]

/** Of stale options nothing is left but a bill that was paid; a volume worked out at a stale price carries nothing. */
function withoutStale(pricing: Pricing, legs: Legs): Legs {
  const isOld = (leg: Leg) => staleIn(pricing, leg).length > 0
  const guessed = legs.volume?.rests === 'on_bill' && singles(legs).some((leg) => leg.paid && isOld(leg))
  const fresh = (leg: Leg | null): Leg | null => {
    if (leg === null) return null
    if (leg.paid) return isOld(leg) ? { ...leg, perMillion: null, self: null } : leg
    return isOld(leg) || guessed ? null : leg
  }
  return {
    volume: guessed ? null : legs.volume,
    closed_api: fresh(legs.closed_api),
    open_hosted: fresh(legs.open_hosted),
    open_self_hosted: fresh(legs.open_self_hosted),
  }
}

function optionCosts(pricing: Pricing, legs: Legs): Costs['options'] {
  const own = singles(legs).flatMap((leg): [Option, OptionCost][] =>
    leg.total ? [[leg.option, { ...leg.total, basis: leg.basis, terms: leg.terms }]] : [],
  )
  const all = new Map<Option, OptionCost>([...own, ...hybridCosts(pricing, legs)])
  const wanted = OPTIONS.filter((option) => !pricing.facts.excluded_options?.includes(option))
  return Object.fromEntries(wanted.flatMap((option) => (all.has(option) ? [[option, all.get(option)]] : [])))
}

function crossings(pricing: Pricing, legs: Legs): Pick<Costs, 'breakEven' | 'payback' | 'curve'> {
  const api = rival(pricing, legs)
  const self = legs.open_self_hosted?.self
  const crossing = api && self ? breakEven(pricing, api, self) : null
  const bought = self && isStale(pricing, self.machine.gpu.sourceDate, true) && !pricing.view.insist ? null : self
  const tokens = legs.volume?.tokens
  const centre = crossing && crossing.tokensPerMonth !== 'none' ? crossing.tokensPerMonth.likely : tokens?.likely
  return {
    breakEven: crossing,
    payback: api && bought && tokens ? payback(pricing, api, bought, tokens) : null,
    curve: crossing && centre ? curve(legs, centre) : [],
  }
}

const oldestPrice = (pricing: Pricing, legs: Legs): string | null =>
  singles(legs)
    .filter(({ option }) => !pricing.facts.excluded_options?.includes(option))
    .flatMap((leg) => leg.terms.filter((term) => isMoney(pricing, term)))
    .map((term) => term.sourceDate)
    .reduce<string | null>((oldest, date) => (oldest === null || date < oldest ? date : oldest), null)
