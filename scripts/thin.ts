import { decide } from '#src/decide/decide.ts'
import type { Criteria } from '#src/domain/criteria.ts'
import { type Facts, factsSchema } from '#src/domain/factors.ts'
import { factsOf, type LabelledCase } from './labelled.ts'

/** Draws of thinned facts for each case. */
export const DRAWS = 5
const KEPT = 0.4

/** Facts of which each is kept with 40 %: the same for the same seed. */
export const thinned = (facts: Facts, seed: number): Facts =>
  factsSchema.parse(Object.fromEntries(Object.entries(facts).filter(([name]) => hash(`${seed}:${name}`) < KEPT)))

/** A fixed number in 0..1 for a text, so that every strategy sees the same hidden facts (FNV-1a, finished). */
function hash(text: string): number {
  let h = 2166136261
  for (const sign of text) h = Math.imul(h ^ sign.charCodeAt(0), 16777619)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return ((h ^ (h >>> 13)) >>> 0) / 4294967296
}

export interface ThinBand {
  readonly band: string
  readonly states: number
  readonly meanShare: string
  readonly sameAsWithAllFacts: string
  readonly right: string
  readonly wrongSide: number
}

const BANDS = [0, 0.5, 0.7, 0.9, 1.01] as const
const opposite = (a: string, b: string) => (a === 'open' && b === 'closed') || (a === 'closed' && b === 'open')

/** How often the share said true where most facts are hidden: does the verdict stand once the rest is told? */
export function thinReliability(cases: readonly LabelledCase[], criteria: Criteria): readonly ThinBand[] {
  const states = cases.flatMap(({ labels }, i) => {
    const all = factsOf(labels, false)
    const goal = decide(all, criteria).verdict
    return Array.from({ length: DRAWS }, (_, draw) => ({
      labels,
      goal,
      given: decide(thinned(all, i * DRAWS + draw), criteria),
    }))
  })
  return BANDS.slice(1).map((high, i) => {
    const low = BANDS[i] as number
    const inBand = states.filter(
      ({ given }) => given.robustness && given.robustness.share >= low && given.robustness.share < high,
    )
    const of = (count: number) => (count / Math.max(inBand.length, 1)).toFixed(2)
    const shares = inBand.reduce((sum, { given }) => sum + (given.robustness?.share ?? 0), 0)
    const isRight = ({ given, labels }: (typeof inBand)[number]) =>
      given.verdict === labels.verdict || (labels.also ?? []).includes(given.verdict)
    return {
      band: `${low} to ${Math.min(high, 1)}`,
      states: inBand.length,
      meanShare: of(shares),
      sameAsWithAllFacts: of(inBand.filter(({ given, goal }) => given.verdict === goal).length),
      right: of(inBand.filter(isRight).length),
      wrongSide: inBand.filter((one) => !isRight(one) && opposite(one.given.verdict, one.labels.verdict)).length,
    }
  })
}
