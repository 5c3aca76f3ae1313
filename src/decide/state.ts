import { FACTOR_NAMES, type FactorName, type Facts, isMoney } from '../domain/factors.ts'
import { FIGURES, figureOf, indexOf, KNOWN, type Model } from './model.ts'

/** Facts as numbers: a bit mask a factor, figures (money in US dollars) with NaN for what is unknown. */
export interface State {
  readonly masks: Int32Array
  readonly figures: Float64Array
  /** Price of the known volume by a closed API, low and high in US dollars a month, where somebody estimated it. */
  apiPrice: readonly [number, number] | null
  /** Whether a host is by far cheaper at that volume than machines of one's own would be. */
  hostedCheaper: boolean
}

/** One value as bits and figure. Money in a currency without a rate is unknown (mask 0). */
export interface Encoded {
  readonly mask: number
  readonly figure: number
}

/** Encodes one value of a factor; `undefined` is unknown. */
export function encodeValue(model: Model, name: FactorName, value: unknown): Encoded {
  if (value === undefined || value === null) return { mask: 0, figure: Number.NaN }
  if (typeof value === 'number') return { mask: KNOWN, figure: value }
  if (isMoney(value)) {
    const rate = model.criteria.spend.usdPerUnit[value.currency]
    return rate === undefined ? { mask: 0, figure: Number.NaN } : { mask: KNOWN, figure: value.amount * rate }
  }
  const bits = model.bits.get(name)
  const words = (Array.isArray(value) ? value : [value]) as readonly string[]
  let mask = words.length > 0 ? KNOWN : 0
  for (const word of words) {
    const said = word.toLowerCase()
    mask |= bits?.get(said) ?? 0
    for (const [group, names] of Object.entries(model.criteria.names))
      if (names.includes(said)) mask |= bits?.get(`@${group}`) ?? 0
  }
  return { mask, figure: Number.NaN }
}

/** Encodes all facts. The order of facts, and of words in a list, leaves no trace. */
export function encode(model: Model, facts: Facts): State {
  const state: State = {
    masks: new Int32Array(FACTOR_NAMES.length),
    figures: new Float64Array(FIGURES.length).fill(Number.NaN),
    apiPrice: null,
    hostedCheaper: false,
  }
  for (const name of FACTOR_NAMES) {
    const value = facts[name]
    if (value !== undefined) put(state, name, encodeValue(model, name, value))
  }
  return state
}

/** Sets one factor of a state in place. */
export function put(state: State, name: FactorName, encoded: Encoded): void {
  state.masks[indexOf(name)] = encoded.mask
  const figure = figureOf(name)
  if (figure >= 0) state.figures[figure] = encoded.figure
}

/** Reads one factor of a state, so that it can be put back. */
export function take(state: State, name: FactorName): Encoded {
  const figure = figureOf(name)
  return {
    mask: state.masks[indexOf(name)] as number,
    figure: figure >= 0 ? (state.figures[figure] as number) : Number.NaN,
  }
}
