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
  /** "each", "per request", "a piece": the figure is for one of something else. */
  readonly each: string | null
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

function eachAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<string> | null {
  for (let i = at; i < Math.min(tokens.length, at + 2); i++) {
    const word = (tokens[i] as Token).text
    const next = tokens[i + 1]?.text ?? ''
    const isPeriod = [1, 2].some((n) => lookUp(v.periodNouns, tokens[i + n]?.text ?? ''))
    if (v.units.each.includes(word) && !isPeriod) return { what: 'each', end: i + 1 }
    if (!v.per.has(word) || isPeriod) continue
    const unit = lookUpNoun(v.counts, next)
    if (unit) return { what: unit, end: i + 2 }
    if (lookUp(v.priced, next)) return { what: 'price', end: i + 2 }
    if (v.units.perEach.includes(word) && tokens[i + 1]?.kind === 'word') return { what: next, end: i + 2 }
  }
  return null
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
  if (isRate) return namesWork(tokens, at, v) ? 'thing' : 'bare'
  return countsPeople(tokens, at, v) ? 'user' : null
}

function measured(tokens: readonly Token[], numeral: Numeral, from: number, v: Vocabulary): Quantity | null {
  if (v.units.priceBasis.includes(tokens[numeral.start - 1]?.text ?? '')) return null
  const money = currencyAround(tokens, numeral, v)
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
  if (noun) end = noun.end
  const each = eachAfter(tokens, end, v)
  const after = ms !== undefined ? null : periodAfter(tokens, each ? each.end : end, v, money || noun ? 5 : 1)
  const earlier = after || ms !== undefined ? null : periodBefore(tokens, start, from, v)
  if (after && !each) end = after.end
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
    period: after?.what ?? earlier?.what ?? null,
    each: each?.what ?? null,
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
  }
}

const mayBegin = ({ kind, text }: Token, v: Vocabulary) => kind === 'number' || v.begins.has(text)

/** Every quantity of a sentence, left to right; `isProtected` says which tokens are names ("GPT-4", "ISO 27001"). */
export function quantities(
  tokens: readonly Token[],
  v: Vocabulary,
  isProtected: (token: number) => boolean,
): readonly Quantity[] {
  const out: Quantity[] = []
  let from = 0
  for (let i = 0; i < tokens.length; i++) {
    if (!mayBegin(tokens[i] as Token, v) || isProtected(i)) continue
    const sub = lessThanOne(tokens, i, v)
    const numeral = sub ? null : numeralAt(tokens, i, v.units)
    if (!sub && !numeral) continue
    const quantity = sub ?? measured(tokens, numeral as Numeral, from, v)
    if (quantity) out.push(quantity)
    i = Math.max(i, (quantity?.end ?? 0) - 1, (numeral?.end ?? 0) - 1)
    from = i + 1
  }
  return out
}
