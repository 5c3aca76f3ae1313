import { readFileSync, writeFileSync } from 'node:fs'
import { FACTOR_NAMES, type FactorName, type FactorValue, isListFactor } from '#src/domain/factors.ts'

/** Writes data/frequencies.json: how often each value was said in the labelled development cases, silence left out. */
const SOURCE = 'test/corpus/dev.jsonl'
interface Case {
  readonly labels: {
    readonly verdict: string
    readonly factors: readonly { readonly factor: FactorName; readonly value: FactorValue }[]
  }
}

const cases = readFileSync(SOURCE, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => JSON.parse(line) as Case)
  .filter((one) => one.labels.verdict !== 'off_topic')

const normal = (name: FactorName, value: FactorValue): FactorValue =>
  isListFactor(name) ? [value].flat().map(String).sort() : value
const rows = FACTOR_NAMES.flatMap((name) => {
  const counts = new Map<string, number>()
  for (const { labels } of cases)
    for (const entry of labels.factors) {
      if (entry.factor !== name) continue
      const key = JSON.stringify(normal(name, entry.value))
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  if (sorted.length === 0) return []
  return [`  "${name}": [${sorted.map(([value, count]) => `{ "value": ${value}, "count": ${count} }`).join(', ')}]`]
})

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
