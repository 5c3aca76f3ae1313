import type { Catalogue, Model } from '../domain/catalogue.ts'
import type { Range } from '../domain/costs.ts'
import { type CatalogueIndex, indexOf } from './catalogue-index.ts'
import { exactly, product, scale, sum } from './range.ts'

export type Precision = Model['memory'][number]['precision']

/** Gigabytes that serving a model takes, and whether they are published or worked out. */
export interface MemoryNeed {
  readonly precision: Precision
  readonly gb: Range
  readonly basis: 'published' | 'formula'
  readonly source: string
  readonly sourceDate: string
}

const BYTES: Partial<Record<Precision, number>> = { bf16: 2, fp8: 1, int8: 1 }
const CACHE_BYTES = 2
const KEYS_AND_VALUES = 2
const GIGA = 1e9

/**
 * Memory for `model` at `precision`, requests of `contextTokens` each. The formula, weights = parameters x bytes and
 * cache = 2 x layers x KV heads x head size x 2 bytes x tokens, holds for grouped-query attention alone; for latent,
 * sliding or hybrid attention the published figure stands with its band, and without one the need is `unknown`.
 */
export function memoryNeed(
  model: Model,
  precision: Precision,
  contextTokens: number,
  catalogue: Catalogue,
): MemoryNeed | 'unknown' {
  const index = indexOf(catalogue)
  const headroom = index.assumption('memory_headroom')
  const worked = fromArchitecture(index, model, precision, contextTokens)
  if (worked) {
    const { source, sourceDate } = model
    return { precision, gb: product([worked, headroom]), basis: 'formula', source, sourceDate }
  }
  const published = model.memory.find((row) => row.precision === precision)
  if (!published) return 'unknown'
  const gb = scale(headroom, published.gb / headroom.likely)
  return { precision, gb, basis: 'published', source: published.source, sourceDate: published.sourceDate }
}

function fromArchitecture(index: CatalogueIndex, model: Model, precision: Precision, context: number): Range | null {
  const { architecture } = model
  if (architecture?.attention !== 'gqa' || precision === 'mixed') return null
  const { layers, kvHeads, headDim, parametersB } = architecture
  if (layers === undefined || kvHeads === undefined || headDim === undefined) return null
  const bytes = BYTES[precision]
  const weights = scale(bytes === undefined ? index.assumption('bytes_4_bit') : exactly(bytes), parametersB)
  const perToken = (KEYS_AND_VALUES * layers * kvHeads * headDim * CACHE_BYTES) / GIGA
  return sum([weights, scale(index.assumption('concurrent_requests'), perToken * context)])
}

/** The published precisions of a model with their needs, the most exact first. */
export const memoryNeeds = (model: Model, contextTokens: number, catalogue: Catalogue): readonly MemoryNeed[] =>
  model.memory
    .map((row) => memoryNeed(model, row.precision, contextTokens, catalogue))
    .filter((need) => need !== 'unknown')
