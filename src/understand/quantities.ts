import type { Units } from '../domain/lexicon.ts'
import { type Numeral, numeralAt, typicalOf } from './numerals.ts'
import type { Token } from './tokens.ts'

export type CountUnit = Units['counts'][number]['unit']

/** A number with what it counts, for how long and in what money; parts that were not said are null. */
export interface Quantity {
  readonly start: number
  readonly end: number
  /** Token of the first digit or number word. */
  readonly at: number
  readonly value: number
  readonly unit: CountUnit | 'money' | 'duration' | null
  readonly currency: string | null
  /** For `duration`: milliseconds. */
  readonly milliseconds: number | null
  readonly period: { readonly id: string; readonly perMonth: number } | null
  /** "each", "per request", "a piece": the figure is for one of something else. */
  readonly each: string | null
}

interface Vocabulary {
  readonly counts: ReadonlyMap<string, CountUnit>
  readonly periodNouns: ReadonlyMap<string, { id: string; perMonth: number }>
  readonly periodAdverbs: ReadonlyMap<string, { id: string; perMonth: number }>
  readonly per: ReadonlySet<string>
  readonly approximators: ReadonlySet<string>
  readonly units: Units
}

const lookUp = <T>(map: ReadonlyMap<string, T>, word: string): T | undefined =>
  map.get(word) ?? (word.length > 3 && word.endsWith('s') ? map.get(word.slice(0, -1)) : undefined)

export function quantityVocabulary(units: Units): Vocabulary {
  return {
    counts: new Map(units.counts.flatMap(({ unit, nouns }) => nouns.map((noun) => [noun, unit] as const))),
    periodNouns: new Map(units.periods.flatMap((p) => p.nouns.map((noun) => [noun, p] as const))),
    periodAdverbs: new Map(units.periods.flatMap((p) => p.adverbs.map((adverb) => [adverb, p] as const))),
    per: new Set(units.per),
    approximators: new Set(units.approximators),
    units,
  }
}

/** Furthest from the number that its noun may stand ("500k anonymised patient queries"). */
const SKIP = 4
/** Words that end the search for the noun: the number has something else or nothing to count. */
const STOPS = new Set(
  'and or but with for in on at to from by we our i they is are was were be have has had need so if when then than per a each every und oder aber mit fur wir et ou mais avec pour nous y o pero con para'.split(
    ' ',
  ),
)

interface Found<T> {
  readonly what: T
  readonly end: number
}

function periodAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<Quantity['period']> | null {
  for (let i = at; i < Math.min(tokens.length, at + 4); i++) {
    const word = (tokens[i] as Token).text
    const adverb = v.periodAdverbs.get(word)
    if (adverb) return { what: adverb, end: i + 1 }
    if (!v.per.has(word)) {
      if (tokens[i]?.kind === 'number') return null
      continue
    }
    for (let j = i + 1; j < Math.min(tokens.length, i + 4); j++) {
      const noun = lookUp(v.periodNouns, (tokens[j] as Token).text)
      if (noun) {
        const working =
          noun.id === 'day' && /^(work|week|business|werk|arbeits|ouvr|labor|school)/.test(tokens[j - 1]?.text ?? '')
        const weekday = working ? v.periodNouns.get('weekday') : undefined
        return { what: weekday ?? noun, end: j + 1 }
      }
      if (tokens[j]?.kind !== 'word') break
    }
  }
  return null
}

function periodBefore(tokens: readonly Token[], at: number, v: Vocabulary): Found<Quantity['period']> | null {
  for (let i = at - 1; i >= Math.max(0, at - 8); i--) {
    const token = tokens[i] as Token
    if (token.kind === 'number') return null
    const adverb = v.periodAdverbs.get(token.text)
    if (adverb) return { what: adverb, end: i }
    const noun = lookUp(v.periodNouns, token.text)
    if (noun && (v.per.has(tokens[i - 1]?.text ?? '') || v.per.has(tokens[i - 2]?.text ?? '')))
      return { what: noun, end: i - 1 }
  }
  return null
}

function nounAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<CountUnit> | null {
  for (let i = at; i <= Math.min(tokens.length - 1, at + SKIP); i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'word') return null
    if (i > at && STOPS.has(token.text)) return null
    const unit = lookUp(v.counts, token.text)
    if (unit) {
      const next = lookUp(v.counts, tokens[i + 1]?.text ?? '')
      return next ? { what: next, end: i + 2 } : { what: unit, end: i + 1 }
    }
    if (STOPS.has(token.text) && token.text !== 'of') return null
  }
  return null
}

function currencyAround(tokens: readonly Token[], numeral: Numeral, v: Vocabulary) {
  const code = (i: number) => {
    const token = tokens[i]
    if (!token) return undefined
    return (
      v.units.currencies[token.text] ??
      (token.text.endsWith('s') ? v.units.currencies[token.text.slice(0, -1)] : undefined)
    )
  }
  const before = code(numeral.start - 1)
  if (before) return { currency: before, start: numeral.start - 1, end: numeral.end }
  const after = code(numeral.end)
  if (after) return { currency: after, start: numeral.start, end: numeral.end + 1 }
  const afterFiller = ['a', 'of', 'us'].includes(tokens[numeral.end]?.text ?? '') ? code(numeral.end + 1) : undefined
  return afterFiller ? { currency: afterFiller, start: numeral.start, end: numeral.end + 2 } : null
}

const EACH = new Set(['each', 'apiece', 'jeweils', 'chacun'])

function eachAfter(tokens: readonly Token[], at: number, v: Vocabulary): Found<string> | null {
  for (let i = at; i < Math.min(tokens.length, at + 3); i++) {
    const word = (tokens[i] as Token).text
    if (EACH.has(word)) return { what: 'each', end: i + 1 }
    if (v.per.has(word)) {
      for (let j = i + 1; j < Math.min(tokens.length, i + 3); j++) {
        const noun = (tokens[j] as Token).text
        if (lookUp(v.counts, noun)) return { what: lookUp(v.counts, noun) as string, end: j + 1 }
        if (/^(seat|licen|gpu|model|mtok|hour|head|1k|m$)/.test(noun) || tokens[j]?.kind === 'number')
          return { what: 'price', end: j + 1 }
      }
    }
  }
  return null
}

/** Every quantity of a sentence, left to right; `isProtected` says which tokens are names ("GPT-4", "ISO 27001"). */
export function quantities(
  tokens: readonly Token[],
  v: Vocabulary,
  isProtected: (token: number) => boolean,
): readonly Quantity[] {
  const out: Quantity[] = []
  for (let i = 0; i < tokens.length; i++) {
    if (isProtected(i)) continue
    const numeral = numeralAt(tokens, i, v.units)
    if (!numeral) continue
    const sized = tokens[numeral.end]
    const money = currencyAround(tokens, numeral, v)
    if (
      !money &&
      sized?.glued &&
      sized.kind === 'word' &&
      v.units.durations[sized.text] === undefined &&
      !lookUp(v.counts, sized.text)
    ) {
      i = numeral.end
      continue
    }
    let start = money?.start ?? numeral.start
    let end = money?.end ?? numeral.end
    while (start > 0 && v.approximators.has(tokens[start - 1]?.text ?? '')) start--
    const ms = money ? undefined : v.units.durations[tokens[end]?.text ?? '']
    const noun = money || ms !== undefined ? null : nounAfter(tokens, end, v)
    if (ms !== undefined) end++
    if (noun) end = noun.end
    const each = eachAfter(tokens, end, v)
    const after = ms !== undefined ? null : periodAfter(tokens, each ? each.end : end, v)
    const before = after || ms !== undefined ? null : periodBefore(tokens, start, v)
    if (after && !each) end = after.end
    out.push({
      start,
      end,
      at: numeral.start,
      value: typicalOf(numeral),
      unit: money ? 'money' : ms !== undefined ? 'duration' : (noun?.what ?? null),
      currency: money?.currency ?? null,
      milliseconds: ms === undefined ? null : typicalOf(numeral) * ms,
      period: after?.what ?? before?.what ?? null,
      each: each?.what ?? null,
    })
    i = Math.max(i, end - 1, numeral.end - 1)
  }
  return out
}
