import type { Units } from '../domain/lexicon.ts'
import { type Numeral, numeralAt, typicalOf } from './numerals.ts'
import type { Token } from './tokens.ts'
import { type Found, lookUp, lookUpNoun, type Period, periodAfter, periodBefore, type Vocabulary } from './units.ts'

export type CountUnit = Units['counts'][number]['unit']

/** A number with what it counts, for how long and in what money; parts that were not said are null. */
export interface Quantity {
  readonly start: number
  readonly end: number
  readonly value: number
  /** `thing`: it counts something that is in no list ("filings"); `bare`: a rate of nothing said ("500 a month"). */
  readonly unit: CountUnit | 'thing' | 'bare' | 'money' | 'duration' | null
  readonly currency: string | null
  /** For `duration`: milliseconds. */
  readonly milliseconds: number | null
  /** For `duration`: milliseconds of the unit that was said. */
  readonly grain: number | null
  readonly period: Period | null
  /** "each", "per request", "a piece", "per kiosk": the figure is for one of something else. */
  readonly each: Share | null
  /** The word that is counted, to find it again: "40 teams ... 300 calls per team". */
  readonly noun: string | null
}

/** What one of gets the figure: a unit, a price's basis, "each", or a word that may have been counted before. */
export interface Share {
  readonly of: CountUnit | 'price' | 'each' | 'thing'
  readonly word: string
}

/** Furthest from the number that its noun may stand ("500k anonymised patient queries"). */
const SKIP = 4

function nounAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<CountUnit> | null {
  if (v.units.ofUs.includes(`${tokens[at]?.text} ${tokens[at + 1]?.text}`)) return { what: 'user', end: at + 2 }
  for (let i = at; i <= Math.min(tokens.length - 1, at + SKIP); i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'word') return null
    const unit = lookUpNoun(v.counts, token.text)
    if (unit) {
      const next = lookUpNoun(v.counts, tokens[i + 1]?.text ?? '')
      return next ? { what: next, end: i + 2 } : { what: unit, end: i + 1 }
    }
    if (i === at && isPeople(token.text, v)) return { what: 'user', end: i + 1 }
    if (v.stops.has(token.text)) return null
  }
  return null
}

/** Shortest word whose ending is trusted to mean people ("knitters"). */
const SHORTEST_PEOPLE = 6

const isPeople = (word: string, v: Vocabulary) =>
  word.length >= SHORTEST_PEOPLE && v.units.peopleEndings.some((end) => word.endsWith(end)) && !v.notPeople.has(word)

/** "we are 12", "a team of 8": the people stand before the number. */
const countsPeople = (tokens: readonly Token[], at: number, v: Vocabulary) =>
  v.units.peopleBefore.includes(`${tokens[at - 2]?.text} ${tokens[at - 1]?.text}`) ||
  v.units.peopleBefore.includes(tokens[at - 1]?.text ?? '')

/** Something to do for a model was named earlier in the sentence. */
const namesWork = (tokens: readonly Token[], before: number, v: Vocabulary) =>
  tokens.slice(0, before).some((token) => lookUpNoun(v.counts, token.text) === 'request')

/** "Users: 300", "requests per day = 12000": the noun stands before a colon. */
function nounBefore(tokens: readonly Token[], at: number, v: Vocabulary): CountUnit | null {
  const sign = tokens[at - 1]?.text
  if (sign !== ':' && sign !== '=') return null
  for (let i = at - 2; i >= Math.max(0, at - 6); i--) {
    const unit = lookUpNoun(v.counts, tokens[i]?.text ?? '')
    if (unit) return unit
    const word = tokens[i]?.text ?? ''
    if (!v.per.has(word) && !lookUp(v.periodNouns, word)) return null
  }
  return null
}

