import { FACTOR_NAMES, type FactorName } from '../domain/factors.ts'
import { FIGURES, figureOf, indexOf, type Model } from './model.ts'
import { encodeValue } from './state.ts'

/** The checked-in variations, row by row: multipliers of points, and what each unknown factor is drawn as. */
export interface Plan {
  readonly size: number
  /** Row by row, one multiplier for each of the model's scales. */
  readonly scales: readonly Float64Array[]
  /** Row by row, bits of each factor if it is unknown, and its figure. */
  readonly masks: readonly Int32Array[]
  readonly figures: readonly Float64Array[]
}

/** Draws every factor in every row once: stratum k of n is the (k + 0.5) / n quantile of its frequencies. */
export function buildPlan(model: Model): Plan {
  const { variations, frequencies } = model.criteria
  const size = variations.multipliers.length
  const rows = Array.from({ length: size }, (_, i) => i)
  const masks = rows.map(() => new Int32Array(FACTOR_NAMES.length))
  const figures = rows.map(() => new Float64Array(FIGURES.length).fill(Number.NaN))
  for (const name of FACTOR_NAMES) {
    const column = variations.draws[name] ?? []
    const drawn = quantiles(model, name, size, frequencies.cases)
    for (const row of rows) {
      const encoded = drawn[column[row] ?? size - 1]
      if (encoded === undefined) continue
      ;(masks[row] as Int32Array)[indexOf(name)] = encoded.mask
      const figure = figureOf(name)
      if (figure >= 0) (figures[row] as Float64Array)[figure] = encoded.figure
    }
  }
  const scales = rows.map((row) =>
    Float64Array.from(model.scales, (name) => variations.multipliers[variations.scales[name]?.[row] ?? -1] ?? 1),
  )
  return { size, scales, masks, figures }
}

function quantiles(model: Model, name: FactorName, size: number, cases: number) {
  const values = (model.criteria.frequencies.values[name] ?? []).map(({ value, count }) => ({
    encoded: encodeValue(model, name, value),
    count,
  }))
  return Array.from({ length: size }, (_, k) => {
    let left = ((k + 0.5) / size) * cases
    for (const { encoded, count } of values) {
      left -= count
      if (left < 0) return encoded
    }
    return undefined
  })
}
