import type { Language } from '../domain/brief.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { CostTerm, CostView, CurrencyNote, Range } from '../domain/costs.ts'
import { UserError } from '../domain/errors.ts'
import type { Facts, Money } from '../domain/factors.ts'
import { type CatalogueIndex, indexOf } from './catalogue-index.ts'
import { exactly, scale } from './range.ts'

/** One request as the pricing functions see it. */
export interface Pricing {
  readonly index: CatalogueIndex
  readonly facts: Facts
  readonly view: CostView
  readonly language: Language
  readonly currency: string
  /** Units of `currency` for a US dollar. */
  readonly perUsd: number
  readonly currencyNote: CurrencyNote | null
}

/** Where a figure comes from. */
export interface Origin {
  readonly source: string
  readonly sourceDate: string
}

const DAY = 86_400_000

/** The request's pricing: in the currency that the facts name, where the catalogue has a dated rate, else in USD. */
export function pricing(facts: Facts, catalogue: Catalogue, view: CostView): Pricing {
  const index = indexOf(catalogue)
  const said = (facts.monthly_budget ?? facts.monthly_spend ?? facts.upfront_budget)?.currency ?? 'USD'
  const rate = index.currency(said)
  const note: CurrencyNote | null =
    said === 'USD'
      ? null
      : rate
        ? { said, usdPerUnit: rate.usdPerUnit, source: rate.source, sourceDate: rate.sourceDate, grade: rate.grade }
        : { said, usdPerUnit: 'unknown', source: '', sourceDate: '', grade: 'unverified' }
  return {
    index,
    facts,
    view,
    language: view.language ?? 'en',
    currency: rate ? said : 'USD',
    perUsd: rate ? 1 / rate.usdPerUnit : 1,
    currencyNote: note,
  }
}

/** An amount that somebody named, in the currency of the costs; null where the catalogue has no rate for it. */
export function inCostCurrency(pricing: Pricing, money: Money): number | null {
  if (money.currency === pricing.currency) return money.amount
  const rate = pricing.index.currency(money.currency)
  return rate ? money.amount * rate.usdPerUnit * pricing.perUsd : null
}

/** Is a figure of that date too old for a total on the day of the answer? What is bought keeps its price longer. */
export function isStale(
  { index, view }: Pick<Pricing, 'index' | 'view'>,
  sourceDate: string,
  isHardware = false,
): boolean {
  if (view.today === '') return false
  const limit = isHardware
    ? index.assumption('max_age_days_hardware').likely
    : (view.maxAgeDays ?? index.assumption('max_age_days').likely)
  return (Date.parse(view.today) - Date.parse(sourceDate)) / DAY > limit
}

/** The rows that are fresh enough; all of them where none is. */
export function freshest<T extends Origin>(pricing: Pricing, rows: readonly T[]): readonly T[] {
  const fresh = rows.filter((row) => !isStale(pricing, row.sourceDate))
  return fresh.length > 0 ? fresh : rows
}

/** The terms of one option as they are collected. Units that begin with a currency are money. */
export interface Sheet {
  readonly terms: readonly CostTerm[]
  /** A quantity that enters the sum; gives its value, replaced where the user replaced it. */
  input(id: string, value: Range, unit: string, origin: Origin, assumed?: boolean): Range
  /** An assumption of the catalogue by its id, under another name where `id` differs. */
  assume(assumption: string, id?: string): Range
  /** A part of the sum, in the costs' currency a month. */
  addend(id: string, value: Range, origin: Origin, assumed?: boolean): Range
}

/** An empty sheet of terms for `option`. */
export function sheet(pricing: Pricing, option: string): Sheet {
  const { index, view, language, currency, perUsd } = pricing
  const terms: CostTerm[] = []
  const input: Sheet['input'] = (id, value, unit, origin, assumed = false) => {
    const own = replacement(view, option, id)
    const term = own ? { value: own, assumed: false, ...asked(pricing) } : { value, assumed, ...origin }
    terms.push({ id, label: index.say(`term.${id}`, language), unit, ...pick(term) })
    return own ?? value
  }
  return {
    terms,
    input,
    assume: (assumption, id = assumption) => {
      const row = index.assumption(assumption)
      const money = row.unit.startsWith('USD')
      const value = { low: row.low, likely: row.likely, high: row.high }
      const unit = money ? row.unit.replace('USD', currency) : row.unit
      return input(id, money ? scale(value, perUsd) : value, unit, row, true)
    },
    addend: (id, value, origin, assumed = false) => input(id, value, `${currency}/month`, origin, assumed),
  }
}

const pick = ({ value, assumed, source, sourceDate }: { value: Range; assumed: boolean } & Origin) => ({
  value,
  assumed,
  source,
  sourceDate,
})

const asked = (pricing: Pricing): Origin => ({
  source: pricing.index.say('source.asker', pricing.language),
  sourceDate: pricing.view.today,
})

function replacement(view: CostView, option: string, id: string): Range | null {
  const given = view.overrides?.[`${option}.${id}`] ?? view.overrides?.[id]
  if (given === undefined) return null
  const range = typeof given === 'number' ? exactly(given) : given
  const ends = [range.low, range.likely, range.high]
  if (!ends.every((end) => Number.isFinite(end) && end >= 0) || range.low > range.likely || range.likely > range.high)
    throw new UserError(`The figure for ${id} must be a number of 0 or more, or low, likely and high in that order.`)
  return range
}

/** The term of what a card costs to buy. */
export const PURCHASE = 'purchase_per_gpu'

/** Money terms, which can grow stale. */
export const isMoney = (pricing: Pricing, term: CostTerm): boolean => term.unit.startsWith(pricing.currency)

/** The money terms that are too old for a total on the day of the answer. */
export const staleTerms = (pricing: Pricing, terms: readonly CostTerm[]): readonly CostTerm[] =>
  terms.filter((term) => isMoney(pricing, term) && isStale(pricing, term.sourceDate, term.id === PURCHASE))
