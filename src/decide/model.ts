import type { Criteria } from '../domain/criteria.ts'
import { FACTOR_NAMES, type FactorName, MONEY, NUMBERS, SINGLE_OPTIONS } from '../domain/factors.ts'
import type { SingleOption } from '../domain/recommendation.ts'

/** A condition over bit masks: each pair is a factor's index and the bits of which one must be set. */
export interface Condition {
  readonly all: readonly (readonly [number, number])[]
  readonly any: readonly (readonly [number, number])[]
  readonly unless: readonly (readonly [number, number])[]
}

/** Something that adds points, ready for arithmetic. `scale` is its column of the plan. */
export interface Term {
  readonly id: string
  readonly factors: readonly FactorName[]
  readonly scale: number
  readonly points: readonly [number, number, number]
  readonly edge: number
  /** Bits of the silent rules that may hush it. */
  readonly hushedBy: number
  readonly reason: string
  readonly source: string
}

interface LevelTerm extends Term {
  readonly mask: number
  readonly unless: Condition
}

export interface Curve {
  /** Decimal logarithms of the knots, ascending. */
  readonly at: readonly number[]
  readonly points: readonly (readonly [number, number, number])[]
  readonly term: Term
}

/** The criteria with words as bits and names as indices, so that a variation costs a microsecond. */
export interface Model {
  readonly criteria: Criteria
  readonly bits: ReadonlyMap<FactorName, ReadonlyMap<string, number>>
  readonly levels: readonly { readonly factor: number; readonly terms: readonly LevelTerm[] }[]
  readonly limits: readonly { readonly number: number; readonly upTo: number; readonly term: Term }[]
  readonly conditions: readonly { readonly when: Condition; readonly term: Term }[]
  readonly vetoes: readonly {
    readonly id: string
    readonly when: Condition
    readonly out: number
    readonly partOnlyIf: Condition
    readonly factors: readonly FactorName[]
  }[]
  /** The i-th rule is bit i of `hushedBy`. */
  readonly silent: readonly Condition[]
  readonly hybrids: readonly {
    readonly option: 'hybrid_route' | 'hybrid_migrate'
    readonly when: Condition
    readonly bonus: number
    readonly scale: number
    readonly factors: readonly FactorName[]
  }[]
  readonly spend: Curve
  /** Term of the same curve where the bill is derived from the volume. */
  readonly volume: Term
  readonly askFirst: readonly { readonly when: Condition; readonly ask: FactorName }[]
  readonly idleBill: Curve
  /** Takes from own machines what a bill gives them above a host that is far cheaper. */
  readonly hostedCheaper: Term
  readonly tiers: readonly { readonly mask: number; readonly price: readonly [number, number] }[]
  readonly anyTier: readonly [number, number]
  /** Names of the plan's columns of multipliers. */
  readonly scales: readonly string[]
}

/** Where each factor's bits lie in a state. */
const INDEX: ReadonlyMap<FactorName, number> = new Map(FACTOR_NAMES.map((name, i) => [name, i]))
export const indexOf = (name: FactorName): number => INDEX.get(name) as number
/** Where numbers lie in a state; money is in US dollars there. */
export const FIGURES: readonly FactorName[] = [...NUMBERS, ...MONEY]
export const figureOf = (name: FactorName): number => FIGURES.indexOf(name)
/** Set whenever anything is known of a factor. */
export const KNOWN = 1

/** Bit of a single option in a mask of options. */
export const optionBit = (option: SingleOption): number => 1 << SINGLE_OPTIONS.indexOf(option)
