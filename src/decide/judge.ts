import type { Model } from './model.ts'
import { C_BIT, CLOSED, H_BIT, HOSTED, holds, MIGRATE, type Outcome, OWN, ROUTE, S_BIT } from './outcome.ts'
import type { State } from './state.ts'

/** Values of the hybrids: mean of the legs plus the largest bonus that applies; NaN where there is no case for one. */
export function mix(model: Model, { masks }: State, outcome: Outcome, scales: Float64Array | null): void {
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

/** The verdict, from values and what is out: conflict, hybrid, forced, by points, or undecided. */
export function judge(model: Model, outcome: Outcome): void {
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
