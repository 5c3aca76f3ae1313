import type { Units } from '../domain/lexicon.ts'
import type { CountUnit } from './quantities.ts'
import type { Token } from './tokens.ts'

export interface Period {
  readonly id: string
  readonly perMonth: number
}

/** The unit file turned into look-ups. */
export interface Vocabulary {
  readonly counts: ReadonlyMap<string, CountUnit>
  readonly periodNouns: ReadonlyMap<string, Period>
  readonly periodAdverbs: ReadonlyMap<string, Period>
  readonly currencies: ReadonlyMap<string, string>
  readonly per: ReadonlySet<string>
  readonly approximators: ReadonlySet<string>
  readonly stops: ReadonlySet<string>
  /** Words that are counted by time and are no work for a model ("hours", "times"). */
  readonly notThings: ReadonlyMap<string, true>
  readonly priced: ReadonlyMap<string, true>
  /** Words with which a number may begin. */
  readonly begins: ReadonlySet<string>
  readonly notPeople: ReadonlySet<string>
  readonly units: Units
}

export interface Found<T> {
  readonly what: T
  readonly end: number
}

/** Looks a word up, in the plural too. */
export const lookUp = <T>(map: { get(word: string): T | undefined }, word: string): T | undefined =>
  map.get(word) ?? (word.length > 3 && word.endsWith('s') ? map.get(word.slice(0, -1)) : undefined)

/** Shortest last part of a German compound that is looked up by itself ("Mandantenmails"). */
const PART = 5

/** Looks a counted noun up, as the end of a compound too. */
export function lookUpNoun(map: ReadonlyMap<string, CountUnit>, word: string): CountUnit | undefined {
  const whole = lookUp(map, word)
  if (whole || word.length < 2 * PART) return whole
  for (let at = word.length - PART; at >= 4; at--) {
    const part = map.get(word.slice(at))
    if (part) return part
  }
  return undefined
}

const flags = (words: readonly string[]) => new Map(words.map((word) => [word, true] as const))

const periodsBy = (units: Units, words: (period: Units['periods'][number]) => readonly string[]) =>
  new Map(
    units.periods.flatMap((period) => {
      const { id, perMonth } = period
      return words(period).map((word) => [word, { id, perMonth }] as const)
    }),
  )

export function quantityVocabulary(units: Units): Vocabulary {
  return {
    counts: new Map(units.counts.flatMap(({ unit, nouns }) => nouns.map((noun) => [noun, unit] as const))),
    periodNouns: periodsBy(units, (period) => period.nouns),
    periodAdverbs: periodsBy(units, (period) => period.adverbs),
    currencies: new Map(Object.entries(units.currencies)),
    per: new Set(units.per),
    approximators: new Set(units.approximators),
    stops: new Set(units.stops),
    notThings: flags(units.notThings),
    priced: flags(units.priced),
    begins: new Set([
      ...Object.keys(units.numerals),
      ...Object.keys(units.magnitudes),
      ...units.fillers,
      ...units.articles,
      ...units.lessThan,
    ]),
    notPeople: new Set(units.notPeople),
    units,
  }
}

const isNumberWord = (word: string, { units }: Vocabulary) =>
  (units.numerals[word] !== undefined || units.magnitudes[word] !== undefined) && word.length > 1

/** The period that follows within `reach` tokens: "per day", "a working day", "/month", "daily". */
export function periodAfter(tokens: readonly Token[], at: number, v: Vocabulary, reach: number): Found<Period> | null {
  for (let i = at; i < Math.min(tokens.length, at + reach); i++) {
    const token = tokens[i] as Token
    const adverb = v.periodAdverbs.get(token.text)
    if (adverb) return { what: adverb, end: i + 1 }
    if (token.kind === 'number' || token.text === ',' || isNumberWord(token.text, v)) return null
    if (!v.per.has(token.text)) continue
    for (let j = i + 1; j < Math.min(tokens.length, i + 4); j++) {
      const word = (tokens[j] as Token).text
      // "/s", but not the genitive of "the vendor's".
      const noun = word.length > 1 || j === i + 1 ? lookUp(v.periodNouns, word) : undefined
      if (noun?.id === 'year' && v.units.pointers.includes(tokens[j - 1]?.text ?? '')) return null
      if (noun) {
        const working = noun.id === 'day' && v.units.working.some((w) => tokens[j - 1]?.text.startsWith(w))
        return { what: (working && v.periodNouns.get('weekday')) || noun, end: j + 1 }
      }
      if (tokens[j]?.kind !== 'word' && !v.per.has(tokens[j]?.text ?? '')) break
    }
  }
  return null
}

/** Furthest before a number that a period still belongs to it: "every month we answer about 400 …". */
const BACK = 8

/** The period that stands before, not beyond `from` nor a comma: "monthly budget of …", "a day we get …". */
export function periodBefore(tokens: readonly Token[], at: number, from: number, v: Vocabulary): Found<Period> | null {
  for (let i = at - 1; i >= Math.max(from, at - BACK); i--) {
    const token = tokens[i] as Token
    if (token.kind === 'number' || token.text === ',') return null
    const adverb = v.periodAdverbs.get(token.text)
    if (adverb) return { what: adverb, end: i }
    const noun = lookUp(v.periodNouns, token.text)
    if (noun && [1, 2].some((back) => v.per.has(tokens[i - back]?.text ?? ''))) return { what: noun, end: i - 1 }
  }
  return null
}
