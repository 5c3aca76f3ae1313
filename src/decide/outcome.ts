import type { Ground, Side } from '../domain/recommendation.ts'
import { type Condition, optionBit, type Term } from './model.ts'

/** Indices of the options in their fixed order. */
export const CLOSED = 0
export const HOSTED = 1
export const OWN = 2
export const ROUTE = 3
export const MIGRATE = 4
export const C_BIT = optionBit('closed_api')
export const H_BIT = optionBit('open_hosted')
export const S_BIT = optionBit('open_self_hosted')

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

/** Whether a condition holds: all of `all`, one of `any` if there is one, none of `unless`. */
export function holds(when: Condition, masks: Int32Array): boolean {
  for (const [factor, mask] of when.all) if (((masks[factor] as number) & mask) === 0) return false
  for (const [factor, mask] of when.unless) if (((masks[factor] as number) & mask) !== 0) return false
  if (when.any.length === 0) return true
  for (const [factor, mask] of when.any) if (((masks[factor] as number) & mask) !== 0) return true
  return false
}
