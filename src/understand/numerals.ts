import type { Units } from '../domain/lexicon.ts'
import type { Token } from './tokens.ts'

/** A number as written, at tokens [start, end): "2.5k", "half a million", "10-20", "zwei bis drei Tausend". */
export interface Numeral {
  readonly start: number
  readonly end: number
  readonly low: number
  readonly high: number
  /** The magnitude that was written last, 1 if none: a range hands it to its first number. */
  readonly magnitude: number
}

/** Plain digits: groups of three are thousands, else the last separator is the decimal one. */
export function parseDigits(raw: string): number {
  const groups = raw.split(/[ .,']/)
  if (groups.length === 1) return Number(raw)
  const separators = raw.replace(/\d/g, '')
  const last = groups.at(-1) as string
  const grouped = groups.slice(1).every((group) => group.length === 3) && groups[0] !== '0' && groups[0] !== ''
  const mixed = new Set(separators).size > 1
  if (grouped && !mixed) return Number(groups.join(''))
  if (mixed && last.length === 3) return Number(groups.join(''))
  if (mixed || groups.length === 2) return Number(`${groups.slice(0, -1).join('') || '0'}.${last}`)
  return Number(groups.join(''))
}

function magnitudeAt(tokens: readonly Token[], at: number, units: Units): number | null {
  const token = tokens[at]
  if (token?.kind !== 'word') return null
  const factor = units.magnitudes[token.text]
  if (factor === undefined) return null
  if (token.text.length > 1 || token.glued) return factor
  const next = tokens[at + 1]
  return (next === undefined || next.kind === 'word') && token.text !== 'b' ? factor : null
}

/** Reads digits with their magnitude at `at`. */
function digitsAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  const token = tokens[at]
  if (token?.kind !== 'number') return null
  const value = parseDigits(token.text)
  if (!Number.isFinite(value)) return null
  let end = at + 1
  let magnitude = 1
  for (let m = magnitudeAt(tokens, end, units); m !== null && magnitude < 1e9; m = magnitudeAt(tokens, end, units)) {
    magnitude *= m
    end++
    if (m >= 1e6) break
  }
  if (tokens[end]?.text === '+' && tokens[end]?.glued) end++
  return { start: at, end, low: value * magnitude, high: value * magnitude, magnitude }
}

/** Reads number words at `at`: "half a million", "one thousand two hundred", "a couple of thousand", "hundreds". */
function wordsAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  let total = 0
  let group: number | null = null
  let end = at
  let magnitude = 1
  const most = Math.min(tokens.length, at + 9)
  for (let i = at; i < most; i++) {
    const token = tokens[i] as Token
    if (token.kind !== 'word') break
    const small = units.numerals[token.text]
    const big = token.text.length > 1 ? units.magnitudes[token.text] : undefined
    if (big !== undefined && (big > 100 || group !== null || i > at)) {
      magnitude = big
      if (big === 100) group = (group ?? 1) * 100
      else {
        total += (group ?? 1) * big
        group = null
      }
    } else if (small !== undefined && !(small < 1 && (group !== null || total > 0))) {
      group = (group ?? 0) + small
    } else if (units.fillers.includes(token.text)) continue
    else break
    end = i + 1
  }
  const value = total + (group ?? 0)
  return end === at || value === 0 ? null : { start: at, end, low: value, high: value, magnitude }
}

/** "a fortnight", "eine Woche": one of a unit of time. */
function articleAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  const next = tokens[at + 1]?.text ?? ''
  if (!units.articles.includes(tokens[at]?.text ?? '') || units.durations[next] === undefined) return null
  return { start: at, end: at + 1, low: 1, high: 1, magnitude: 1 }
}

const single = (tokens: readonly Token[], at: number, units: Units): Numeral | null =>
  digitsAt(tokens, at, units) ?? wordsAt(tokens, at, units)

/** Furthest, in tokens, that a word of change stands before the figure it starts from. */
const CHANGE = 6

/** "The bill crept from 8 to 55 dollars": the figures are then and now. */
function isChange(tokens: readonly Token[], at: number, units: Units): boolean {
  const before = tokens.slice(Math.max(0, at - CHANGE), at).map(({ text }) => text)
  const isFrom = before.slice(-3).some((word) => units.joiners.from.includes(word))
  return isFrom && before.some((word) => units.changes.includes(word))
}

/** "600ish", "250 or so", "2ish million": a number with the words that make it rough, which may part it from its magnitude. */
function roughly(exact: Numeral, tokens: readonly Token[], units: Units): Numeral | null {
  const said = units.roughly.find((words) => words.every((word, i) => tokens[exact.end + i]?.text === word))
  if (!said) return null
  const end = exact.end + said.length
  const magnitude = magnitudeAt(tokens, end, units)
  if (magnitude === null) return { ...exact, end }
  return { ...exact, end: end + 1, low: exact.low * magnitude, high: exact.high * magnitude, magnitude }
}

/** The number or range that begins at token `at`, or null. A range takes the magnitude of its second number. */
export function numeralAt(tokens: readonly Token[], at: number, units: Units): Numeral | null {
  const first = single(tokens, at, units) ?? articleAt(tokens, at, units)
  if (!first) return null
  const rough = roughly(first, tokens, units)
  if (rough) return rough
  const joiner = tokens[first.end]?.text ?? ''
  const inside = units.joiners.between.includes(joiner)
  if (!inside && !units.joiners.range.includes(joiner)) return first
  if (inside && ![1, 2, 3].some((back) => units.joiners.before.includes(tokens[at - back]?.text ?? ''))) return first
  let next = first.end + 1
  if (tokens[next]?.kind === 'sign' && units.currencies[tokens[next]?.text ?? ''] !== undefined) next++
  const second = digitsAt(tokens, next, units) ?? wordsAt(tokens, next, units)
  if (!second) return first
  if (!inside && joiner.length > 1 && isChange(tokens, at, units)) return { ...second, start: at }
  const shares = first.magnitude === 1 && second.magnitude > 1 && first.low < 1000
  const low = shares ? first.low * second.magnitude : first.low
  return low < second.high ? { start: at, end: second.end, low, high: second.high, magnitude: second.magnitude } : first
}

/** A range stands for its geometric mean rounded to three digits (LABELLING.md). */
export function typicalOf(numeral: Pick<Numeral, 'low' | 'high'>): number {
  if (numeral.low === numeral.high) return numeral.low
  return Number(Math.sqrt(numeral.low * numeral.high).toPrecision(3))
}
