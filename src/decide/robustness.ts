import { evaluate } from './evaluate.ts'
import type { Model } from './model.ts'
import { newOutcome, sideOf } from './outcome.ts'
import type { Plan } from './plan.ts'
import type { State } from './state.ts'

/**
 * Share (0 to 1) of the plan's variations in which `verdict` stands: every point, bonus and the curve of spend scaled,
 * every unknown factor drawn (SMAA rank-1 acceptability of the side; decision-model.md, Confidence).
 */
export function robustShare(model: Model, plan: Plan, state: State, verdict: string): number {
  const outcome = newOutcome()
  const varied: State = {
    masks: state.masks.slice(),
    figures: state.figures.slice(),
    apiPrice: state.apiPrice,
    hostedCheaper: state.hostedCheaper,
  }
  const unknown = [...state.masks.keys()].filter((i) => state.masks[i] === 0)
  const blank = [...state.figures.keys()].filter((i) => Number.isNaN(state.figures[i]))
  let stands = 0
  for (let row = 0; row < plan.size; row++) {
    const masks = plan.masks[row] as Int32Array
    const figures = plan.figures[row] as Float64Array
    for (const i of unknown) varied.masks[i] = masks[i] as number
    for (const i of blank) varied.figures[i] = figures[i] as number
    evaluate(model, varied, outcome, plan.scales[row] as Float64Array, null)
    if (sideOf(outcome.option) === verdict) stands++
  }
  return stands / plan.size
}
