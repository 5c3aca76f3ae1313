import type { Units } from '../domain/lexicon.ts'
import type { Token } from './tokens.ts'

/** A number as written, at tokens [start, end): "2.5k", "half a million", "10-20", "zwei bis drei Tausend". */
export interface Numeral {
  readonly start: number
  readonly end: number
  readonly low: number
  readonly high: number
  /** The magnitude that was written, 1 if none: a range hands it to its first number. */
  readonly magnitude: number
}

/** Plain digits: groups of three are thousands, else the last separator is the decimal one. */
export function parseDigits(raw: string): number {
  const groups = raw.split(/[ .,']/)
  const separators = raw.replace(/\d/g, '')
  if (groups.length === 1) return Number(raw)
  const last = groups.at(-1) as string
  const grouped = groups.slice(1).every((group) => group.length === 3) && groups[0] !== '0' && groups[0] !== ''
  const mixed = new Set(separators).size > 1
  if (grouped && !mixed) return Number(groups.join(''))
  if (mixed || groups.length === 2) return Number(`${groups.slice(0, -1).join('') || '0'}.${last}`)
  return Number(groups.join(''))
}

const FILLERS = new Set(['a', 'an', 'of', 'and', 'de', 'un', 'une', 'una', 'ein', 'eine'])

function magnitudeAt(tokens: readonly Token[], at: number, units: Units): number | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  const factor = units.magnitudes[token.text]
  if (factor === undefined) return null
  if (token.text.length === 1 && !token.glued) {
    const next = tokens[at + 1]
    const standsAlone = next === undefined || next.kind === 'word'
    return standsAlone && token.text !== 'b' ? factor : null
  }
  return factor
}

/** Reads digits with their magnitude at `at`. */
function digitsAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  const token = tokens[at]
  if (token?.kind !== 'number') return null
  const value = parseDigits(token.text)
  if (!Number.isFinite(value)) return null
  let end = at + 1
  let magnitude = 1
  for (let m = magnitudeAt(tokens, end, units); m !== null && magnitude < 1e12; m = magnitudeAt(tokens, end, units)) {
    magnitude *= m
    end++
    if (m >= 1e6) break
  }
  if (magnitude === 1 && tokens[end]?.text === '+' && tokens[end]?.glued) end++
  return { start: at, end, low: value * magnitude, high: value * magnitude, magnitude }
}

/** Reads number words at `at`: "half a million", "a couple of thousand", "twenty five", "hundreds". */
function wordsAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  let value: number | null = null
  let end = at
  let magnitude = 1
  for (let i = at; i < Math.min(tokens.length, at + 7); i++) {
    const word = (tokens[i] as Token).text
    const small = units.numerals[word]
    const big = (tokens[i] as Token).kind === 'word' && word.length > 1 ? units.magnitudes[word] : undefined
    if (big !== undefined) {
      value = (value ?? 1) * big
      magnitude *= big
    } else if (small !== undefined && !(value !== null && small < 1)) {
      value = value === null ? small : small >= 100 ? value * small : value + small
    } else if (FILLERS.has(word)) continue
    else break
    end = i + 1
  }
  return value === null || end === at ? null : { start: at, end, low: value, high: value, magnitude }
}

const JOINERS = new Set(['-', '~', 'to', 'bis', 'a', 'or', 'oder', 'ou', 'und', 'and', 'et', 'y', 'till', 'until'])
const BETWEEN = new Set(['between', 'zwischen', 'entre'])

function single(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  return digitsAt(tokens, at, units) ?? wordsAt(tokens, at, units)
}

/** The number or range that begins at token `at`, or null. A range takes the magnitude of its second number. */
export function numeralAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  const first = single(tokens, at, units)
  if (!first) return null
  const joiner = tokens[first.end]?.text
  if (joiner === undefined || !JOINERS.has(joiner)) return first
  const needsBetween = ['and', 'und', 'et', 'y', 'a', 'or', 'ou', 'oder'].includes(joiner)
  const hasBetween = [1, 2, 3].some((back) => BETWEEN.has(tokens[at - back]?.text ?? ''))
  if (needsBetween && !hasBetween && joiner !== 'a' && joiner !== 'or') return first
  let next = first.end + 1
  const sign = tokens[next]
  if (sign && units.currencies[sign.text] !== undefined && sign.kind === 'sign') next++
  const second = digitsAt(tokens, next, units) ?? (joiner === 'a' ? null : wordsAt(tokens, next, units))
  if (!second) return first
  const low =
    first.magnitude === 1 && second.magnitude > 1 && first.low < second.high / second.magnitude + 1e-9
      ? first.low * second.magnitude
      : first.low
  return low < second.high ? { start: at, end: second.end, low, high: second.high, magnitude: second.magnitude } : first
}

/** A range stands for its geometric mean rounded to three digits (LABELLING.md). */
export function typicalOf(numeral: Pick<Numeral, 'low' | 'high'>): number {
  if (numeral.low === numeral.high) return numeral.low
  return Number(Math.sqrt(numeral.low * numeral.high).toPrecision(3))
}
