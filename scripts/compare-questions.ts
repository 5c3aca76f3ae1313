import { decide } from '#src/decide/decide.ts'
import type { Criteria } from '#src/domain/criteria.ts'
import { FACTOR_NAMES, type FactorName, type Facts } from '#src/domain/factors.ts'
import type { Recommendation } from '#src/domain/recommendation.ts'
import { factsOf, type LabelledCase, loadCases, loadCriteria } from './labelled.ts'
import { countValues } from './make-frequencies.ts'
import { DRAWS, thinned } from './thin.ts'

/**
 * Which questions reach the verdict of all facts soonest (decision-model.md 4, Next question). Every fact of a labelled
 * case is kept with 40 %, five draws a case; up to four questions are answered from the hidden facts, "not said"
 * otherwise. Frequencies come from the other half of the cases. `node scripts/compare-questions.ts` prints the table.
 */
const QUESTIONS = 4
const FIXED: readonly FactorName[] = [
  'data_boundary',
  'monthly_requests',
  'capability',
  'ops_capacity',
  'hardware',
  'customization',
  'workload_split',
  'data_sensitivity',
]

type Strategy = (facts: Facts, asked: ReadonlySet<FactorName>, random: () => number) => FactorName | undefined

function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

/** A fixed order learned from other cases: factors by the chance that they had there, summed over thinned states. */
function learnedOrder(cases: readonly LabelledCase[], criteria: Criteria): readonly FactorName[] {
  const sums = new Map<FactorName, number>()
  for (const [i, { labels }] of cases.entries())
    for (let draw = 0; draw < DRAWS; draw++)
      for (const { factor, chance } of decide(thinned(factsOf(labels, false), i * DRAWS + draw), criteria).questions)
        sums.set(factor, (sums.get(factor) ?? 0) + chance)
  return [...sums].sort(([, a], [, b]) => b - a).map(([name]) => name)
}

function strategies(criteria: Criteria, learned: readonly FactorName[]): Readonly<Record<string, Strategy>> {
  const open = (facts: Facts, asked: ReadonlySet<FactorName>, names: readonly FactorName[]) =>
    names.filter((name) => facts[name] === undefined && !asked.has(name))
  const weight = (name: FactorName) =>
    Math.max(
      ...criteria.levels
        .filter((row) => row.factor === name)
        .map(({ points: p }) => Math.abs(Math.max(p.open_hosted, p.open_self_hosted) - p.closed_api)),
      criteria.hybrids.some((row) => row.if?.[name] !== undefined) ? 4 : 0,
      criteria.vetoes.some((row) => row.if?.[name] !== undefined) ? 5 : 0,
    )
  const byWeight = [...FACTOR_NAMES].sort((a, b) => weight(b) - weight(a))
  return {
    own: (facts, asked) => {
      const withoutAsked: Criteria = {
        ...criteria,
        questions: { ...criteria.questions, ask: criteria.questions.ask.filter((name) => !asked.has(name)) },
      }
      return decide(facts, asked.size === 0 ? criteria : cached(withoutAsked, asked)).questions[0]?.factor
    },
    fixed: (facts, asked) => open(facts, asked, FIXED)[0],
    'fixed, learned': (facts, asked) => open(facts, asked, learned)[0],
    largest: (facts, asked) => open(facts, asked, byWeight)[0],
    random: (facts, asked, random) => {
      const left = open(facts, asked, criteria.questions.ask)
      return left[Math.floor(random() * left.length)]
    },
  }
}

const byAsked = new WeakMap<object, Map<string, Criteria>>()
/** One set of criteria for each set of asked factors, so that the engine prepares it once. */
function cached(criteria: Criteria, asked: ReadonlySet<FactorName>): Criteria {
  const known = byAsked.get(criteria.frequencies) ?? new Map<string, Criteria>()
  byAsked.set(criteria.frequencies, known)
  const key = [...asked].sort().join()
  const found = known.get(key) ?? criteria
  known.set(key, found)
  return found
}

interface Tally {
  same: number[]
  right: number[]
  differed: number
  reached: number
  needed: number
}

function run(
  cases: readonly LabelledCase[],
  asks: Readonly<Record<string, Strategy>>,
  criteria: Criteria,
  tallies: Record<string, Tally>,
  half: number,
): number {
  let states = 0
  for (const [name, ask] of Object.entries(asks)) {
    const random = generator(7 + half)
    const tally = tallies[name] ?? {
      same: Array(QUESTIONS + 1).fill(0),
      right: Array(QUESTIONS + 1).fill(0),
      differed: 0,
      reached: 0,
      needed: 0,
    }
    tallies[name] = tally
    states = 0
    for (const { labels } of cases) {
      const all = factsOf(labels, false)
      const goal = decide(all, criteria).verdict
      const firm = labels.strength !== 'lean' && labels.verdict !== 'undecided'
      const right = ({ verdict }: Recommendation) => verdict === labels.verdict || (labels.also ?? []).includes(verdict)
      for (let draw = 0; draw < DRAWS; draw++) {
        states++
        const kept = thinned(all, states)
        let facts = kept
        const asked = new Set<FactorName>()
        let reachedAt = -1
        for (let n = 0; n <= QUESTIONS; n++) {
          const given = decide(facts, criteria)
          if (given.verdict === goal) {
            tally.same[n]! += 1
            if (reachedAt < 0) reachedAt = n
          } else reachedAt = -1
          if (firm && right(given)) tally.right[n]! += 1
          const next = n < QUESTIONS ? ask(facts, asked, random) : undefined
          if (next === undefined) continue
          asked.add(next)
          if (all[next] !== undefined) facts = { ...facts, [next]: all[next] }
        }
        if (decide(kept as Facts, criteria).verdict === goal) continue
        tally.differed++
        if (reachedAt < 0) continue
        tally.reached++
        tally.needed += reachedAt
      }
    }
  }
  return states
}

const cases = loadCases('test/corpus/dev.jsonl')
const halves = [0, 1].map((rest) => cases.filter(({ id }) => Number(id.slice(1)) % 2 === rest))
const tallies: Record<string, Tally> = {}
let states = 0
for (const [i, half] of halves.entries()) {
  const other = halves[1 - i] ?? []
  const criteria = loadCriteria()
  const frequencies = { ...criteria.frequencies, cases: other.length, values: countValues(other) }
  const own = { ...criteria, frequencies }
  const asks = strategies(own, learnedOrder(other, own))
  states += run(half, asks, own, tallies, i)
}
const firmStates =
  DRAWS * cases.filter(({ labels }) => labels.strength !== 'lean' && labels.verdict !== 'undecided').length
console.log(`${states} states`)
console.table(
  Object.fromEntries(
    Object.entries(tallies).map(([name, { same, right, differed, reached, needed }]) => [
      name,
      {
        'same after 0..4': same.map((n) => (n / states).toFixed(3)).join(' '),
        'firm right after 0, 4': [right[0], right[QUESTIONS]].map((n) => ((n ?? 0) / firmStates).toFixed(3)).join(' '),
        differed,
        reached: (reached / differed).toFixed(3),
        'questions then': (needed / Math.max(reached, 1)).toFixed(2),
      },
    ]),
  ),
)
