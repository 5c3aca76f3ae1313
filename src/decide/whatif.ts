import type { FactorName, FactorValue, Facts, Money } from '../domain/factors.ts'
import { type Flip, type NextQuestion, OPTIONS } from '../domain/recommendation.ts'
import type { FactorCandidates } from './candidates.ts'
import { evaluate } from './evaluate.ts'
import type { Model } from './model.ts'
import { CLOSED, HOSTED, newOutcome, type Outcome, OWN, sideOf } from './outcome.ts'
import { type Encoded, put, type State, take } from './state.ts'
import { firstChange, latticeBelow, latticeValue } from './thresholds.ts'

/** Price of the volume by a closed API for changed facts; undefined where nothing estimates it. */
export type PriceOf = (facts: Facts) => readonly [number, number] | null

/** Any size will do: the price is proportional to it. */
const REFERENCE = 1e6

export interface WhatIf {
  readonly flips: readonly Flip[]
  /** Chance of each askable factor, best first, uncut. */
  readonly questions: readonly NextQuestion[]
}

interface Probe {
  readonly model: Model
  readonly facts: Facts
  readonly state: State
  readonly base: Outcome
  readonly outcome: Outcome
  readonly priceOf: PriceOf | null
  /** Estimates at the reference size, one for each number that says the volume. */
  readonly unitPrices: Map<FactorName, { readonly price: State['apiPrice']; readonly isFixed: boolean }>
}

const edgeOf = ({ values }: Outcome) =>
  Math.max(values[HOSTED] as number, values[OWN] as number) - (values[CLOSED] as number)

/**
 * Tries every value of every factor once: values that change the verdict are flips, and weighted by how often people
 * say them they give the chance that an answer changes it. For a conflict, the demands themselves are asked for.
 */
export function whatIf(
  model: Model,
  candidates: readonly FactorCandidates[],
  facts: Facts,
  state: State,
  base: Outcome,
  priceOf: PriceOf | null,
): WhatIf {
  const probe: Probe = { model, facts, state, base, outcome: newOutcome(), priceOf, unitPrices: new Map() }
  const flips: (Flip & { count: number })[] = []
  const asked: (NextQuestion & { move: number })[] = []
  const basePrice = state.apiPrice
  const askable = new Set(model.criteria.questions.ask)
  const { sameVolume } = model.criteria.spend
  const volumeKnown = sameVolume.some((name) => facts[name] !== undefined)
  for (const factor of candidates) {
    if (volumeKnown && facts[factor.name] === undefined && sameVolume.includes(factor.name)) continue
    const before = take(state, factor.name)
    const tried = tryValues(probe, factor, before)
    flips.push(...tried.flips)
    if (factor.figure >= 0) flips.push(...numberFlips(probe, factor, before))
    put(state, factor.name, before)
    state.apiPrice = basePrice
    const open = before.mask === 0 || base.ground === 'conflict'
    if (open && tried.chance > 0 && askable.has(factor.name))
      asked.push({ factor: factor.name, chance: tried.chance, move: tried.move })
  }
  const order = (name: FactorName) => model.criteria.questions.ask.indexOf(name)
  asked.sort((a, b) => b.chance - a.chance || b.move - a.move || order(a.factor) - order(b.factor))
  return {
    flips: flips.sort((a, b) => rank(a) - rank(b) || b.count - a.count).map(({ count: _, ...flip }) => flip),
    questions: asked.map(({ factor, chance }) => ({ factor, chance: Math.round(chance * 1e4) / 1e4 })),
  }
}

/** Flips to another side before those that only open the question again. */
const rank = (flip: Flip) => (flip.verdict === 'undecided' ? 1 : 0)

/** Puts one value in and evaluates; true where the verdict changes. */
function changes(probe: Probe, name: FactorName, encoded: Encoded, value: FactorValue): boolean {
  const { model, state, outcome, base, priceOf } = probe
  put(state, name, encoded)
  if (priceOf !== null && model.criteria.idleBill.pricedBy.includes(name)) state.apiPrice = priceAt(probe, name, value)
  evaluate(model, state, outcome, null, null)
  return sideOf(outcome.option) !== sideOf(base.option)
}

