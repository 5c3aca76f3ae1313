import { type FactorName, type Facts, SINGLE_OPTIONS } from '../domain/factors.ts'
import type {
  Demand,
  Option,
  PlanStep,
  Ranked,
  Recommendation,
  RuledOut,
  SingleOption,
} from '../domain/recommendation.ts'
import { openLeg } from './judge.ts'
import { indexOf, type Model, optionBit } from './model.ts'
import { CLOSED, holds, MIGRATE, type Outcome, ROUTE } from './outcome.ts'
import type { State } from './state.ts'

/** Six digits: what floating-point sums leave behind is no information. */
export const round = (x: number): number => Math.round(x * 1e6) / 1e6 + 0

/** Options best first, ruled-out ones and absent hybrids last with null. */
export function rankingOf(outcome: Outcome, options: readonly Option[]): readonly Ranked[] {
  const ranked = options.map((option, i): Ranked => {
    const out = i < ROUTE && (outcome.out & (1 << i)) !== 0
    const value = outcome.values[i] as number
    return { option, value: out || Number.isNaN(value) ? null : round(value) }
  })
  return ranked.sort((a, b) => (b.value ?? Number.NEGATIVE_INFINITY) - (a.value ?? Number.NEGATIVE_INFINITY) || 0)
}

/** Every option that a rule or the people themselves rule out, once a rule. */
export function ruledOutOf(model: Model, { masks }: State, outcome: Outcome): readonly RuledOut[] {
  const found: RuledOut[] = []
  const add = (out: number, rule: string, factors: readonly FactorName[], partOnly: boolean) => {
    for (const option of SINGLE_OPTIONS)
      if ((out & optionBit(option)) !== 0) found.push({ option, rule, factors, partOnly })
  }
  for (const rule of model.vetoes) {
    if (!holds(rule.when, masks)) continue
    add(rule.out, rule.id, rule.factors, rule.partOnlyIf.any.length > 0 && holds(rule.partOnlyIf, masks))
  }
  add((masks[indexOf('excluded_options')] as number) >> 1, 'excluded_options', ['excluded_options'], false)
  return found.filter(({ option }) => (outcome.out & optionBit(option as SingleOption)) !== 0)
}

/** The demands that together leave nothing, each rule once. */
export function conflictsOf(ruledOut: readonly RuledOut[]): readonly Demand[] {
  const demands = new Map<string, Demand>()
  for (const { rule, factors } of ruledOut) demands.set(rule, { rule, factors })
  return [...demands.values()]
}

/** The bonus of the advised hybrid, or of the best candidate. */
export function bonusOf(model: Model, outcome: Outcome): Recommendation['hybridBonus'] {
  const option = outcome.option === MIGRATE ? MIGRATE : outcome.option === ROUTE ? ROUTE : -1
  const row = option < 0 ? undefined : model.hybrids[outcome.bonusRow[option - ROUTE] as number]
  return row === undefined ? null : { option: row.option, bonus: row.bonus, factors: row.factors }
}

/** Which kind of part goes where; the people's own words for it are laid over it by the explanation. */
export function planOf(facts: Facts, outcome: Outcome): readonly PlanStep[] {
  const leg = openLeg(outcome)
  if ((outcome.option !== ROUTE && outcome.option !== MIGRATE) || leg < 0) return []
  const open = SINGLE_OPTIONS[leg] as SingleOption
  const step = (part: PlanStep['part'], option: SingleOption): PlanStep => ({ part, option, evidence: [] })
  if (outcome.option === MIGRATE) return [step('now', 'closed_api'), step('later', open)]
  const split = facts.workload_split ?? []
  const steps: PlanStep[] = []
  if (split.includes('sensitivity')) steps.push(step('sensitive', open), step('other_data', 'closed_api'))
  if (split.includes('difficulty')) steps.push(step('hard', 'closed_api'), step('routine', open))
  if (split.includes('environment')) steps.push(step('bound_place', open), step('other_place', 'closed_api'))
  if (split.includes('overflow')) {
    const closedFirst = (outcome.values[CLOSED] as number) > (outcome.values[leg] as number)
    steps.push(step('usual', closedFirst ? 'closed_api' : open), step('overflow', closedFirst ? open : 'closed_api'))
  }
  return steps
}

/** Whether the advised option is what runs today: a single option that runs, or a route of which both legs run. */
export function staysWith(facts: Facts, option: Option | null): boolean {
  const runs = facts.runs_today ?? []
  if (option === 'hybrid_route') return runs.includes('closed_api') && runs.some((one) => one !== 'closed_api')
  return option !== null && option !== 'hybrid_migrate' && runs.includes(option)
}