function currencyAround(tokens: readonly Token[], numeral: Numeral, v: Vocabulary) {
  const code = (i: number) => lookUp(v.currencies, tokens[i]?.text ?? '')
  const before = code(numeral.start - 1)
  if (before) {
    const prefix = tokens[numeral.start - 1]?.glued
      ? v.units.dollarPrefixes[tokens[numeral.start - 2]?.text ?? '']
      : undefined
    return { currency: prefix ?? before, start: numeral.start - (prefix ? 2 : 1), end: numeral.end }
  }
  const after = code(numeral.end)
  if (after) {
    const prefix = v.units.dollarPrefixes[tokens[numeral.end]?.text ?? '']
    return { currency: prefix ?? after, start: numeral.start, end: numeral.end + 1 }
  }
  const prefixed = v.units.dollarPrefixes[tokens[numeral.end]?.text ?? '']
  if (prefixed && code(numeral.end + 1)) return { currency: prefixed, start: numeral.start, end: numeral.end + 2 }
  if (v.units.moneyWords.includes(tokens[numeral.end - 1]?.text ?? '')) {
    const said = tokens.slice(numeral.end, numeral.end + 6).map((t) => lookUp(v.currencies, t.text))
    return { currency: said.find((c) => c) ?? v.units.unsaidCurrency, start: numeral.start, end: numeral.end }
  }
  return null
}

const isPeriodNoun = (token: Token | undefined, v: Vocabulary) => lookUp(v.periodNouns, token?.text ?? '') !== undefined

function eachAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<Share> | null {
  for (let i = at; i < Math.min(tokens.length, at + 2); i++) {
    const word = (tokens[i] as Token).text
    const next = tokens[i + 1]
    const periodFollows = isPeriodNoun(next, v) || isPeriodNoun(tokens[i + 2], v)
    const isDeterminer = periodFollows && !v.per.has(next?.text ?? '')
    if (v.units.each.includes(word) && !isDeterminer) return { what: { of: 'each', word }, end: i + 1 }
    if (v.units.priceBasis.includes(word) && next?.kind === 'number') return { what: { of: 'price', word }, end: i + 2 }
    if (!v.per.has(word) || next?.kind !== 'word' || periodFollows) continue
    const unit = lookUpNoun(v.counts, next.text) ?? (lookUp(v.priced, next.text) ? 'price' : undefined)
    const of = unit ?? (v.units.perThing.includes(word) && !v.stops.has(next.text) ? 'thing' : undefined)
    if (of) return { what: { of, word: next.text }, end: i + 2 }
  }
  return null
}

/** "je 20 Bescheide", "each 40 letters", "each asks around 2": the figure that follows is for one. */
function eachBefore(tokens: readonly Token[], at: number, v: Vocabulary): Share | null {
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    const token = tokens[i] as Token
    if (v.units.each.includes(token.text)) return { of: 'each', word: token.text }
    if (token.kind !== 'word') return null
  }
  return null
}

/** "20 prompts a day each", "a day per team". */
function eachRightAfter(tokens: readonly Token[], at: number, v: Vocabulary): Share | null {
  const word = tokens[at]?.text ?? ''
  if (v.units.each.includes(word)) return tokens[at + 1]?.kind === 'number' ? null : { of: 'each', word }
  return v.per.has(word) ? (eachAfter(tokens, at, v)?.what ?? null) : null
}

/** "11,000 a day, weekdays only", "90 am Tag (Mo-Fr)", "al dia laborable": what was said by the day is for working days. */
function onWeekdays(tokens: readonly Token[], end: number, v: Vocabulary): boolean {
  const words = tokens.slice(end, end + 7).flatMap(({ kind, text }) => (kind === 'sign' ? [] : [text]))
  return v.units.weekdays.some((said) => ` ${words.join(' ')} `.includes(` ${said} `))
}

