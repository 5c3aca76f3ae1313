import { closedValues, FACTOR_NAMES, type FactorName, type FactorValue, LISTS } from '../domain/factors.ts'
import { type Condition, FIGURES, figureOf, indexOf, type Model } from './model.ts'
import { type Encoded, encodeValue } from './state.ts'

/** A value that a factor might turn out to have. `count`: how often it was said in the labelled cases. */
interface Candidate {
  readonly value: FactorValue
  readonly encoded: Encoded
  readonly count: number
  /** Offered as a flip: a level, or one word of a list. */
  readonly plain: boolean
}

export interface FactorCandidates {
  readonly name: FactorName
  readonly index: number
  readonly figure: number
  /** Bits that any rule asks for; what else is said of the factor changes nothing. */
  readonly relevant: number
  readonly list: readonly Candidate[]
}

/** Values worth trying for every factor that some rule reads, made once for a model. */
export function buildCandidates(model: Model): readonly FactorCandidates[] {
  const relevant = relevantBits(model)
  const figures = new Set<FactorName>([
    ...model.limits.map(({ number }) => FIGURES[number] as FactorName),
    ...(Object.keys(model.criteria.flipRanges) as FactorName[]),
  ])
  return FACTOR_NAMES.filter((name) => (relevant.get(indexOf(name)) ?? 0) !== 0 || figures.has(name)).map((name) => ({
    name,
    index: indexOf(name),
    figure: figures.has(name) ? figureOf(name) : -1,
    relevant: relevant.get(indexOf(name)) ?? 0,
    list: candidatesOf(model, name),
  }))
}

function relevantBits(model: Model): ReadonlyMap<number, number> {
  const bits = new Map<number, number>()
  const read = (pairs: readonly (readonly [number, number])[]) => {
    for (const [factor, mask] of pairs) bits.set(factor, (bits.get(factor) ?? 0) | mask)
  }
  const readAll = (when: Condition) => [when.all, when.any, when.unless].forEach(read)
  for (const { factor, terms } of model.levels)
    for (const term of terms) {
      read([[factor, term.mask]])
      readAll(term.unless)
    }
  for (const { when } of [...model.conditions, ...model.vetoes, ...model.hybrids]) readAll(when)
  for (const when of model.silent) readAll(when)
  for (const { partOnlyIf } of model.vetoes) readAll(partOnlyIf)
  const options = LISTS.runs_today.reduce((mask, _, i) => mask | (1 << (i + 1)), 0)
  read([
    [indexOf('runs_today'), options],
    [indexOf('excluded_options'), options],
  ])
  return bits
}

function candidatesOf(model: Model, name: FactorName): readonly Candidate[] {
  const said = (model.criteria.frequencies.values[name] ?? []).map(({ value, count }) => ({
    value: value as FactorValue,
    count,
  }))
  const countOf = (value: FactorValue) =>
    said.find((s) => JSON.stringify(s.value) === JSON.stringify(value))?.count ?? 0
  const plain = closedValues(name)
  const known = new Set(plain.map((value) => JSON.stringify(value)))
  const rest = said.filter(({ value }) => !known.has(JSON.stringify(value)))
  const make = (value: FactorValue, count: number, isPlain: boolean): Candidate => ({
    value,
    count,
    plain: isPlain,
    encoded: encodeValue(model, name, value),
  })
  return [
    ...plain.map((value) => make(value, countOf(value), true)),
    ...rest.map(({ value, count }) => make(value, count, name === 'approved_vendors')),
  ]
}
