import type { Catalogue } from '../domain/catalogue.ts'
import type { CostView, Estimates, Range } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import type { SingleOption } from '../domain/recommendation.ts'
import { apiTotal } from './api-price.ts'
import { chosenVolume, presentBill } from './bill.ts'
import { indexOf, remembered } from './catalogue-index.ts'
import { type Pricing, pricing } from './pricing.ts'
import { exactly, scale } from './range.ts'
import { selfHostingTotal } from './self-hosting.ts'
import { type ApiPrice, type MachinePrice, UNIT_PRICE_FACTS, unitPrices } from './unit-prices.ts'
import { volumeFrom } from './volume.ts'

const NOTHING: Estimates = { closedApi: null, openHosted: null, openSelfHosted: null }

/** The facts on which an estimate depends. */
const ESTIMATE_FACTS = [
  'monthly_tokens',
  'monthly_requests',
  'monthly_spend',
  'runs_today',
  ...UNIT_PRICE_FACTS,
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
  const { index, facts } = pricing
  const unit = unitPrices(pricing)
  const bill = presentBill(pricing)
  const words = volumeFrom(facts, (id) => index.assumption(id))
  const volume = chosenVolume(pricing, words, bill)
  const guess = volume?.rests === 'on_bill' && bill !== null && unit[bill.option]?.stale
  const tokens = volume === null || volume.rests === 'on_people' || guess ? null : volume.tokens
  const figure = (option: SingleOption, price: { stale: boolean } | null, total: (tokens: Range) => Range) => {
    if (bill?.option === option && price !== null) return scale(exactly(bill.amount), 1 / pricing.perUsd)
    return tokens === null || price === null || price.stale ? null : scale(total(tokens), 1 / pricing.perUsd)
  }
  const { closed_api, open_hosted, open_self_hosted } = unit
  const api = (price: ApiPrice | null) => (used: Range) => apiTotal(used, (price as ApiPrice).perMillion)
  return {
    closedApi: figure('closed_api', closed_api, api(closed_api)),
    openHosted: figure('open_hosted', open_hosted, api(open_hosted)),
    openSelfHosted: figure('open_self_hosted', open_self_hosted, (used) =>
      selfHostingTotal((open_self_hosted as MachinePrice).self, used),
    ),
  }
}
