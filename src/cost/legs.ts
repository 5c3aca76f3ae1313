import type { CostTerm, Range } from '../domain/costs.ts'
import type { SingleOption } from '../domain/recommendation.ts'
import { type ApiOption, apiTotal } from './api-price.ts'
import { chosenVolume, presentBill } from './bill.ts'
import { type Origin, type Pricing, type Sheet, sheet } from './pricing.ts'
import { exactly, sum } from './range.ts'
import { machineTotal, replicas, type SelfHosting } from './self-hosting.ts'
import { type ApiPrice, type UnitPrices, unitPrices } from './unit-prices.ts'
import { said, statedVolume, tokenTerm, type Volume } from './volume.ts'

/** One option, priced: what it rests on, and its curve over volume. `total` null: the volume is unknown. */
export interface Leg {
  readonly option: SingleOption
  readonly total: Range | null
  readonly basis: string
  readonly terms: readonly CostTerm[]
  /** Those of `terms` that make the price of a unit: what can grow stale. Of a paid bill they stay behind it. */
  readonly unitTerms: readonly CostTerm[]
  /** The total is what they pay today. */
  readonly paid: boolean
  readonly perMillion: Range | null
  readonly self: SelfHosting | null
}

export interface Legs {
  readonly volume: Volume | null
  readonly closed_api: Leg | null
  readonly open_hosted: Leg | null
  readonly open_self_hosted: Leg | null
}

/** Prices the three options from the facts; all share one volume: the stated one, else what the bill buys. */
export function priceLegs(pricing: Pricing): Legs {
  const unit = unitPrices(pricing)
  const bill = presentBill(pricing)
  const volume = chosenVolume(pricing, statedVolume(pricing, sheet(pricing, 'volume')), bill)
  const place = (option: SingleOption): Placed => {
    const own = sheet(pricing, option)
    if (volume === null) return { own, tokens: null }
    if (volume.rests === 'on_bill') return { own, tokens: billTerm(pricing, own, volume) }
    return { own, tokens: statedVolume(pricing, own)?.tokens ?? null }
  }
  const present = (option: SingleOption) => (bill?.option === option ? bill.amount : null)
  const api = (option: ApiOption) =>
    unit[option] && apiLeg(pricing, option, unit[option], place(option), present(option))
  const own = unit.open_self_hosted
  return {
    volume,
    closed_api: api('closed_api'),
    open_hosted: api('open_hosted'),
    open_self_hosted: own && selfLeg(pricing, own, place('open_self_hosted'), present('open_self_hosted')),
  }
}

/** Volume first, then what a unit costs, then the sum. */
const spliced = (own: Sheet, before: number, unitTerms: readonly CostTerm[]): readonly CostTerm[] => [
  ...own.terms.slice(0, before),
  ...unitTerms,
  ...own.terms.slice(before),
]

type Placed = { readonly own: Sheet; readonly tokens: Range | null }

function apiLeg(
  pricing: Pricing,
  option: ApiOption,
  price: ApiPrice,
  { own, tokens }: Placed,
  present: number | null,
): Leg {
  const { index, language } = pricing
  const { model, host, offer } = price.chosen
  const before = own.terms.length
  const total =
    present !== null
      ? own.addend('present_bill', exactly(present), said(pricing))
      : tokens && own.addend('api_bill', apiTotal(tokens, price.perMillion), worked(pricing, offer))
  const terms = present !== null ? own.terms.slice(before) : spliced(own, before, price.terms)
  const basis =
    present !== null
      ? index.say('basis.present', language)
      : index.say('basis.api', language, { model: model.name, host: host.name, date: offer.sourceDate })
  return {
    option,
    total,
    basis,
    terms,
    unitTerms: price.terms,
    paid: present !== null,
    perMillion: price.perMillion,
    self: null,
  }
}

function selfLeg(
  pricing: Pricing,
  { self, terms: unitTerms }: NonNullable<UnitPrices['open_self_hosted']>,
  { own, tokens }: Placed,
  present: number | null,
): Leg {
  const { index, language } = pricing
  const { rent, toBuy, model, row, gpu } = self.machine
  const before = own.terms.length
  const total =
    present !== null
      ? own.addend('present_bill', exactly(present), said(pricing))
      : tokens && selfHostingTerms(pricing, own, self, tokens)
  const terms = present !== null ? own.terms.slice(before) : spliced(own, before, unitTerms)
  const machine = index.say(toBuy ? 'basis.bought' : rent === null ? 'basis.owned' : 'basis.rented', language, {
    model: model.name,
    gpus: row.gpus,
    gpu: gpu.name,
  })
  const basis = present !== null ? index.say('basis.present', language) : machine
  const paid = present !== null
  return { option: 'open_self_hosted', total, basis, terms, unitTerms, paid, perMillion: null, self }
}

const billTerm = (pricing: Pricing, own: Sheet, volume: Volume): Range =>
  tokenTerm(own, volume.tokens, { ...said(pricing), source: pricing.index.say('source.bill', pricing.language) }, true)

const worked = (pricing: Pricing, from: Origin): Origin => ({
  source: pricing.index.say('source.terms', pricing.language),
  sourceDate: from.sourceDate,
})

function selfHostingTerms(pricing: Pricing, own: Sheet, self: SelfHosting, tokens: Range): Range {
  const { rent, toBuy, gpu } = self.machine
  const origin = worked(pricing, rent ?? (toBuy ? gpu : pricing.index.assumption('electricity')))
  const count = own.input('replicas', replicas(self, tokens), 'replicas', worked(pricing, rent ?? gpu), true)
  const people = worked(pricing, pricing.index.assumption('staff_year'))
  return sum([
    own.addend(toBuy ? 'bought' : rent === null ? 'power' : 'rent', machineTotal(self, count), origin),
    own.addend('staff', self.staff, people, true),
    own.addend('setup', self.setup, people, true),
  ])
}
