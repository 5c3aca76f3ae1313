import type { Gpu, Model, Throughput } from '../domain/catalogue.ts'
import type { Range } from '../domain/costs.ts'
import { type Facts, LEVELS } from '../domain/factors.ts'
import { type CatalogueIndex, remembered, userLimitsPassed } from './catalogue-index.ts'
import { modelAllowed } from './constraints.ts'
import { replicaCapacity, replicasFor, type SelfHostingCurve, saturatedRate } from './formulas.ts'
import { freshest, type Pricing, type Sheet } from './pricing.ts'
import { around, exactly, product, quartiles, scale } from './range.ts'

/** A model on machines whose speed is known, and what an hour of one of its GPUs is rented for. */
export interface Machine {
  readonly row: Throughput
  readonly model: Model
  readonly gpu: Gpu
  /** US dollars; null where the machine is owned. */
  readonly rent: { readonly perHour: Range; readonly source: string; readonly sourceDate: string } | null
}

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

const TIERS = LEVELS.capability

/** The smallest machine that runs a model of the needed quality; on owned cards of the class that they have. */
export function typicalMachine(pricing: Pricing): Machine | null {
  const { facts, view, index } = pricing
  const key = [
    view.today,
    view.maxAgeDays,
    view.models,
    facts.capability,
    facts.hardware,
    facts.modalities,
    facts.excluded_makers,
    facts.approved_vendors,
    facts.regulations,
    facts.tokens_per_request,
    userLimitsPassed(index, facts.users),
  ]
  return remembered(index, `machine ${JSON.stringify(key)}`, () => chooseMachine(pricing))
}

const owned = (facts: Facts) => facts.hardware === 'consumer' || facts.hardware === 'datacenter'

function chooseMachine(pricing: Pricing): Machine | null {
  const { facts, view, index } = pricing
  const gpuClass = facts.hardware === 'consumer' ? 'consumer' : 'datacenter'
  const machines = index.catalogue.throughput.flatMap((row): Machine[] => {
    const model = index.models.get(row.model) as Model
    const gpu = index.gpus.get(row.gpu) as Gpu
    if (gpu.class !== gpuClass || !modelAllowed(index, facts, model, view.today)) return []
    const rent = owned(facts) ? null : rentOf(pricing, gpu)
    return rent === null && !owned(facts) ? [] : [{ row, model, gpu, rent }]
  })
  const named = machines.filter((m) => view.models?.includes(m.model.id))
  const wanted = TIERS.indexOf(facts.capability ?? 'strong')
  const order = [...TIERS.slice(0, wanted + 1).reverse(), ...TIERS.slice(wanted + 1)]
  const pool =
    named.length > 0 ? named : order.map((t) => machines.filter((m) => m.model.tier === t)).find((p) => p.length)
  const size = (m: Machine) => m.row.gpus * (m.rent?.perHour.likely ?? m.gpu.purchase.likely)
  return pool?.reduce((best, m) => (size(m) < size(best) ? m : best)) ?? null
}

function rentOf(pricing: Pricing, gpu: Gpu): Machine['rent'] {
  const { facts, index } = pricing
  const rows = index.catalogue.rents.filter(
    (r) => r.gpu === gpu.id && (r.term === 'on_demand' || r.term === 'marketplace'),
  )
  const approved = rows.filter((r) => r.host !== null && isApproved(index, facts, r.host))
  const fresh = freshest(pricing, approved.length > 0 ? approved : rows)
  const q = quartiles(fresh, (row) => row.usdPerGpuHour)
  if (!q) return null
  const perHour = { low: q.low.usdPerGpuHour, likely: q.likely.usdPerGpuHour, high: q.high.usdPerGpuHour }
  const source = [...new Set([q.low, q.likely, q.high].map((r) => `${r.provider}: ${r.source}`))].join('; ')
  return { perHour, source, sourceDate: fresh.map((r) => r.sourceDate).sort()[0] as string }
}

function isApproved(index: CatalogueIndex, facts: Facts, hostId: string): boolean {
  const host = index.hosts.get(hostId)
  const words = facts.approved_vendors ?? []
  return host !== undefined && words.some((word) => word === host.id || host.aliases.includes(word))
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

/** Money for an hour of one GPU: rent, or the electricity of an owned one. */
function machineHour(pricing: Pricing, sheet: Sheet, machine: Machine): Range {
  const { rent, gpu } = machine
  if (rent === null) {
    const power = sheet.input('kilowatts', exactly(gpu.kilowatts), 'kW', gpu)
    return product([power, sheet.assume('electricity'), sheet.assume('cooling_factor')])
  }
  const unit = `${pricing.currency}/GPU-hour`
  return product([
    sheet.input('rent_per_gpu_hour', scale(rent.perHour, pricing.perUsd), unit, rent),
    sheet.assume('rent_overhead'),
  ])
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