/** What is counted where the noun is in no list: one to three plain words and then the period itself. */
function thingAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<'thing'> | null {
  for (let i = at; i < Math.min(tokens.length, at + 3); i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'word' || v.stops.has(token.text)) return null
    if (periodAfter(tokens, i + 1, v, 1)) return lookUp(v.notThings, token.text) ? null : { what: 'thing', end: i + 1 }
  }
  return null
}

/** What a number counts that has no noun after it. */
function unnamed(tokens: readonly Token[], at: number, isRate: boolean, v: Vocabulary): Quantity['unit'] {
  if (isRate) return namesWork(tokens, at, v) ? 'request' : 'bare'
  return countsPeople(tokens, at, v) ? 'user' : null
}

/** Currency said after the period: "30,000 a year in euros", "3k a month, dollars". */
function currencyLater(tokens: readonly Token[], at: number, v: Vocabulary): Found<string> | null {
  for (let i = at; i < at + 2; i++) {
    const what = tokens[i]?.kind === 'word' ? lookUp(v.currencies, tokens[i]?.text ?? '') : undefined
    if (what) return { what, end: i + 1 }
  }
  return null
}

const isPeopleUnit = (unit: Quantity['unit']) => unit === 'user' || unit === 'staff'

function measured(tokens: readonly Token[], numeral: Numeral, from: number, v: Vocabulary): Quantity | null {
  if (v.units.priceBasis.includes(tokens[numeral.start - 1]?.text ?? '')) return null
  let money = currencyAround(tokens, numeral, v)
  let start = money?.start ?? numeral.start
  let end = money?.end ?? numeral.end
  const sized = tokens[numeral.end]
  const ms = money ? undefined : v.units.durations[tokens[end]?.text ?? '']
  const known = lookUpNoun(v.counts, sized?.text ?? '') || v.per.has(sized?.text ?? '')
  if (!money && ms === undefined && sized?.glued && sized.kind === 'word' && !known) return null
  while (start > from && v.approximators.has(tokens[start - 1]?.text ?? '')) start--
  const noun = money || ms !== undefined ? null : (nounAfter(tokens, end, v) ?? thingAfter(tokens, end, v))
  const before = noun || money || ms !== undefined ? null : nounBefore(tokens, numeral.start, v)
  if (ms !== undefined) end++
  const word = noun ? tokens[noun.end - 1] : tokens[end]
  if (noun) end = noun.end
  const said = eachAfter(tokens, end, v)
  // "5,200 kids, each reads twice a week": the kids are no share of anything.
  const share = noun && isPeopleUnit(noun.what) && said?.what.of === 'each' ? null : said
  // "2,000 employees use it daily" is no rate of employees.
  const reach = money || (noun && !isPeopleUnit(noun.what)) ? 5 : 1
  const isCounted = noun && (noun.what === 'request' || noun.what === 'thing')
  const after = ms !== undefined ? null : periodAfter(tokens, share ? share.end : end, v, reach)
  const earlier = after || ms !== undefined ? null : periodBefore(tokens, start, from, v)
  const each =
    share?.what ??
    (isCounted ? (eachBefore(tokens, start, v) ?? (after && eachRightAfter(tokens, after.end, v))) : null) ??
    null
  if (after && (!share || share.what.of === 'each')) end = after.end
  const late = !money && !noun && after ? currencyLater(tokens, after.end, v) : null
  if (late) {
    money = { currency: late.what, start, end: late.end }
    end = late.end
  }
  const period = after?.what ?? earlier?.what ?? null
  return {
    start,
    end,
    value: typicalOf(numeral),
    unit: money
      ? 'money'
      : ms !== undefined
        ? 'duration'
        : (noun?.what ?? before ?? unnamed(tokens, numeral.start, after !== null, v)),
    currency: money?.currency ?? null,
    milliseconds: ms === undefined ? null : typicalOf(numeral) * ms,
    grain: ms ?? null,
    period: period?.id === 'day' && onWeekdays(tokens, end, v) ? (v.periodNouns.get('weekday') ?? period) : period,
    each,
    noun: word?.kind === 'word' && !v.stops.has(word.text) ? word.text : null,
  }
}

