import type { CostTerm, Range } from '../domain/costs.ts'
import type { SingleOption } from '../domain/recommendation.ts'
import type { ApiOption } from './api-price.ts'
import { inCostCurrency, type Origin, type Pricing, type Sheet, sheet } from './pricing.ts'
import { exactly, inverse, product, scale, sum } from './range.ts'
import { replicas, type SelfHosting } from './self-hosting.ts'
import { type ApiPrice, type UnitPrices, unitPrices } from './unit-prices.ts'
import { said, statedVolume, tokenTerm, type Volume } from './volume.ts'

const MILLION = 1_000_000

/** One option, priced: what it rests on, and its curve over volume. `total` null: the volume is unknown. */
export interface Leg {
  readonly option: SingleOption
  readonly total: Range | null
  readonly basis: string
  readonly terms: readonly CostTerm[]
  readonly perMillion: Range | null
  readonly self: SelfHosting | null
}

export interface Legs {
  readonly volume: Volume | null
  readonly closed_api: Leg | null
  readonly open_hosted: Leg | null
  readonly open_self_hosted: Leg | null
}

interface Bill {
  readonly option: SingleOption
  readonly amount: number
}

/** The bill that they pay today and the option that it is for; null where nobody named one. */
function presentBill(pricing: Pricing): Bill | null {
  const { monthly_spend, runs_today } = pricing.facts
  const amount = monthly_spend ? inCostCurrency(pricing, monthly_spend) : null
  if (amount === null || amount === 0) return null
  const runs = runs_today ?? ['closed_api']
  const option = (['closed_api', 'open_hosted', 'open_self_hosted'] as const).find((o) => runs.includes(o))
  return { option: option ?? 'closed_api', amount }
}

/** Prices the three options from the facts; all share one volume: the stated one, else what the bill buys. */
export function priceLegs(pricing: Pricing): Legs {
  const unit = unitPrices(pricing)
  const bill = presentBill(pricing)
  const words = statedVolume(pricing, sheet(pricing, 'volume'))
  const billed = bill && volumeOfBill(bill, unit)
  const fromBill = billed !== null && (words === null || words.fromUsers)
  const volume = fromBill ? billed : words
  const place = (option: SingleOption): { own: Sheet; tokens: Range | null } => {
    const own = sheet(pricing, option)
    if (volume === null) return { own, tokens: null }
    return { own, tokens: fromBill ? billTerm(pricing, own, volume) : (statedVolume(pricing, own)?.tokens ?? null) }
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
      : tokens && own.addend('api_bill', bills(tokens, price.perMillion), worked(pricing, offer))
  const terms = [...own.terms.slice(0, before), ...price.terms, ...own.terms.slice(before)]
  const basis =
    present !== null
      ? index.say('basis.present', language)
      : index.say('basis.api', language, { model: model.name, host: host.name, date: offer.sourceDate })
  return { option, total, basis, terms, perMillion: price.perMillion, self: null }
}

function selfLeg(
  pricing: Pricing,
  { self, terms: unitTerms }: NonNullable<UnitPrices['open_self_hosted']>,
  { own, tokens }: Placed,
  present: number | null,
): Leg {
  const { index, language } = pricing
  const { rent, model, row, gpu } = self.machine
  const before = own.terms.length
  const total =
    present !== null
      ? own.addend('present_bill', exactly(present), said(pricing))
      : tokens && selfHostingTotal(pricing, own, self, tokens)
  const terms = [...own.terms.slice(0, before), ...unitTerms, ...own.terms.slice(before)]
  const machine = index.say(rent === null ? 'basis.owned' : 'basis.rented', language, {
    model: model.name,
    gpus: row.gpus,
    gpu: gpu.name,
  })
  const basis = present !== null ? index.say('basis.present', language) : machine
  return { option: 'open_self_hosted', total, basis, terms, perMillion: null, self }
}

const bills = (tokens: Range, perMillion: Range): Range => product([scale(tokens, 1 / MILLION), perMillion])

function volumeOfBill(bill: Bill, unit: UnitPrices): Volume | null {
  const price = bill.option === 'open_self_hosted' ? null : unit[bill.option]
  return price && { tokens: product([exactly(bill.amount * MILLION), inverse(price.perMillion)]), fromUsers: false }
}

const billTerm = (pricing: Pricing, own: Sheet, volume: Volume): Range =>
  tokenTerm(own, volume.tokens, { ...said(pricing), source: pricing.index.say('source.bill', pricing.language) }, true)

const worked = (pricing: Pricing, from: Origin): Origin => ({
  source: pricing.index.say('source.terms', pricing.language),
  sourceDate: from.sourceDate,
})

function selfHostingTotal(pricing: Pricing, own: Sheet, self: SelfHosting, tokens: Range): Range {
  const { rent, gpu } = self.machine
  const origin = worked(pricing, rent ?? pricing.index.assumption('electricity'))
  const count = own.input('replicas', replicas(self, tokens), 'replicas', worked(pricing, rent ?? gpu), true)
  const each = (end: keyof Range) => count[end] * self.perReplica[end]
  const machines = { low: each('low'), likely: each('likely'), high: each('high') }
  const people = worked(pricing, pricing.index.assumption('staff_year'))
  return sum([
    own.addend(rent === null ? 'power' : 'rent', machines, origin),
    own.addend('staff', self.staff, people, true),
    own.addend('setup', self.setup, people, true),
  ])
}
