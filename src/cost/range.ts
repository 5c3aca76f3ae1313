import type { Range } from '../domain/costs.ts'

/** A figure that is known: all three ends are the same. */
export const exactly = (value: number): Range => ({ low: value, likely: value, high: value })

/** The range with each end multiplied by `factor`, which must not be negative. */
export const scale = (range: Range, factor: number): Range => ({
  low: range.low * factor,
  likely: range.likely * factor,
  high: range.high * factor,
})

/** The sum of ranges that may all lie at the same end at once: low with low, high with high. */
export const sum = (ranges: readonly Range[]): Range => ({
  low: ranges.reduce((total, range) => total + range.low, 0),
  likely: ranges.reduce((total, range) => total + range.likely, 0),
  high: ranges.reduce((total, range) => total + range.high, 0),
})

/** Three figures put in order around the middle one, for curves that may turn. */
export const around = (likely: number, a: number, b: number): Range => ({
  low: Math.min(likely, a, b),
  likely,
  high: Math.max(likely, a, b),
})

const spread = (from: number, to: number) =>
  from === to ? 0 : from <= 0 ? Number.POSITIVE_INFINITY : Math.log(to / from) ** 2

/**
 * The product of independent ranges of figures that are not negative: it is unlikely that all lie at the same end, so
 * the distances from the likely values add up as squares on a logarithmic scale (propagation of independent errors).
 */
export function product(ranges: readonly Range[]): Range {
  const likely = ranges.reduce((total, range) => total * range.likely, 1)
  if (likely === 0) return { low: 0, likely, high: ranges.reduce((total, range) => total * range.high, 1) }
  const down = ranges.reduce((total, range) => total + spread(range.low, range.likely), 0)
  const up = ranges.reduce((total, range) => total + spread(range.likely, range.high), 0)
  return { low: likely * Math.exp(-Math.sqrt(down)), likely, high: likely * Math.exp(Math.sqrt(up)) }
}

/** One over a range of positive figures: the ends change places. */
export const inverse = (range: Range): Range => ({ low: 1 / range.high, likely: 1 / range.likely, high: 1 / range.low })

/** Lower quartile, lower median and upper quartile (whole ranks) of figures sorted by `by`; null where there are none. */
export function quartiles<T>(rows: readonly T[], by: (row: T) => number): { low: T; likely: T; high: T } | null {
  const sorted = [...rows].sort((a, b) => by(a) - by(b))
  const last = sorted.length - 1
  if (last < 0) return null
  const at = (rank: number) => sorted[rank] as T
  return { low: at(Math.floor(last / 4)), likely: at(Math.floor(last / 2)), high: at(Math.ceil((3 * last) / 4)) }
}
