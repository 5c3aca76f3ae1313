import type { Span } from './brief.ts'
import type { FactorName, FactorValue, Facts, SINGLE_OPTIONS } from './factors.ts'

export type SingleOption = (typeof SINGLE_OPTIONS)[number]
export type Option = SingleOption | 'hybrid_route' | 'hybrid_migrate'
/** Fixed order, which also settles ties (decision-model.md 1). */
export const OPTIONS: readonly Option[] = [
  'closed_api',
  'open_hosted',
  'open_self_hosted',
  'hybrid_route',
  'hybrid_migrate',
]
export type Side = 'open' | 'closed' | 'hybrid'
export type Verdict = Side | 'undecided' | 'off_topic'
export const VERDICTS: readonly Verdict[] = ['open', 'closed', 'hybrid', 'undecided', 'off_topic']

/** forced: a veto left one side; points: the sum decides; conflict: the demands leave nothing; near, too_few: ask. */
export type Ground = 'forced' | 'points' | 'conflict' | 'near' | 'too_few' | 'off_topic'

export interface RuledOut {
  readonly option: Option
  /** The rule's id in `data/criteria.json`, or `excluded_options`. */
  readonly rule: string
  readonly factors: readonly FactorName[]
  /** Only a part of the work is bound, so the option may still be one leg of a hybrid. */
  readonly partOnly: boolean
}

/** What one known fact adds to each single option. */
export interface Contribution {
  readonly criterion: string
  readonly factors: readonly FactorName[]
  readonly points: Readonly<Record<SingleOption, number>>
  readonly reason: string
  readonly source: string
}

export interface Ranked {
  readonly option: Option
  /** Sum of contributions; for a hybrid mean of its legs plus bonus. Null: ruled out, or no candidate. */
  readonly value: number | null
}

/** Kinds of part of the work: by difficulty, by data, by place, by load, by phase. */
export type PlanPart =
  | 'hard'
  | 'routine'
  | 'sensitive'
  | 'other_data'
  | 'bound_place'
  | 'other_place'
  | 'usual'
  | 'overflow'
  | 'now'
  | 'later'

/** Of a hybrid: which traffic, data, place or phase goes where. The engine knows kinds of part; `evidence`, the
 * people's own words for one, is filled in by the explanation. */
export interface PlanStep {
  readonly part: PlanPart
  readonly option: SingleOption
  readonly evidence: readonly Span[]
}

export interface Flip {
  readonly factor: FactorName
  readonly to: FactorValue
  /** For numbers: the verdict changes at `to` when crossed in this direction. */
  readonly direction?: 'above' | 'below'
  readonly verdict: Verdict
  readonly option: Option | null
}

export interface NextQuestion {
  readonly factor: FactorName
  /** Chance, 0 to 1, that the answer changes the verdict. */
  readonly chance: number
}

export interface Demand {
  readonly factors: readonly FactorName[]
  readonly rule: string
}

/** Of the 256 checked-in variations, in how many the verdict stands (share 0 to 1), and how many facts it rests on. */
export interface Robustness {
  readonly share: number
  readonly factsKnown: number
  readonly factsWeighed: number
}

/** The engine's whole answer, in its own terms; `explain/` turns it into words. */
export interface Recommendation {
  readonly facts: Facts
  readonly verdict: Verdict
  readonly option: Option | null
  readonly ground: Ground
  /** For `undecided`: the side that is ahead, if any. */
  readonly leaning: Side | null
  /** Distance to the best option of another side, in points. */
  readonly margin: number | null
  /** The advised option is what runs today. */
  readonly stay: boolean
  readonly ranking: readonly Ranked[]
  readonly ruledOut: readonly RuledOut[]
  readonly contributions: readonly Contribution[]
  readonly hybridBonus: {
    readonly option: Option
    readonly bonus: number
    readonly factors: readonly FactorName[]
  } | null
  readonly plan: readonly PlanStep[]
  /** Demands that cannot all be met; not empty only where they leave no option. */
  readonly conflicts: readonly Demand[]
  readonly flips: readonly Flip[]
  readonly questions: readonly NextQuestion[]
  readonly robustness: Robustness | null
}
