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
  /** Share of the machine's rated capacity at which both cost the same (0 to 1; above 1 is impossible). */
  readonly utilisation: Range | null
}

export interface Costs {
  readonly currency: string
  /** Date of the oldest price used. */
  readonly asOf: string
  readonly stale: boolean
  /** Empty where nothing about the volume is known, or the figures are stale and nobody insists. */
  readonly options: Readonly<Partial<Record<Option, OptionCost>>>
  readonly breakEven: BreakEven | null
}

export interface ShortlistEntry {
  readonly option: SingleOption
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