/** Price of the changed volume. A bill by use is proportional to a number that says the volume, or blind to it. */
function priceAt({ facts, priceOf, unitPrices }: Probe, name: FactorName, value: FactorValue): State['apiPrice'] {
  if (priceOf === null) return null
  if (name === 'tokens_per_request' && facts.monthly_tokens !== undefined) return priceOf(facts)
  if (typeof value !== 'number') return priceOf({ ...facts, [name]: value })
  let known = unitPrices.get(name)
  if (known === undefined) {
    const price = priceOf({ ...facts, [name]: REFERENCE })
    known = { price, isFixed: price?.[0] === priceOf({ ...facts, [name]: 2 * REFERENCE })?.[0] }
    unitPrices.set(name, known)
  }
  const { price, isFixed } = known
  return price === null || isFixed ? price : [(price[0] * value) / REFERENCE, (price[1] * value) / REFERENCE]
}

const flipOf = (probe: Probe, factor: FactorName, to: FactorValue, count: number) => ({
  factor,
  to,
  verdict: sideOf(probe.outcome.option),
  option: OPTIONS[probe.outcome.option] ?? null,
  count,
})

function tryValues(probe: Probe, factor: FactorCandidates, before: Encoded) {
  const flips: (Flip & { count: number })[] = []
  const baseEdge = edgeOf(probe.base)
  let changed = 0
  let moved = 0
  let others = 0
  for (const { value, encoded, count, plain } of factor.list) {
    if (encoded.mask === before.mask && factor.figure < 0) continue
    others += count
    if (factor.figure < 0 && ((encoded.mask ^ before.mask) & factor.relevant) === 0) continue
    if (factor.figure >= 0 && before.mask !== 0) continue
    if (changes(probe, factor.name, encoded, value)) {
      changed += count
      if (plain) flips.push(flipOf(probe, factor.name, value, count))
    }
    moved += count * Math.abs(edgeOf(probe.outcome) - baseEdge)
  }
  const of = before.mask === 0 ? probe.model.criteria.frequencies.cases : Math.max(others, 1)
  return { flips, chance: changed / of, move: moved / of }
}

/** The nearest points above and below at which a number changes the verdict. */
function numberFlips(probe: Probe, factor: FactorCandidates, before: Encoded): (Flip & { count: number })[] {
  const range = probe.model.criteria.flipRanges[factor.name]
  if (range === undefined) return []
  const said = probe.facts[factor.name] as number | Money | undefined
  const rates = probe.model.criteria.spend.usdPerUnit
  const currency = typeof said === 'object' && rates[said.currency] !== undefined ? said.currency : 'USD'
  const isMoney = factor.name === 'monthly_spend'
  const rate = isMoney ? (rates[currency] ?? 1) : 1
  const amount = (x: number): FactorValue => (isMoney ? { amount: x, currency } : x)
  const changed = (x: number) => changes(probe, factor.name, { mask: 1, figure: x * rate }, amount(x))
  const from = before.mask === 0 ? null : Math.max(before.figure / rate, 1)
  const low = latticeBelow(Math.max(range[0] / rate, 1))
  const high = latticeBelow(Math.max(range[1] / rate, 1))
  const found: (Flip & { count: number })[] = []
  const keep = (x: number | null, direction: 'above' | 'below') => {
    if (x === null) return
    // Where the verdict changes twice within one step, no point can be stated that holds just before it.
    if (changed(latticeValue(latticeBelow(x) + (direction === 'above' ? -1 : 1)))) return
    // Asked last: the outcome that it leaves in the probe is the flip's.
    if (!changed(x)) return
    found.push({ ...flipOf(probe, factor.name, amount(x), 0), direction })
  }
  if (from === null) {
    const atLow = changed(range[0] / rate)
    const atHigh = changed(range[1] / rate)
    if (!atLow) keep(firstChange(low, high, changed), 'above')
    else if (!atHigh) keep(firstChange(high, low, changed), 'below')
  } else {
    const here = latticeBelow(from)
    keep(firstChange(here, Math.max(high, here), changed), 'above')
    keep(firstChange(Math.min(here + 1, high), Math.min(low, here), changed), 'below')
  }
  return found
}
