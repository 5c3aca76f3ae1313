import type { Gpu, Model, Throughput } from '../domain/catalogue.ts'
import type { Range } from '../domain/costs.ts'
import { type Facts, LEVELS } from '../domain/factors.ts'
import { type CatalogueIndex, remembered, userLimitsPassed } from './catalogue-index.ts'
import { isAskedFor, modelAllowed, ofFamily, staysOnOwnMachines } from './constraints.ts'
import { freshest, type Pricing } from './pricing.ts'
import { quartiles } from './range.ts'

/** A model on machines whose speed is known, and what an hour of one of its GPUs is rented for. */
export interface Machine {
  readonly row: Throughput
  readonly model: Model
  readonly gpu: Gpu
  /** US dollars; null where the machine is owned or has to be bought. */
  readonly rent: { readonly perHour: Range; readonly source: string; readonly sourceDate: string } | null
  /** Nobody owns it and what may not leave the house cannot run on a rented one. */
  readonly toBuy: boolean
}

const TIERS = LEVELS.capability

/** The smallest machine that runs a model of the needed quality; on owned cards of the class that they have. */
export function typicalMachine(pricing: Pricing): Machine | null {
  const { facts, view, index } = pricing
  const key = [
    view.today,
    view.maxAgeDays,
    view.models,
    view.family,
    facts.capability,
    facts.hardware,
    facts.edge_device,
    staysOnOwnMachines(facts),
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
  // A phone, a vehicle or a sensor is there already and is no server of the table.
  if (facts.edge_device === 'required' && facts.hardware !== 'datacenter') return null
  const gpuClass = facts.hardware === 'consumer' ? 'consumer' : 'datacenter'
  const toBuy = !owned(facts) && staysOnOwnMachines(facts)
  const machines = index.catalogue.throughput.flatMap((row): Machine[] => {
    const model = index.models.get(row.model) as Model
    const gpu = index.gpus.get(row.gpu) as Gpu
    if (gpu.class !== gpuClass || !modelAllowed(index, facts, model, view.today)) return []
    if (owned(facts) || toBuy) return [{ row, model, gpu, rent: null, toBuy }]
    const rent = rentOf(pricing, gpu)
    return rent === null ? [] : [{ row, model, gpu, rent, toBuy }]
  })
  const named = machines.filter((m) => isAskedFor(view, m.model))
  const kin = ofFamily(view, machines, (m) => m.model)
  const wanted = TIERS.indexOf(facts.capability ?? 'strong')
  const order = [...TIERS.slice(0, wanted + 1).reverse(), ...TIERS.slice(wanted + 1)]
  const pool = named.length > 0 ? named : order.map((t) => kin.filter((m) => m.model.tier === t)).find((p) => p.length)
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
