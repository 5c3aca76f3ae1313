import { writeFileSync } from 'node:fs'
import { FACTOR_NAMES, type FactorName, type FactorValue, isListFactor } from '#src/domain/factors.ts'
import { readJsonl } from './jsonl.ts'

/** Writes data/frequencies.json: how often each value was said in the labelled development cases, silence left out. */
const SOURCE = 'test/corpus/dev.jsonl'

export interface LabelledFacts {
  readonly labels: {
    readonly verdict: string
    readonly factors: readonly { readonly factor: FactorName; readonly value: unknown }[]
  }
}

export type Counted = Partial<Record<FactorName, { value: FactorValue; count: number }[]>>

const normal = (name: FactorName, value: unknown): unknown =>
  isListFactor(name) ? [value].flat().map(String).sort() : value

/** Counts the values of every factor over cases, most frequent first. */
export function countValues(cases: readonly LabelledFacts[]): Counted {
  const counted: Counted = {}
  for (const name of FACTOR_NAMES) {
    const counts = new Map<string, number>()
    for (const { labels } of cases)
      for (const entry of labels.factors) {
        if (entry.factor !== name) continue
        const key = JSON.stringify(normal(name, entry.value))
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    if (sorted.length > 0) counted[name] = sorted.map(([value, count]) => ({ value: JSON.parse(value), count }))
  }
  return counted
}

if (import.meta.main) {
  const cases = readJsonl<LabelledFacts>(SOURCE).filter((one) => one.labels.verdict !== 'off_topic')
  const rows = Object.entries(countValues(cases)).map(
    ([name, values]) =>
      `  "${name}": [${values.map(({ value, count }) => `{ "value": ${JSON.stringify(value)}, "count": ${count} }`).join(', ')}]`,
  )
  writeFileSync(
    'data/frequencies.json',
    `{
 "about": "Values of factors as said in labelled cases; what is missing to the number of cases is silence. Used for unknown facts in the plan of variations and for the chance that an answer changes the verdict.",
 "source": "${SOURCE}, labels; made by scripts/make-frequencies.ts",
 "sourceDate": "2026-11-24",
 "cases": ${cases.length},
 "values": {
${rows.join(',\n')}
 }
}
`,
  )
}
