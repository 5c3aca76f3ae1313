import { readFileSync } from 'node:fs'
import { type Criteria, readCriteria } from '#src/domain/criteria.ts'
import { type FactorName, type Facts, factsSchema, isListFactor } from '#src/domain/factors.ts'
import type { Verdict } from '#src/domain/recommendation.ts'
import { readJsonl } from './jsonl.ts'

export interface Labels {
  readonly factors: readonly { factor: FactorName; value: unknown; optional?: boolean }[]
  readonly verdict: Verdict
  readonly strength: 'forced' | 'clear' | 'lean'
  readonly also?: readonly Verdict[]
}

export interface LabelledCase {
  readonly id: string
  readonly labels: Labels
}

export interface FactsCase {
  readonly id: string
  readonly facts: Facts
  readonly accept: readonly Verdict[]
  readonly option: readonly string[]
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** The criteria of `data/`, checked. */
export const loadCriteria = (): Criteria =>
  readCriteria({
    table: json('data/criteria.json'),
    variations: json('data/variations.json'),
    frequencies: json('data/frequencies.json'),
  })

/** Labelled cases that ask for advice: those off topic are left out. */
export const loadCases = (file: string): LabelledCase[] =>
  readJsonl<LabelledCase>(file).filter((one) => one.labels.verdict !== 'off_topic')

/** Labelled facts as the engine takes them; without the optional ones when `firmOnly`. */
export function factsOf(labels: Labels, firmOnly: boolean): Facts {
  const facts: Record<string, unknown> = {}
  for (const { factor, value, optional } of labels.factors)
    if (!(firmOnly && optional)) facts[factor] = isListFactor(factor) ? [value].flat() : value
  return factsSchema.parse(facts)
}

/** Cases given as facts (seeds, published scenarios). */
export const loadFactsCases = (file: string): FactsCase[] => readJsonl<FactsCase>(file)
