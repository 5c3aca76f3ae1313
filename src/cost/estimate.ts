import type { Catalogue } from '../domain/catalogue.ts'
import type { CostView, Estimates, Range } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import { indexOf, remembered } from './catalogue-index.ts'
import { type Leg, priceLegs } from './legs.ts'
import { isMoney, isStale, type Pricing, pricing } from './pricing.ts'
import { scale } from './range.ts'

const NOTHING: Estimates = { closedApi: null, openHosted: null, openSelfHosted: null }

/** The facts on which an estimate depends. */
const ESTIMATE_FACTS = [
  'monthly_tokens',
  'monthly_requests',
  'tokens_per_request',
  'monthly_spend',
  'runs_today',
  'capability',
  'hardware',
  'stage',
  'support',
  'latency',
  'data_boundary',
  'data_sensitivity',
  'edge_device',
  'modalities',
  'regulations',
  'excluded_makers',
  'approved_vendors',
  'users',
] as const satisfies readonly (keyof Facts)[]

/**
 * Cost a month of the three kinds in US dollars, for the engine to weigh; null where the facts carry no volume and no
 * bill, or where the prices are too old on `view.today` ('' asks for no age). Remembered by the facts it depends on.
 */
export function estimate(
  facts: Facts,
  catalogue: Catalogue,
  view: Pick<CostView, 'today' | 'maxAgeDays'> = { today: '' },
): Estimates {
  if (facts.monthly_tokens === undefined && facts.monthly_requests === undefined && facts.monthly_spend === undefined)
    return NOTHING
  const key = JSON.stringify([view.today, view.maxAgeDays, ...ESTIMATE_FACTS.map((name) => facts[name])])
  return remembered(indexOf(catalogue), `estimate ${key}`, () => weigh(pricing(facts, catalogue, view)))
}

function weigh(pricing: Pricing): Estimates {
  const legs = priceLegs(pricing)
  const figure = (leg: Leg | null): Range | null => {
    if (!leg?.total || leg.terms.some((term) => isMoney(pricing, term) && isStale(pricing, term.sourceDate)))
      return null
    return scale(leg.total, 1 / pricing.perUsd)
  }
  return {
    closedApi: figure(legs.closed_api),
    openHosted: figure(legs.open_hosted),
    openSelfHosted: figure(legs.open_self_hosted),
  }
}
