import type { Advice } from '../../domain/advice.ts'
import type { Costs, CostTerm, Range } from '../../domain/costs.ts'
import { OPTIONS } from '../../domain/recommendation.ts'
import { headline, money, type Words } from '../../explain/words.ts'

const LARGE = 1e6
const DIGITS = 3

/** A figure of a calculation, to three digits: prices are small, volumes large. */
const figure = (words: Words, value: number): string =>
  new Intl.NumberFormat(words.locale, {
    maximumSignificantDigits: DIGITS,
    ...(Math.abs(value) >= LARGE ? { notation: 'compact' } : {}),
  }).format(value)

/** An amount of money from ten units on without cents, below to three digits: a price for a million tokens is small. */
function amount(words: Words, value: number, currency: string): string {
  if (Math.abs(value) >= 10) return money(words, { amount: value, currency })
  return new Intl.NumberFormat(words.locale, { style: 'currency', currency, maximumSignificantDigits: DIGITS }).format(
    value,
  )
}

const between = (low: string, high: string): string => (low === high ? low : `${low} – ${high}`)

/** A range of a number, "2 – 5". */
export const rangeText = (words: Words, { low, high }: Range): string =>
  between(figure(words, low), figure(words, high))

/** A range of money. */
export const moneyText = (words: Words, { low, high }: Range, currency: string): string =>
  between(amount(words, low, currency), amount(words, high, currency))

/** One row of what an option costs: a sum or one of its terms, with where the figure comes from. */
export interface CostRow {
  readonly option: string
  readonly item: string
  readonly low: string
  readonly likely: string
  readonly high: string
  readonly origin: string
}

function figures(words: Words, { currency }: Costs, { low, likely, high }: Range, unit: string) {
  const isMoney = unit.startsWith(currency)
  const rest = isMoney ? unit.slice(currency.length) : ` ${unit}`
  const one = (value: number) => `${isMoney ? amount(words, value, currency) : figure(words, value)}${rest}`.trimEnd()
  return { low: one(low), likely: one(likely), high: one(high) }
}

const originOf = ({ source, sourceDate }: Pick<CostTerm, 'source' | 'sourceDate'>) => `${source}, ${sourceDate}`

/** What each option costs a month: its sum, then every term behind it; empty where there are no totals. */
export function costRows({ costs }: Pick<Advice, 'costs'>, words: Words): readonly CostRow[] {
  if (!costs) return []
  return OPTIONS.flatMap((option) => {
    const cost = costs.options[option]
    if (!cost) return []
    const name = headline(words, option)
    const total = { item: cost.basis, ...figures(words, costs, cost, `${costs.currency}`), origin: costs.asOf }
    const terms = cost.terms.map((term) => ({
      item: term.label,
      ...figures(words, costs, term.value, term.unit),
      origin: originOf(term),
    }))
    return [total, ...terms].map((row) => ({ option: name, ...row }))
  })
}

/** A row as one line of text. */
export const rowLine = ({ option, item, low, likely, high, origin }: CostRow): string =>
  `${option} · ${item}: ${low === high ? likely : `${low} – ${likely} – ${high}`} (${origin})`

/** Prices that are too old for a total: which, and from when; no amount. */
export const staleLines = ({ costs }: Pick<Advice, 'costs'>): readonly string[] =>
  (costs?.staleFigures ?? []).map((term) => `${term.label} (${originOf(term)})`)
