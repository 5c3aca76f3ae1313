/** Closed formulas of models-and-costs: prices in money a million tokens, volumes in tokens a month. */

/** Prices are quoted for a million tokens. */
export const MILLION = 1_000_000

/** Mean price of a million tokens of which `outputShare` are written and `cacheShare` of the rest read from a cache. */
export function blendedPrice(
  price: { readonly input: number; readonly cached: number; readonly output: number },
  outputShare: number,
  cacheShare: number,
): number {
  const input = (1 - cacheShare) * price.input + cacheShare * price.cached
  return (1 - outputShare) * input + outputShare * price.output
}

/** Money for `tokens` at a mean price a million. */
export const apiBill = (tokens: number, pricePerMillion: number): number => (tokens / MILLION) * pricePerMillion

/** Tokens a second of one saturated replica: reading and writing share its time. */
export const saturatedRate = (prefill: number, decode: number, outputShare: number): number =>
  1 / ((1 - outputShare) / prefill + outputShare / decode)

/** Tokens a month that a replica serves at the given mean load and with headroom for the answer time. */
export const replicaCapacity = (rate: number, utilisation: number, headroom: number, hours: number): number =>
  rate * utilisation * headroom * 3600 * hours

/** Below this share of a replica a remainder is rounding, no load. */
const ROUNDING = 1e-9

/** Replicas for a volume, never fewer than `minimum`. */
export const replicasFor = (tokens: number, capacity: number, minimum: number): number =>
  Math.max(minimum, Math.ceil(tokens / capacity - ROUNDING))

export interface SelfHostingCurve {
  /** Money a month that does not depend on the volume: staff, set-up. */
  readonly fixed: number
  readonly perReplica: number
  readonly capacity: number
  readonly minimumReplicas: number
}

/** Money a month for self-hosting a volume: a step for each further replica. */
export const selfHostingBill = (curve: SelfHostingCurve, tokens: number): number =>
  curve.fixed + curve.perReplica * replicasFor(tokens, curve.capacity, curve.minimumReplicas)

/**
 * The smallest volume a month at which an API at a mean price costs as much as self-hosting, or null where the API is
 * cheaper at every volume. With n replicas both meet at V = (fixed + n x perReplica) / price, which n replicas can
 * serve once n >= fixed / (price x capacity - perReplica).
 */
export function breakEvenVolume(curve: SelfHostingCurve, pricePerMillion: number): number | null {
  const price = pricePerMillion / MILLION
  const gain = price * curve.capacity - curve.perReplica
  if (!(gain > 0)) return null
  const replicas = Math.max(curve.minimumReplicas, Math.ceil(curve.fixed / gain))
  return (curve.fixed + replicas * curve.perReplica) / price
}

/** Share of a replica's rated capacity at which it costs what an API does; above 1 it never does. */
export const breakEvenUtilisation = (perReplica: number, pricePerMillion: number, ratedTokens: number): number =>
  perReplica / apiBill(ratedTokens, pricePerMillion)

/** Months until bought hardware has paid for itself (arXiv 2509.18101); null where it never does. */
export const paybackMonths = (hardware: number, apiMonth: number, runningMonth: number): number | null =>
  apiMonth > runningMonth ? hardware / (apiMonth - runningMonth) : null
