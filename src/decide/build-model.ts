import type { Criteria, Points, Words } from '../domain/criteria.ts'
import { closedWords, FACTOR_NAMES, type FactorName } from '../domain/factors.ts'
import { type Condition, figureOf, indexOf, KNOWN, type Model, optionBit, type Term } from './model.ts'

const triple = (p: Points): [number, number, number] => [p.closed_api, p.open_hosted, p.open_self_hosted]
const edgeOf = ([c, h, s]: readonly [number, number, number]) => Math.max(h, s) - c
const bare = (level: string) => (level === '*' ? 'any' : level.replace(/^@/, ''))

/** Bits of every word that a factor can have; names are grouped into the classes that the table lists. */
function wordBits(criteria: Criteria, name: FactorName): ReadonlyMap<string, number> {
  const closed = closedWords(name)
  const words = closed.length > 0 ? closed : Object.keys(criteria.names).map((group) => `@${group}`)
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
    hostedCheaper: term('hosted_cheaper', [], 'spend', flat, criteria.hostedCheaper),
    tiers: Object.entries(criteria.spend.priceUsdPerMillion).map(([tier, price]) => ({
      mask: maskOf('capability', [tier]),
      price,
    })),
    anyTier: criteria.spend.priceUsdPerMillion.unknown as readonly [number, number],
    scales,
  }
}
