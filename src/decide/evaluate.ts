import { LISTS } from '../domain/factors.ts'
import type { Ground, Option, Side } from '../domain/recommendation.ts'
import { type Condition, type Curve, indexOf, type Model, optionBit, type Term } from './model.ts'
import { apiPrice, curveOver, spendOf } from './spend.ts'
import type { State } from './state.ts'

export const CLOSED = 0
export const HOSTED = 1
export const OWN = 2
export const ROUTE = 3
export const MIGRATE = 4
const C_BIT = optionBit('closed_api')
const H_BIT = optionBit('open_hosted')
const S_BIT = optionBit('open_self_hosted')
const RUNS_TODAY = indexOf('runs_today')
const EXCLUDED = indexOf('excluded_options')
/** `excluded_options` and `runs_today` list the single options in their fixed order, from bit 1. */
const singleOptions = (mask: number) => (mask >> 1) & ((1 << LISTS.runs_today.length) - 1)

/** Something that was added, with the points it added. */
export interface Applied {
  readonly term: Term
  readonly points: readonly [number, number, number]
}

/** The outcome for one state; reused between evaluations. */
export interface Outcome {
  /** Values of the five options in their fixed order; NaN: no candidate. */
  readonly values: Float64Array
  /** Single options ruled out as the only option, and those ruled out for every part. */
  out: number
  gone: number
  /** Sum of |edge| over what was added. */
  weight: number
  /** Index of the hybrid row whose bonus counts, for route and migrate; -1 none. */
  readonly bonusRow: Int32Array
  ground: Exclude<Ground, 'off_topic'>
  /** Index of the advised option; -1 undecided. */
  option: number
  /** Best and second side, also for undecided; -1 none. */
  ahead: number
  margin: number
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array]
}

/** An empty outcome to evaluate into. */
export const newOutcome = (): Outcome => ({
  values: new Float64Array(5),
  out: 0,
  gone: 0,
  weight: 0,
  bonusRow: new Int32Array(2),
  ground: 'too_few',
  option: -1,
  ahead: -1,
  margin: Number.NaN,
  scratch: [new Float64Array(3), new Float64Array(3), new Float64Array(2)],
})

const SIDES: readonly Side[] = ['closed', 'open', 'open', 'hybrid', 'hybrid']
export const sideOf = (option: number): Side | 'undecided' => SIDES[option] ?? 'undecided'
export const NAMES: readonly Option[] = [
  'closed_api',
  'open_hosted',
  'open_self_hosted',
  'hybrid_route',
  'hybrid_migrate',
]

/** Whether a condition holds: all of `all`, one of `any` if there is one, none of `unless`. */
export function holds(when: Condition, masks: Int32Array): boolean {
  for (const [factor, mask] of when.all) if (((masks[factor] as number) & mask) === 0) return false
  for (const [factor, mask] of when.unless) if (((masks[factor] as number) & mask) !== 0) return false
  if (when.any.length === 0) return true
  for (const [factor, mask] of when.any) if (((masks[factor] as number) & mask) !== 0) return true
  return false
}

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
    add(term, points, edge)
  }
  if (!Number.isNaN(spend) && !ownOnly) curve(model.spend, model.spend.term, spend, spend)
  else if (priced) curve(model.spend, model.volume, price[0] as number, price[1] as number)
  if (ownOnly && priced && spend > 0 && (price[0] as number) > 0)
    curve(model.idleBill, model.idleBill.term, spend / (price[1] as number), spend / (price[0] as number))
}

function mix(model: Model, { masks }: State, outcome: Outcome, scales: Float64Array | null): void {
  const { values, bonusRow } = outcome
  values[ROUTE] = Number.NaN
  values[MIGRATE] = Number.NaN
  bonusRow.fill(-1)
  const leg = openLeg(outcome)
  if ((outcome.gone & C_BIT) !== 0 || leg < 0) return
  const c = values[CLOSED] as number
  const o = values[leg] as number
  for (let i = 0; i < model.hybrids.length; i++) {
    const row = model.hybrids[i]!
    const option = row.option === 'hybrid_route' ? ROUTE : MIGRATE
    if (option === MIGRATE && ((outcome.out & C_BIT) !== 0 || o - c >= model.criteria.migrateOpenLead)) continue
    if (!holds(row.when, masks)) continue
    const value = (c + o) / 2 + row.bonus * (scales === null ? 1 : (scales[row.scale] as number))
    if (!((values[option] as number) >= value)) {
      values[option] = value
      bonusRow[option - ROUTE] = i
    }
  }
}

/** The open leg of a hybrid: the better of hosted and self-hosted that is not out; -1 where both are. */
export function openLeg(outcome: Outcome): number {
  const hosted = (outcome.out & H_BIT) === 0
  const own = (outcome.out & S_BIT) === 0
  if (hosted && own) return (outcome.values[OWN] as number) > (outcome.values[HOSTED] as number) ? OWN : HOSTED
  return hosted ? HOSTED : own ? OWN : -1
}

function judge(model: Model, outcome: Outcome): void {
  const { values } = outcome
  const { margin } = model.criteria
  const closed = (outcome.out & C_BIT) === 0 ? CLOSED : -1
  const open = openLeg(outcome)
  const c = closed < 0 ? Number.NEGATIVE_INFINITY : (values[CLOSED] as number)
  const o = open < 0 ? Number.NEGATIVE_INFINITY : (values[open] as number)
  const top = closed < 0 && open < 0 ? -1 : c >= o ? CLOSED : open
  const rest = top === CLOSED ? open : closed
  const best = Math.max(c, o)
  const mixed = better(values)
  const gain = mixed < 0 ? Number.NEGATIVE_INFINITY : (values[mixed] as number) - best
  outcome.margin = Number.NaN
  outcome.option = -1
  if (top < 0 && mixed < 0) {
    outcome.ahead = -1
    outcome.ground = 'conflict'
  } else if (mixed >= 0 && gain >= margin) {
    outcome.option = outcome.ahead = mixed
    outcome.ground = 'points'
    outcome.margin = top < 0 ? Number.NaN : gain
  } else if (rest < 0) {
    outcome.option = outcome.ahead = top
    outcome.ground = 'forced'
  } else {
    outcome.ahead = c === o ? -1 : top
    outcome.margin = Math.abs(c - o)
    const decided = outcome.margin >= margin
    if (decided) outcome.option = top
    outcome.ground = decided ? 'points' : outcome.weight >= 2 * margin ? 'near' : 'too_few'
  }
}

const better = (values: Float64Array) => {
  const r = values[ROUTE] as number
  const m = values[MIGRATE] as number
  if (Number.isNaN(r)) return Number.isNaN(m) ? -1 : MIGRATE
  return m > r ? MIGRATE : ROUTE
}
