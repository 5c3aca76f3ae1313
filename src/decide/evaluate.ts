import { LISTS } from '../domain/factors.ts'
import { judge, mix } from './judge.ts'
import { type Condition, type Curve, indexOf, type Model, type Term } from './model.ts'
import { type Applied, C_BIT, CLOSED, H_BIT, HOSTED, holds, type Outcome, OWN, S_BIT } from './outcome.ts'
import { apiPrice, curveOver, spendOf } from './spend.ts'
import type { State } from './state.ts'

const RUNS_TODAY = indexOf('runs_today')
const EXCLUDED = indexOf('excluded_options')
/** `excluded_options` and `runs_today` list the single options in their fixed order, from bit 1. */
const singleOptions = (mask: number) => (mask >> 1) & ((1 << LISTS.runs_today.length) - 1)

/**
 * Vetoes, points, hybrids, verdict of one state (decision-model.md 1), into `outcome`.
 * `scales` multiplies each term's points and each bonus (a variation); `trace` collects what was added.
 */
export function evaluate(
  model: Model,
  state: State,
  outcome: Outcome,
  scales: Float64Array | null,
  trace: Applied[] | null,
): void {
  veto(model, state, outcome)
  weigh(model, state, outcome, scales, trace)
  mix(model, state, outcome, scales)
  judge(model, outcome)
}

function veto(model: Model, { masks }: State, outcome: Outcome): void {
  const excluded = singleOptions(masks[EXCLUDED] as number)
  outcome.out = excluded
  outcome.gone = excluded
  for (const rule of model.vetoes) {
    if (!holds(rule.when, masks)) continue
    outcome.out |= rule.out
    if (!holdsPartly(rule.partOnlyIf, masks)) outcome.gone |= rule.out
  }
}

const holdsPartly = (when: Condition, masks: Int32Array) => when.any.length > 0 && holds(when, masks)

function weigh(
  model: Model,
  state: State,
  outcome: Outcome,
  scales: Float64Array | null,
  trace: Applied[] | null,
): void {
  const { masks, figures } = state
  const { values } = outcome
  values.fill(0)
  outcome.weight = 0
  let hushed = 0
  for (let i = 0; i < model.silent.length; i++) if (holds(model.silent[i] as Condition, masks)) hushed |= 1 << i

  const add = (term: Term, points: ArrayLike<number>, edge: number) => {
    const hush = (term.hushedBy & hushed) !== 0
    if (hush && edge < 0) return
    const scale = scales === null ? 1 : (scales[term.scale] as number)
    const c = (points[CLOSED] as number) * scale
    const h = (points[HOSTED] as number) * scale
    const s = Math.max(points[OWN] as number, hush ? (points[HOSTED] as number) : Number.NEGATIVE_INFINITY) * scale
    values[CLOSED]! += c
    values[HOSTED]! += h
    values[OWN]! += s
    outcome.weight += Math.abs(edge) * scale
    if (trace !== null && (c !== 0 || h !== 0 || s !== 0)) trace.push({ term, points: [c, h, s] })
  }

  for (const row of model.levels) {
    const mask = masks[row.factor] as number
    if (mask === 0) continue
    let best: Term | null = null
    for (const term of row.terms)
      if ((term.mask & mask) !== 0 && (best === null || Math.abs(term.edge) > Math.abs(best.edge)))
        if (holds(term.unless, masks)) best = term
    if (best !== null) add(best, best.points, best.edge)
  }
  for (const { number, upTo, term } of model.limits)
    if ((figures[number] as number) <= upTo) add(term, term.points, term.edge)
  for (const { when, term } of model.conditions) if (holds(when, masks)) add(term, term.points, term.edge)
  weighMoney(model, state, outcome, add)
}

type Add = (term: Term, points: ArrayLike<number>, edge: number) => void

function weighMoney(model: Model, state: State, outcome: Outcome, add: Add): void {
  const [points, other, price] = outcome.scratch
  const runs = singleOptions(state.masks[RUNS_TODAY] as number)
  const ownOnly = runs === S_BIT
  const spend = spendOf(state)
  const priced = apiPrice(model, state, price)
  const curve = (shape: Curve, term: Term, low: number, high: number) => {
    curveOver(shape, low, high, points, other)
    if (shape === model.spend && (runs & H_BIT) !== 0 && (runs & C_BIT) === 0)
      points[CLOSED] = Math.min(points[CLOSED] as number, points[HOSTED] as number)
    const edge = Math.max(points[HOSTED] as number, points[OWN] as number) - (points[CLOSED] as number)
    const lead = (points[OWN] as number) - (points[HOSTED] as number)
    add(term, points, edge)
    if (state.hostedCheaper && shape === model.spend && lead > 0) add(model.hostedCheaper, [0, 0, -lead], 0)
  }
  if (!Number.isNaN(spend) && !ownOnly) curve(model.spend, model.spend.term, spend, spend)
  else if (priced) curve(model.spend, model.volume, price[0] as number, price[1] as number)
  if (ownOnly && priced && spend > 0 && (price[0] as number) > 0)
    curve(model.idleBill, model.idleBill.term, spend / (price[1] as number), spend / (price[0] as number))
}
