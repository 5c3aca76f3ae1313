import type { Gpu, Model } from '../domain/catalogue.ts'
import type { Facts } from '../domain/factors.ts'
import type { CatalogueIndex } from './catalogue-index.ts'
import { clauses } from './licence-clauses.ts'
import { type MemoryNeed, memoryNeeds } from './memory.ts'
import type { Pricing } from './pricing.ts'
import type { Candidate } from './shortlist.ts'

/** Models that fit the machines: on owned or edge hardware only those whose need is known and small enough. */
export function machineCandidates(pricing: Pricing, models: readonly Model[]): readonly Candidate[] {
  const { index, facts } = pricing
  const context = facts.tokens_per_request ?? index.assumption('tokens_per_request').likely
  const limit = memoryLimit(index, facts)
  return models.flatMap((model) => {
    const need = bestFit(memoryNeeds(model, context, index.catalogue), limit)
    if (need === null && limit !== null) return []
    return [candidate(pricing, model, need)]
  })
}

/** Gigabytes of the machines that people own or the device has; null where machines are rented to fit. */
function memoryLimit(index: CatalogueIndex, facts: Facts): number | null {
  if (facts.edge_device === 'required') return index.assumption('memory_edge').likely
  if (facts.hardware === 'consumer') return index.assumption('memory_consumer').likely
  return facts.hardware === 'datacenter' ? index.assumption('memory_datacenter').high : null
}

/** The most exact precision that fits; on rented machines 8 bits, which costs half of 16 at hardly any loss. */
function bestFit(needs: readonly MemoryNeed[], limit: number | null): MemoryNeed | null {
  if (limit === null) return needs.find((need) => need.precision !== 'bf16') ?? needs[0] ?? null
  return needs.find((need) => need.gb.likely <= limit) ?? null
}

function candidate(pricing: Pricing, model: Model, need: MemoryNeed | null): Candidate {
  const { index, language } = pricing
  const check = clauses(pricing, model).join('; ')
  if (need === null) {
    const price = index.say('shortlist.hardware_unknown', language)
    const { source, sourceDate } = model
    return { model, rank: Number.MAX_VALUE, entry: { host: null, price, check, source, sourceDate } }
  }
  const { gpu, count } = cards(index, need.gb.likely)
  const { source, sourceDate, precision } = need
  const places = { gb: Math.ceil(need.gb.likely), precision, gpus: count, gpu: gpu.name, date: sourceDate }
  const price = index.say('shortlist.hardware', language, places)
  return { model, rank: need.gb.likely, entry: { host: null, price, check, source, sourceDate } }
}

/** The fewest cards that hold so much (1, 2, 4, 8, then whole machines), the smallest card first. */
function cards(index: CatalogueIndex, gb: number): { gpu: Gpu; count: number } {
  const usable = index.assumption('usable_memory').likely
  const sorted = [...index.gpus.values()].sort((a, b) => a.memoryGb - b.memoryGb)
  const counted = sorted.map((gpu) => {
    const least = Math.ceil(gb / (gpu.memoryGb * usable))
    return { gpu, count: least > 8 ? Math.ceil(least / 8) * 8 : 2 ** Math.ceil(Math.log2(least)) }
  })
  return counted.reduce((best, one) => (one.count < best.count ? one : best))
}
