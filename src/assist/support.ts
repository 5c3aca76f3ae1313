import { type FactorName, isMoneyFactor } from '../domain/factors.ts'
import type { Hit } from '../understand/concepts.ts'
import type { Quantity } from '../understand/quantities.ts'
import { fold } from '../understand/text.ts'
import type { Place } from './quote.ts'

/** A loose rule that may be any name which stands in the quote. */
const ANY_NAME = '*'

/** Furthest, in tokens, that a word which bars a quantity may stand from it. */
const REACH = 6

const includes = (values: unknown, value: string) => (Array.isArray(values) ? values.includes(value) : values === value)

const inside = (hit: Hit, place: Place) => hit.start >= place.from && hit.end <= place.to

/** Furthest, in tokens, that a denial may stand from a hit and still cast doubt on it. */
const DENIAL = 8

/** Whether a denial stands near, even one that does not reach the hit; those that are part of it do not count. */
const deniedNearby = (hit: Hit, { reading }: Place) =>
  reading.hits.some(
    (other) =>
      other.entry.kind === 'cue' &&
      other.entry.cue.category === 'negated' &&
      other.start < hit.end + DENIAL &&
      hit.start < other.end + DENIAL &&
      !(other.start < hit.end && hit.start < other.end),
  )

/**
 * Whether the words of a quote speak for a value, by rules that are too weak to stand alone: one of them has to lie in
 * the quote, and ConText, run again over its sentence, must leave it affirmed (or denied, where the denial is the
 * value).
 */
export function speaksFor(place: Place, factor: FactorName, value: string): boolean {
  if (place.reading.sentence.question) return false
  return place.reading.hits.some((hit) => {
    if (hit.entry.kind !== 'phrase' || hit.entry.factor !== factor || !inside(hit, place)) return false
    const { rule } = hit.entry
    if (place.reading.governs('retract', hit)) return false
    const asserted = place.reading.assertions(hit, factor).filter(({ assertion }) => !rule.holds?.includes(assertion))
    const denials = asserted.filter(({ assertion }) => assertion === 'negated')
    if (asserted.length > denials.length) return false
    if (denials.length > 0) return includes(rule.denied, value)
    if (!rule.holds?.includes('negated') && deniedNearby(hit, place)) return false
    return includes(rule.value, value) || (rule.value === ANY_NAME && value !== '')
  })
}

/** Whether a name stands in the quote as a word: "azure" in "our Azure tenant". */
export function namesIn(place: Place, name: string): boolean {
  const words = place.reading.sentence.tokens.slice(place.from, place.to).map(({ text }) => text)
  const wanted = fold(name).trim().split(/\s+/)
  return words.some((_, at) => wanted.every((word, i) => words[at + i] === word))
}

/** Factors whose unit alone says little: a word has to say what the figure is for. */
const NEEDS_WORD = new Set<FactorName>(['latency_ms', 'deadline_days', 'upfront_budget', 'monthly_spend'])

/**
 * Whether the sentence lets a quantity fill the factor: nothing in it casts doubt on the figure, no word near it bars
 * it, and some word says what it is for where the unit does not. A monthly budget needs that word only where
 * the sentence has one for another kind of sum.
 */
export function slotAllows(place: Place, factor: FactorName, quantity: Quantity): boolean {
  const { reading } = place
  if (reading.assertions(quantity, factor).some(({ assertion }) => assertion !== 'question')) return false
  const slots = reading.hits.flatMap((hit) => (hit.entry.kind === 'slot' ? [{ ...hit, entry: hit.entry }] : []))
  const near = (hit: Hit) => hit.end > quantity.start - REACH && hit.start < quantity.end + REACH
  const words = slots.filter(({ entry }) => entry.factor === factor)
  if (words.some((hit) => hit.entry.role === 'bar' && near(hit))) return false
  if (words.some(({ entry }) => entry.role === 'cue' || entry.role === 'strong')) return true
  if (factor === 'users' && quantity.unit !== 'user') return speaksFor(place, factor, String(quantity.value))
  if (NEEDS_WORD.has(factor)) return false
  return !isMoneyFactor(factor) || !slots.some(({ entry }) => isMoneyFactor(entry.factor) && entry.role !== 'bar')
}
