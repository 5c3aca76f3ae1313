import type { Range } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import { replicaCapacity, replicasFor, type SelfHostingCurve, saturatedRate } from './formulas.ts'
import type { Machine } from './machine.ts'
import { type Pricing, PURCHASE, type Sheet } from './pricing.ts'
import { around, exactly, product, scale, sum } from './range.ts'

/** Everything about self-hosting that does not depend on the volume, in the costs' currency. */
export interface SelfHosting {
  readonly machine: Machine
  readonly staff: Range
  readonly setup: Range
  readonly perReplica: Range
  readonly capacity: Range
  readonly minimumReplicas: Range
  /** Tokens a month of a saturated replica with headroom for the answer time. */
  readonly ratedTokens: number
}

/** Staff, set-up, cost and capacity of a replica of `machine`, with every term written to the sheet. */
export function selfHosting(pricing: Pricing, sheet: Sheet, machine: Machine): SelfHosting {
  const { facts, index } = pricing
  const { row } = machine
  const hours = index.assumption('hours_per_month').likely
  const gpus = sheet.input('gpus_per_replica', exactly(row.gpus), 'GPUs', row)
  const prefill = sheet.input('prefill', exactly(row.prefill), 'tokens/s', row)
  const decode = sheet.input('decode', exactly(row.decode), 'tokens/s', row)
  const share = sheet.assume('output_share')
  const load = sheet.assume('utilisation')
  const relaxed = facts.latency === 'relaxed'
  const headroom = sheet.assume(relaxed ? 'latency_headroom_relaxed' : 'latency_headroom', 'latency_headroom')
  const rate = (outputShare: number) => saturatedRate(prefill.likely, decode.likely, outputShare)
  const speed = around(rate(share.likely), rate(share.low), rate(share.high))
  const capacity = scale(product([speed, load, headroom]), replicaCapacity(1, 1, 1, hours))
  const perReplica = scale(product([machineHour(pricing, sheet, machine), gpus]), hours)
  return {
    machine,
    perReplica,
    capacity,
    minimumReplicas: sheet.assume(minimumReplicas(facts), 'minimum_replicas'),
    ratedTokens: replicaCapacity(speed.likely, 1, headroom.likely, hours),
    ...people(pricing, sheet, machine),
  }
}

function minimumReplicas(facts: Facts): string {
  if (facts.support === 'sla') return 'minimum_replicas_sla'
  const single = facts.stage === 'prototype' || facts.support === 'best_effort' || facts.hardware === 'consumer'
  return single ? 'minimum_replicas_single' : 'minimum_replicas'
}

/** Money for an hour of one GPU: rent, or electricity and, of one to be bought, its share of the price. */
function machineHour(pricing: Pricing, sheet: Sheet, machine: Machine): Range {
  const { rent, gpu } = machine
  if (rent === null) {
    const power = sheet.input('kilowatts', exactly(gpu.kilowatts), 'kW', gpu)
    const running = product([power, sheet.assume('electricity'), sheet.assume('cooling_factor')])
    return machine.toBuy ? sum([running, hourOfPurchase(pricing, sheet, machine)]) : running
  }
  const unit = `${pricing.currency}/GPU-hour`
  return product([
    sheet.input('rent_per_gpu_hour', scale(rent.perHour, pricing.perUsd), unit, rent),
    sheet.assume('rent_overhead'),
  ])
}

/** Price of a card over the hours until it is paid off. */
function hourOfPurchase(pricing: Pricing, sheet: Sheet, { gpu }: Machine): Range {
  const { currency, perUsd, index } = pricing
  const price = sheet.input(PURCHASE, scale(gpu.purchase, perUsd), currency, gpu)
  const months = sheet.assume('write_off_months')
  const hours = index.assumption('hours_per_month').likely
  const share = (paid: number, over: number) => paid / (over * hours)
  return {
    low: share(price.low, months.high),
    likely: share(price.likely, months.likely),
    high: share(price.high, months.low),
  }
}

function people(pricing: Pricing, sheet: Sheet, machine: Machine): { staff: Range; setup: Range } {
  const { facts, index } = pricing
  const size = machine.row.gpus > index.assumption('small_machine_gpus').high ? 'staff_large' : 'staff_small'
  const fte = sheet.assume(facts.stage === 'prototype' ? 'staff_prototype' : size, 'fte')
  const year = sheet.assume('staff_year')
  const days = sheet.assume('setup_days')
  const workdays = index.assumption('workdays_per_year').likely
  const months = index.assumption('setup_months').likely
  return { staff: scale(product([fte, year]), 1 / 12), setup: scale(product([days, year]), 1 / (workdays * months)) }
}

/** Replicas for a volume: the fewest on the best assumptions, the most on the worst. */
export const replicas = (self: SelfHosting, tokens: Range): Range => ({
  low: replicasFor(tokens.low, self.capacity.high, self.minimumReplicas.low),
  likely: replicasFor(tokens.likely, self.capacity.likely, self.minimumReplicas.likely),
  high: replicasFor(tokens.high, self.capacity.low, self.minimumReplicas.high),
})

/** Money a month for so many replicas, without people. */
export const machineTotal = ({ perReplica }: SelfHosting, count: Range): Range => ({
  low: count.low * perReplica.low,
  likely: count.likely * perReplica.likely,
  high: count.high * perReplica.high,
})

/** Money a month for self-hosting a volume: machines, staff, set-up. */
export const selfHostingTotal = (self: SelfHosting, tokens: Range): Range =>
  sum([machineTotal(self, replicas(self, tokens)), self.staff, self.setup])

/** The curve of cost over volume: cheap, likely or dear in every assumption. */
export function curveAt(self: SelfHosting, end: 'low' | 'likely' | 'high'): SelfHostingCurve {
  const opposite = end === 'low' ? 'high' : end === 'high' ? 'low' : 'likely'
  return {
    fixed: self.staff[end] + self.setup[end],
    perReplica: self.perReplica[end],
    capacity: self.capacity[opposite],
    minimumReplicas: self.minimumReplicas[end],
  }
}
