import type { CostTerm, Range } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import { type ApiOption, pricePerMillion, type TypicalOffer, typicalOffer } from './api-price.ts'
import { remembered } from './catalogue-index.ts'
import { typicalMachine } from './machine.ts'
import { type Pricing, sheet, staleTerms } from './pricing.ts'
import { type SelfHosting, selfHosting } from './self-hosting.ts'

export interface ApiPrice {
  readonly chosen: TypicalOffer
  readonly perMillion: Range
  readonly terms: readonly CostTerm[]
  /** One of the prices behind it is too old. */
  readonly stale: boolean
}

export interface MachinePrice {
  readonly self: SelfHosting
  readonly terms: readonly CostTerm[]
  readonly stale: boolean
}

/** What each option costs apart from the volume, with the terms behind it; null where nothing in the catalogue fits. */
export interface UnitPrices {
  readonly closed_api: ApiPrice | null
  readonly open_hosted: ApiPrice | null
  readonly open_self_hosted: MachinePrice | null
}

/** The facts that unit prices depend on: everything but volume and bill. */
export const UNIT_PRICE_FACTS = [
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
  'tokens_per_request',
] as const satisfies readonly (keyof Facts)[]

/** Unit prices, remembered for the same facts, currency and view. */
export function unitPrices(pricing: Pricing): UnitPrices {
  const { facts, view, index, currency } = pricing
  const key = `unit ${JSON.stringify([currency, view, ...UNIT_PRICE_FACTS.map((name) => facts[name])])}`
  return remembered(index, key, () => ({
    closed_api: apiPrice(pricing, 'closed_api'),
    open_hosted: apiPrice(pricing, 'open_hosted'),
    open_self_hosted: machinePrice(pricing),
  }))
}

function apiPrice(pricing: Pricing, option: ApiOption): ApiPrice | null {
  const chosen = typicalOffer(pricing, option)
  if (chosen === null) return null
  const own = sheet(pricing, option)
  const perMillion = pricePerMillion(pricing, own, chosen)
  return { chosen, perMillion, terms: own.terms, stale: staleTerms(pricing, own.terms).length > 0 }
}

function machinePrice(pricing: Pricing): MachinePrice | null {
  const machine = typicalMachine(pricing)
  if (machine === null) return null
  const own = sheet(pricing, 'open_self_hosted')
  const self = selfHosting(pricing, own, machine)
  return { self, terms: own.terms, stale: staleTerms(pricing, own.terms).length > 0 }
}
