import type { Host, Model, Offer } from '../domain/catalogue.ts'
import { allowedOffers } from './constraints.ts'
import { blendedPrice } from './formulas.ts'
import { clauses } from './licence-clauses.ts'
import { isStale, type Pricing } from './pricing.ts'
import type { Candidate } from './shortlist.ts'

/** Each model at its cheapest host that may be used; models without one are left out. */
export function apiCandidates(pricing: Pricing, models: readonly Model[]): readonly Candidate[] {
  const { index, facts } = pricing
  const share = index.assumption('output_share').likely
  const blend = (offer: Offer) =>
    blendedPrice({ input: offer.input, cached: offer.input, output: offer.output }, share, 0)
  return models.flatMap((model) => {
    const offers = allowedOffers(index, facts, model)
    const [first] = [...offers].sort((a, b) => blend(a) - blend(b) || (a.sourceDate < b.sourceDate ? 1 : -1))
    return first ? [candidate(pricing, model, first, blend(first))] : []
  })
}

function candidate(pricing: Pricing, model: Model, offer: Offer, rank: number): Candidate {
  const { index, language, view } = pricing
  const host = index.hosts.get(offer.host) as Host
  const { source, sourceDate } = offer
  const stale = isStale(pricing, sourceDate) && !view.insist
  const price = stale
    ? index.say('shortlist.stale', language, { date: sourceDate })
    : index.say('shortlist.api_price', language, {
        input: offer.input,
        output: offer.output,
        currency: 'USD',
        date: sourceDate,
      })
  const terms = index.say('shortlist.check.terms', language, { host: host.name, retention: host.retention })
  const check = [...clauses(pricing, model), terms].join('; ')
  return { model, rank, entry: { host: host.name, price, check, source, sourceDate } }
}
