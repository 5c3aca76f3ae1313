import type { Criteria, Points, Words } from '../domain/criteria.ts'
import {
  FACTOR_NAMES,
  type FactorName,
  isLevelFactor,
  LEVELS,
  LISTS,
  MONEY,
  NUMBERS,
  SINGLE_OPTIONS,
} from '../domain/factors.ts'
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

export interface LevelTerm extends Term {
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
  readonly tiers: readonly { readonly mask: number; readonly price: readonly [number, number] }[]
  readonly anyTier: readonly [number, number]
  /** Names of the plan's columns of multipliers. */
  readonly scales: readonly string[]
}

/** Where each factor's bits lie in a state. */
export const INDEX: ReadonlyMap<FactorName, number> = new Map(FACTOR_NAMES.map((name, i) => [name, i]))
export const indexOf = (name: FactorName): number => INDEX.get(name) as number
/** Where numbers lie in a state; money is in US dollars there. */
export const FIGURES: readonly FactorName[] = [...NUMBERS, ...MONEY]
export const figureOf = (name: FactorName): number => FIGURES.indexOf(name)
/** Set whenever anything is known of a factor. */
export const KNOWN = 1

const triple = (p: Points): [number, number, number] => [p.closed_api, p.open_hosted, p.open_self_hosted]
const edgeOf = ([c, h, s]: readonly [number, number, number]) => Math.max(h, s) - c
const bare = (level: string) => (level === '*' ? 'any' : level.replace(/^@/, ''))

/** Bits of every word that a factor can have; names are grouped into the classes that the table lists. */
function wordBits(criteria: Criteria, name: FactorName): ReadonlyMap<string, number> {
  const words: readonly string[] = isLevelFactor(name)
    ? LEVELS[name]
    : Object.hasOwn(LISTS, name)
      ? LISTS[name as keyof typeof LISTS]
      : Object.keys(criteria.names).map((group) => `@${group}`)
  return new Map([['*', KNOWN], ...words.map((word, i): [string, number] => [word, 1 << (i + 1)])])
}

/** Translates the criteria once. Takes criteria that `readCriteria` has checked. */
export function buildModel(criteria: Criteria): Model {
  const bits = new Map(FACTOR_NAMES.map((name) => [name, wordBits(criteria, name)]))
  const maskOf = (name: FactorName, list: readonly string[]) =>
    list.reduce((mask, word) => mask | (bits.get(name)?.get(word) ?? 0), 0)
  const pairs = (words: Words | undefined) =>
    Object.entries(words ?? {}).map(([name, list]): [number, number] => [
      indexOf(name as FactorName),
      maskOf(name as FactorName, list ?? []),
    ])
  const condition = (rule: {
    if?: Words | undefined
    any?: Words | undefined
    unless?: Words | undefined
  }): Condition => ({
    all: pairs(rule.if),
    any: pairs(rule.any),
    unless: pairs(rule.unless),
  })
  const factorsOf = (rule: { if?: Words | undefined; any?: Words | undefined }) =>
    [...Object.keys(rule.if ?? {}), ...Object.keys(rule.any ?? {})] as FactorName[]
  const scales: string[] = []
  const scaleOf = (name: string) => {
    if (!scales.includes(name)) scales.push(name)
    return scales.indexOf(name)
  }
  const term = (
    id: string,
    factors: readonly FactorName[],
    scale: string,
    points: readonly [number, number, number],
    row: { reason: string; source: string },
  ): Term => ({
    id,
    factors,
    scale: scaleOf(scale),
    points,
    edge: edgeOf(points),
    hushedBy: criteria.silent.reduce((mask, rule, i) => mask | (rule.criteria.includes(scale) ? 1 << i : 0), 0),
    reason: row.reason,
    source: row.source,
  })

  const levelFactors = [...new Set(criteria.levels.map((row) => row.factor))]
  const levels = levelFactors.map((factor) => ({
    factor: indexOf(factor),
    terms: criteria.levels
      .filter((row) => row.factor === factor)
      .map((row) => ({
        ...term(`${factor}.${bare(row.level)}`, [factor], factor, triple(row.points), row),
        mask: maskOf(factor, [row.level]),
        unless: condition({ unless: row.unless }),
      })),
  }))
  const bill: readonly FactorName[] = ['monthly_spend']
  const flat = [0, 0, 0] as const
  return {
    criteria,
    bits,
    levels,
    limits: criteria.numbers.map((row) => ({
      number: figureOf(row.factor),
      upTo: row.upTo,
      term: term(`${row.factor}.up_to`, [row.factor], row.factor, triple(row.points), row),
    })),
    conditions: criteria.conditions.map((row) => ({
      when: condition(row),
      term: term(row.id, factorsOf(row), row.id, triple(row.points), row),
    })),
    vetoes: criteria.vetoes.map((row) => ({
      id: row.id,
      when: condition(row),
      out: row.out.reduce((mask, option) => mask | optionBit(option), 0),
      partOnlyIf: { all: [], any: pairs(row.partOnlyIf), unless: [] },
      factors: factorsOf(row),
    })),
    silent: criteria.silent.map(condition),
    hybrids: criteria.hybrids.map((row) => ({
      option: row.option,
      when: condition(row),
      bonus: row.bonus,
      scale: scaleOf(row.option),
      factors: factorsOf(row),
    })),
    spend: {
      at: criteria.spend.knots.map((knot) => Math.log10(knot.usd)),
      points: criteria.spend.knots.map((knot) => triple(knot.points)),
      term: term('spend', bill, 'spend', flat, { reason: criteria.spend.reason, source: criteria.spend.priceSource }),
    },
    volume: term('volume', [], 'spend', flat, { reason: criteria.spend.reason, source: criteria.spend.priceSource }),
    askFirst: criteria.questions.first.map((row) => ({ when: condition(row), ask: row.ask })),
    idleBill: {
      at: criteria.idleBill.knots.map((knot) => Math.log10(knot.ratio)),
      points: criteria.idleBill.knots.map((knot) => triple(knot.points)),
      term: term('idle_bill', [...bill, 'runs_today'], 'idle_bill', flat, criteria.idleBill),
    },
    tiers: Object.entries(criteria.spend.priceUsdPerMillion).map(([tier, price]) => ({
      mask: maskOf('capability', [tier]),
      price,
    })),
    anyTier: criteria.spend.priceUsdPerMillion.unknown as readonly [number, number],
    scales,
  }
}

/** Bit of a single option in a mask of options. */
export const optionBit = (option: SingleOption): number => 1 << SINGLE_OPTIONS.indexOf(option)
