import { type Curve, figureOf, indexOf, type Model } from './model.ts'
import type { State } from './state.ts'

const SPEND = figureOf('monthly_spend')
const TOKENS = figureOf('monthly_tokens')
const REQUESTS = figureOf('monthly_requests')
const PER_REQUEST = figureOf('tokens_per_request')
const CAPABILITY = indexOf('capability')

/** Rounded, because logarithms differ in their last bits between engines. */
const log10 = (x: number) => Math.round(Math.log10(x) * 1e6) / 1e6

/** Points of a curve at x, straight in log10 between knots and flat outside; written into `out`. */
function curveAt(curve: Curve, x: number, out: Float64Array): void {
  const { at, points } = curve
  const last = at.length - 1
  const place = x > 0 ? log10(x) : (at[0] as number)
  let k = 0
  while (k < last && place >= (at[k + 1] as number)) k++
  const from = points[k] as readonly number[]
  const next = points[Math.min(k + 1, last)] as readonly number[]
  const left = at[k] as number
  const share = k === last || place <= left ? 0 : (place - left) / ((at[k + 1] as number) - left)
  for (let i = 0; i < 3; i++) out[i] = (from[i] as number) + share * ((next[i] as number) - (from[i] as number))
}

const edge = (p: Float64Array) => Math.max(p[1] as number, p[2] as number) - (p[0] as number)

/**
 * Points of a range: the end with the smaller edge counts, and nothing where the ends speak for different sides.
 * Writes into `out`, uses `other` as scratch.
 */
export function curveOver(curve: Curve, low: number, high: number, out: Float64Array, other: Float64Array): void {
  curveAt(curve, low, out)
  if (low === high) return
  curveAt(curve, high, other)
  const a = edge(out)
  const b = edge(other)
  if (a * b < 0) out.fill(0)
  else if (Math.abs(b) < Math.abs(a)) out.set(other)
}

/**
 * Price of the known volume by a closed API in US dollars a month, low and high into `out`; false where the volume is
 * unknown. Tokens per request and the tier of price are ranges where nobody said them.
 */
export function apiPrice(model: Model, state: State, out: Float64Array): boolean {
  if (state.apiPrice) {
    out[0] = state.apiPrice[0]
    out[1] = state.apiPrice[1]
    return true
  }
  const { figures } = state
  let low = figures[TOKENS] as number
  let high = low
  if (Number.isNaN(low)) {
    const requests = figures[REQUESTS] as number
    if (Number.isNaN(requests)) return false
    const each = figures[PER_REQUEST] as number
    const unsaid = model.criteria.spend.tokensPerRequestIfUnsaid
    low = requests * (Number.isNaN(each) ? unsaid[0] : each)
    high = requests * (Number.isNaN(each) ? unsaid[1] : each)
  }
  const capability = state.masks[CAPABILITY] as number
  const price = model.tiers.find((tier) => (tier.mask & capability) !== 0)?.price ?? model.anyTier
  out[0] = (low * price[0]) / 1e6
  out[1] = (high * price[1]) / 1e6
  return true
}

/** Monthly spend in US dollars, NaN where unknown. */
export const spendOf = (state: State): number => state.figures[SPEND] as number
