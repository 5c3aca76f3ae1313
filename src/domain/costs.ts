import type { Language } from './brief.ts'
import type { Facts } from './factors.ts'
import type { Option, SingleOption } from './recommendation.ts'

/** An honest range: low <= likely <= high, in one currency a month. */
export interface Range {
  readonly low: number
  readonly likely: number
  readonly high: number
}

/** One visible term of a sum, with where its figure comes from. `assumed`: the brief did not say it. */
export interface CostTerm {
  readonly id: string
  readonly label: string
  readonly value: Range
  readonly unit: string
  readonly assumed: boolean
  readonly source: string
  readonly sourceDate: string
}

export interface OptionCost extends Range {
  /** What the figure was computed for: a model at a host, or a model on machines. */
  readonly basis: string
  readonly terms: readonly CostTerm[]
}

/** `none`: the curves never cross within the volumes that the machines can serve. */
export interface BreakEven {
  readonly against: SingleOption
  readonly tokensPerMonth: Range | 'none'
  /** With the less favourable assumptions the curves never cross; `high` is then the largest volume looked at. */
  readonly mayNeverCross: boolean
  /** For `none`: the volume at which they cross on the most favourable assumptions, if they do at all. */
  readonly bestCase: number | null
  /** Share of the machine's rated capacity at which both cost the same (0 to 1; above 1 is impossible). */
  readonly utilisation: Range | null
}

/** Months until bought machines have paid for themselves against `against`; `never` where they do not. */
export interface Payback {
  readonly against: SingleOption
  readonly hardware: Range
  readonly months: Range | 'never'
  /** With the less favourable assumptions they outlive the machines; `high` is then the longest time looked at. */
  readonly mayNeverPay: boolean
}

/** The rate by which US dollars became `Costs.currency`, or `unknown` where the catalogue has none for what was said. */
export interface CurrencyNote {
  readonly said: string
  readonly usdPerUnit: number | 'unknown'
  readonly source: string
  readonly sourceDate: string
  readonly grade: string
}

/** Cost a month at one volume for the options that can be compared, in the currency of the costs. */
export interface CurvePoint {
  readonly tokensPerMonth: number
  readonly costs: Readonly<Partial<Record<SingleOption, number>>>
}

export interface Costs {
  readonly currency: string
  /** Date of the oldest price used. */
  readonly asOf: string
  readonly stale: boolean
  /** Empty where nothing about the volume is known, or the figures are stale and nobody insists. */
  readonly options: Readonly<Partial<Record<Option, OptionCost>>>
  readonly breakEven: BreakEven | null
  readonly payback: Payback | null
  /** Likely cost over volume, for a chart; empty where there are no totals. */
  readonly curve: readonly CurvePoint[]
  /** Null where nobody named a currency other than the dollar. */
  readonly currencyNote: CurrencyNote | null
  /** Prices that are too old for a total, each with its date. */
  readonly staleFigures: readonly CostTerm[]
}

/** What the answer is asked for besides the facts. */
export interface CostView {
  /** ISO date of the answer. */
  readonly today: string
  /** Age in days above which a price is stale; 90 unless told. */
  readonly maxAgeDays?: number
  /** The asker wants totals from stale prices all the same. */
  readonly insist?: boolean
  readonly language?: Language
  /** Ids of models that people named: priced instead of the typical one of their kind. */
  readonly models?: readonly string[]
  /** Ids of the models that share a name or a maker with what they use or demand ("must be Claude"): priced where they fit. */
  readonly family?: readonly string[]
  /** Terms replaced by the user: `utilisation` for every option, `closed_api.price_input` for one; in `Costs.currency`. */
  readonly overrides?: Readonly<Record<string, number | Range>>
}

/** Data for a native chart (at most 6 series of 20 points, labels of 20 characters), in words and as a picture. */
export interface CostChart {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly categories: readonly string[]
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[]
  readonly description: string
  readonly svg: string
}

/** The trial to run on one's own prompts before committing. */
export interface Evaluation {
  readonly prompts: number
  readonly days: Range
  /** Bill for running it once on each shortlisted model with a price; null where none has one. */
  readonly cost: Range | null
  readonly steps: readonly string[]
  /** Of the number of prompts and the days; absent in decisions that were kept without. */
  readonly source?: string
  readonly sourceDate?: string
}

/** What leaving an option takes. */
export interface ExitCost {
  readonly option: SingleOption
  readonly days: Range
  readonly money: Range
  readonly what: string
  readonly source: string
  readonly sourceDate: string
}

export interface ShortlistEntry {
  readonly option: SingleOption
  /** Id in the catalogue, the name as its maker writes it, the maker's and the host's name. */
  readonly id: string
  readonly model: string
  readonly maker: string
  readonly host: string | null
  /** Price or hardware, with its date. */
  readonly price: string
  readonly why: string
  /** The clause of a licence or of terms to check before committing. */
  readonly check: string
  readonly source: string
  readonly sourceDate: string
}

/** What the engine weighs of the costs, in US dollars a month; null where the facts do not carry a figure. */
export interface Estimates {
  readonly closedApi: Range | null
  readonly openHosted: Range | null
  readonly openSelfHosted: Range | null
}

/** Handed to the engine, which calls it again for every variation of the facts that it tries: pure and cheap. */
export type Estimator = (facts: Facts) => Estimates
