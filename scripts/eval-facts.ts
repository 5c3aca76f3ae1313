import { decide } from '#src/decide/decide.ts'
import type { Criteria } from '#src/domain/criteria.ts'
import { factsSchema } from '#src/domain/factors.ts'
import type { Recommendation, Verdict } from '#src/domain/recommendation.ts'
import { type FactsCase, factsOf, type LabelledCase, loadCases, loadCriteria, loadFactsCases } from './labelled.ts'
import { thinReliability } from './thin.ts'

/**
 * How well the engine advises when the facts are right: labelled facts of a corpus in, verdicts against the labels.
 * `node scripts/eval-facts.ts [--cases] [--json]` prints the table of decision-model.md, Results.
 */

export interface FactsFigures {
  readonly firm: string
  readonly forced: string
  readonly lean: string
  readonly wrongSide: string
  readonly undecidedHeld: string
  readonly answered: string
  readonly reliability: readonly { readonly band: string; readonly cases: number; readonly right: string }[]
  readonly misses: readonly string[]
}

const share = (n: number, of: number) => `${n}/${of} (${of === 0 ? '-' : (n / of).toFixed(3)})`
const BANDS: readonly (readonly [string, number, number])[] = [
  ['below .5', 0, 0.5],
  ['.5 to .7', 0.5, 0.7],
  ['.7 to .9', 0.7, 0.9],
  ['.9 and up', 0.9, 1.01],
]

/** Verdicts on labelled facts against the labels, counted as decision-model.md counts them. */
export function measure(cases: readonly LabelledCase[], criteria: Criteria, firmOnly: boolean): FactsFigures {
  const seen = cases.map(({ id, labels }) => {
    const given: Recommendation = decide(factsOf(labels, firmOnly), criteria)
    const right = given.verdict === labels.verdict || (labels.also ?? []).includes(given.verdict)
    return { id, labels, given, right }
  })
  const decided = seen.filter(({ labels }) => labels.verdict !== 'undecided')
  const firm = decided.filter(({ labels }) => labels.strength !== 'lean')
  const forced = decided.filter(({ labels }) => labels.strength === 'forced')
  const lean = decided.filter(({ labels }) => labels.strength === 'lean')
  const doubt = seen.filter(({ labels }) => labels.verdict === 'undecided')
  const opposite = (a: Verdict, b: Verdict) => (a === 'open' && b === 'closed') || (a === 'closed' && b === 'open')
  const wrong = decided.filter((one) => !one.right && opposite(one.labels.verdict, one.given.verdict))
  const spoken = seen.filter(({ given }) => given.verdict !== 'undecided')
  const count = (list: typeof seen) => list.filter(({ right }) => right).length
  return {
    firm: share(count(firm), firm.length),
    forced: share(count(forced), forced.length),
    lean: share(lean.filter((one) => one.right || one.given.verdict === 'undecided').length, lean.length),
    wrongSide: share(wrong.length, spoken.length),
    undecidedHeld: share(count(doubt), doubt.length),
    answered: share(decided.filter(({ given }) => given.verdict !== 'undecided').length, decided.length),
    reliability: BANDS.map(([band, low, high]) => {
      const inBand = spoken.filter(
        ({ given }) => (given.robustness?.share ?? -1) >= low && (given.robustness?.share ?? -1) < high,
      )
      return { band, cases: inBand.length, right: share(count(inBand), inBand.length) }
    }),
    misses: seen
      .filter((one) => !one.right && !(one.labels.strength === 'lean' && one.given.verdict === 'undecided'))
      .map(
        (one) =>
          `${one.id} ${one.labels.verdict} (${one.labels.strength}) -> ${one.given.verdict} ${JSON.stringify(one.given.facts)}`,
      ),
  }
}

/** Cases given as facts that come out with an accepted verdict and an accepted option. */
export function agreement(cases: readonly FactsCase[], criteria: Criteria): { right: number; misses: string[] } {
  const misses = cases.flatMap(({ id, facts, accept, option }) => {
    const given = decide(factsSchema.parse(facts), criteria)
    const right = accept.includes(given.verdict) && option.includes(given.option ?? '')
    return right ? [] : [`${id} ${accept}/${option} -> ${given.verdict} ${given.option} ${JSON.stringify(facts)}`]
  })
  return { right: cases.length - misses.length, misses }
}

if (import.meta.main) {
  const criteria = loadCriteria()
  const cases = loadCases('test/corpus/dev.jsonl')
  const all = measure(cases, criteria, false)
  const firmFacts = measure(cases, criteria, true)
  const seeds = agreement(loadFactsCases('test/decide/fixtures/seeds.jsonl'), criteria)
  const published = agreement(loadFactsCases('test/decide/fixtures/prior-art.jsonl'), criteria)
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ all, firmFacts, thin: thinReliability(cases, criteria), seeds, published }))
  } else {
    const row = ({ reliability: _, misses: __, ...figures }: FactsFigures) => figures
    console.table({ 'all facts': row(all), 'firm facts': row(firmFacts) })
    console.table(all.reliability)
    console.table(thinReliability(cases, criteria))
    console.log(`seeds ${seeds.right}, published ${published.right}`)
    if (process.argv.includes('--cases'))
      console.log(
        [...all.misses, '--- firm facts', ...firmFacts.misses, ...seeds.misses, ...published.misses].join('\n'),
      )
  }
}