/** "sub-second": less than one of a unit of time. */
function lessThanOne(tokens: readonly Token[], at: number, v: Vocabulary): Quantity | null {
  const ms = v.units.durations[tokens[at + 1]?.text ?? '']
  if (!v.units.lessThan.includes(tokens[at]?.text ?? '') || ms === undefined) return null
  return {
    start: at,
    end: at + 2,
    value: 1,
    unit: 'duration',
    currency: null,
    milliseconds: ms,
    grain: ms,
    period: null,
    each: null,
    noun: null,
  }
}

/** A currency sign beside the number: "june 31,000 €" is no date. */
const isPriced = (tokens: readonly Token[], at: number, v: Vocabulary) =>
  [tokens[at - 1], tokens[at + 1]].some((t) => t?.kind === 'sign' && lookUp(v.currencies, t.text) !== undefined)

/** A number in a name's place that is a figure all the same: "june 31,000 €", "4B tokens", "35 am Tag". */
function isFigure(tokens: readonly Token[], at: number, v: Vocabulary): boolean {
  const next = tokens[at + 1]?.text ?? ''
  const counts = v.units.magnitudes[next] !== undefined && lookUpNoun(v.counts, tokens[at + 2]?.text ?? '') === 'token'
  return isPriced(tokens, at, v) || counts || periodAfter(tokens, at + 1, v, 1)?.what.id === 'day'
}

/** "2:10": the minutes of a time of day. */
const isClock = (tokens: readonly Token[], at: number) =>
  tokens[at]?.glued && tokens[at - 1]?.text === ':' && tokens[at - 2]?.kind === 'number'

const mayBegin = ({ kind, text }: Token, v: Vocabulary) => kind === 'number' || v.begins.has(text)

/** "60 nurses and 14 doctors", "400 mails + 200 receipts a day": two counts of one kind side by side are one figure. */
function summed(tokens: readonly Token[], all: readonly Quantity[], v: Vocabulary): readonly Quantity[] {
  const out: Quantity[] = []
  for (const q of all) {
    const last = out.at(-1)
    const gap = last ? q.start - last.end : 0
    const joins = last && gap === 1 && v.units.plus.includes(tokens[last.end]?.text ?? '')
    const alike = last?.unit === q.unit && (q.unit === 'user' || q.unit === 'request') && !last.each && !q.each
    const rates = q.unit === 'user' || ((last?.period ?? q.period)?.id === q.period?.id && q.period !== null)
    if (last && joins && alike && rates) out[out.length - 1] = { ...q, start: last.start, value: last.value + q.value }
    else out.push(q)
  }
  return out
}

/** Counted so that a later "per kiosk" or "each" can mean them: no rate, money, size or duration. */
export const isGroup = (q: Quantity): boolean =>
  !q.period && !q.each && q.noun !== null && (q.unit === null || q.unit === 'user' || q.unit === 'staff')

/** Every quantity of a sentence, left to right; `isProtected` says which tokens are names ("GPT-4", "ISO 27001"). */
export function quantities(
  tokens: readonly Token[],
  v: Vocabulary,
  isProtected: (token: number) => boolean,
): readonly Quantity[] {
  const out: Quantity[] = []
  let from = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!mayBegin(tokens[i] as Token, v) || isClock(tokens, i) || (isProtected(i) && !isFigure(tokens, i, v))) continue
    const sub = lessThanOne(tokens, i, v)
    const numeral = sub ? null : numeralAt(tokens, i, v.units)
    if (!sub && !numeral) continue
    const quantity = sub ?? measured(tokens, numeral as Numeral, from, v)
    if (quantity) out.push(quantity)
    i = Math.max(i, (quantity?.end ?? 0) - 1, (numeral?.end ?? 0) - 1)
    from = i + 1
  }
  return summed(tokens, out, v)
}
