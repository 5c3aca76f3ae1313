import type { Finding, Language, Span } from '../domain/brief.ts'
import { ConfigError } from '../domain/errors.ts'
import {
  type FactorName,
  type FactorValue,
  isListFactor,
  isMoney,
  isMoneyFactor,
  isNumberFactor,
  type Money,
} from '../domain/factors.ts'
import type { Option, SingleOption } from '../domain/recommendation.ts'
import type { LanguageTexts, SharedTexts, Texts } from '../domain/texts.ts'

/** The wordings of one language with everything needed to fill them in. */
/** The own account at a cloud, or a device in the field. */
export type Place = 'ownCloud' | 'device' | null

export interface Words {
  readonly texts: LanguageTexts
  readonly shared: SharedTexts
  readonly language: Language
  /** Locale of numbers: the reader's, where it is of the same language. */
  readonly locale: string
  /** Where the model has to run, which changes what an option is called. */
  readonly place: Place
}

const LONGEST_QUOTE = 120

/** Picks a language; numbers follow the reader's locale only where it is of that language. */
export function wordsFor(texts: Texts, language: Language, locale?: string, place: Place = null): Words {
  const fits = locale !== undefined && new RegExp(`^${language}(-[A-Za-z0-9]{2,8})*$`).test(locale)
  return {
    texts: texts.languages[language],
    shared: texts.shared,
    language,
    locale: fits ? locale : language,
    place,
  }
}

/** Fills `{name}` in a wording. A name without a value is a mistake of the data and throws a ConfigError. */
export function fill(template: string, values: Readonly<Record<string, string>> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new ConfigError(`data/texts: nothing fills {${name}} in "${template}".`)
    return value
  })
}

/** A sentence frame, filled in. */
export function frame(words: Words, key: string, values?: Readonly<Record<string, string>>): string {
  const template = words.texts.frames[key]
  if (template === undefined) throw new ConfigError(`data/texts/${words.language}.json has no frame "${key}".`)
  return fill(template, values)
}

/** A wording of Slack's surfaces around the answer, filled in. */
export function surface(words: Words, key: string, values?: Readonly<Record<string, string>>): string {
  const template = words.texts.slack[key]
  if (template === undefined) throw new ConfigError(`data/texts/${words.language}.json has no slack wording "${key}".`)
  return fill(template, values)
}

/** The wording at a key of a table, or the key's own name where a person's word has no wording. */
export const wording = (table: Readonly<Record<string, string>> | undefined, key: string): string => table?.[key] ?? key

type OptionTexts = LanguageTexts['options'][string]
const optionOf = ({ texts, place }: Words, option: Option): OptionTexts => {
  const there: Readonly<Partial<Record<Option, OptionTexts>>> = place === null ? {} : texts[place]
  return there[option] ?? (texts.options[option] as OptionTexts)
}
export const headline = (words: Words, option: Option): string => optionOf(words, option).headline
export const noun = (words: Words, option: Option): string => optionOf(words, option).noun
export const short = (words: Words, option: Option): string => optionOf(words, option).short
export const tradeoff = (words: Words, option: Option): string => optionOf(words, option).tradeoff
export const label = (words: Words, factor: FactorName): string => wording(words.texts.factors, factor)

/** A first letter in upper case, for a phrase that begins a line. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "a, b and c". */
export function join(words: Words, items: readonly string[]): string {
  const { comma, and } = words.texts.list
  if (items.length < 2) return items.join('')
  return items.slice(0, -1).join(comma) + and + (items.at(-1) as string)
}

/** People's own words in the quotation marks of the language; white space as one blank, very long ones cut. */
export function quote(words: Words, span: Span): string {
  const text = span.text.replace(/\s+/g, ' ').trim()
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE).trimEnd()}…` : text
  return fill(words.texts.quote, { text: cut })
}

const isLarge = (value: number) => Math.abs(value) >= 1e6

/** A number in the reader's notation; from a million on in words ("2.4 billion"). */
export function number(words: Words, value: number): string {
  const large = isLarge(value)
  return new Intl.NumberFormat(words.locale, {
    maximumFractionDigits: large || value < 10 ? 1 : 0,
    ...(large ? { notation: 'compact', compactDisplay: 'long' } : {}),
  }).format(value)
}

/** An amount of money without cents. */
export function money(words: Words, { amount, currency }: Money): string {
  const large = isLarge(amount)
  return new Intl.NumberFormat(words.locale, {
    style: 'currency',
    currency,
    maximumFractionDigits: large ? 1 : 0,
    minimumFractionDigits: 0,
    ...(large ? { notation: 'compact' } : {}),
  }).format(amount)
}

/** A factor's value in words: a level's wording, names, or a number with its unit. */
export function valueText(words: Words, factor: FactorName, value: FactorValue): string {
  if (isMoneyFactor(factor) && isMoney(value))
    return fill(words.texts.numbers[factor]?.value ?? '{n}', { n: money(words, value) })
  if (isNumberFactor(factor) && typeof value === 'number')
    return fill(words.texts.numbers[factor]?.value ?? '{n}', {
      n: counted(words, value),
      words: counted(words, roundWords(value * words.shared.wordsPerToken)),
    })
  if (isListFactor(factor))
    return join(
      words,
      [value as string | readonly string[]].flat().map((w) => word(words, factor, w)),
    )
  return wording(words.texts.levels[factor], String(value))
}

/** A number before what it counts. */
const counted = (words: Words, value: number) => number(words, value) + (isLarge(value) ? words.texts.ofLarge : '')

/** Two digits are enough for a number of words that is itself a rule of thumb. */
const roundWords = (x: number) => Number(x.toPrecision(2))

function word(words: Words, factor: FactorName, said: string): string {
  if (factor === 'runs_today' || factor === 'excluded_options')
    return short({ ...words, place: null }, said as SingleOption)
  return words.texts.levels[factor]?.[said] ?? words.shared.names[said] ?? said
}

/** How strong a reason of so many points is. */
export function strength(words: Words, points: number): string {
  const { clear, decisive } = words.shared.strengths
  const size = Math.abs(points)
  return words.texts.strengths[size >= decisive ? 'decisive' : size >= clear ? 'clear' : 'narrow']
}

/** The words behind a finding: the first span, of a list that was said in several places the first of each; `value`: of that value alone. */
function spansOf({ evidence, parts }: Finding, value?: string): readonly Span[] {
  const meant = parts?.filter((part) => value === undefined || part.value === value) ?? []
  const firsts = meant.flatMap((part) => part.evidence.slice(0, 1))
  return firsts.length > 0 ? [...new Set(firsts)] : evidence.slice(0, 1)
}

/** Evidence of the factors, in their order, without words that were forgotten; where a list factor has `value` among its values, the words for that one. */
export const evidenceOf = (
  findings: readonly Finding[],
  factors: readonly FactorName[],
  value?: string,
): readonly Span[] =>
  factors.flatMap((factor) => {
    const finding = findings.find((one) => one.factor === factor)
    return finding ? spansOf(finding, value).filter(({ text }) => text !== '') : []
  })
