// Scores the reading and the advice on the labelled corpora: `npm run eval [-- file.jsonl ...] [--cases] [--factors] [--odd|--even]`.
// `--facts`: the engine alone, given the labelled facts.
// `--odd`, `--even`: only cases whose id ends so; rules are tuned on the odd ones of our own cases alone.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { advise } from '#src/advise.ts'
import type { FactorName } from '#src/domain/factors.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { readJsonl } from './jsonl.ts'
import { add, type Case, emptyTally, measures, scoreCase, type Tally } from './score.ts'
import { seeded } from './seeded.ts'

const CORPORA = [
  ...['dev', 'aside', 'own-style', 'own-general', 'own-assertion', 'own-quantities'],
  ...['own-exam', 'own-exam-2', 'own-exam-3', 'own-exam-4'],
].map((name) => `test/corpus/${name}.jsonl`)
/** Resamples of the cases for the 95 % interval. */
const RESAMPLES = 1_000

const args = process.argv.slice(2)
const files = args.filter((a) => !a.startsWith('--'))
if (args.includes('--facts')) {
  execFileSync(process.execPath, ['scripts/eval-facts.ts', ...args], { stdio: 'inherit' })
  process.exit()
}
const parity = args.find((a) => a === '--odd' || a === '--even')
const knowledge = loadKnowledge('data')

/** 95 % interval of every measure, by resampling the cases. */
function intervals(tallies: readonly Tally[]): (key: string) => string {
  const random = seeded(7)
  const draws = Array.from({ length: RESAMPLES }, () => {
    const sample = Array.from(tallies, () => tallies[Math.floor(random() * tallies.length)] as Tally)
    return measures(sample.reduce(add, emptyTally()))
  })
  return (key) => {
    const values = draws
      .map((draw) => draw[key] as number)
      .filter((v) => Number.isFinite(v))
      .sort((a, b) => a - b)
    const at = (q: number) => values[Math.min(values.length - 1, Math.floor(q * values.length))]?.toFixed(3) ?? '-'
    return `${at(0.025)} to ${at(0.975)}`
  }
}

for (const file of files.length > 0 ? files : CORPORA.filter(existsSync)) {
  const cases = readJsonl<Case>(file).filter(
    ({ id }) => !parity || Number(id.slice(-1)) % 2 === Number(parity === '--odd'),
  )
  const tallies: Tally[] = []
  const perFactor = new Map<FactorName, { tp: number; fp: number; fn: number }>()
  for (const gold of cases) {
    const { understanding, recommendation } = advise({ messages: gold.messages }, knowledge, { today: '2026-11-24' })
    const scored = scoreCase(gold, { factors: understanding.findings, verdict: recommendation.verdict })
    tallies.push(scored.tally)
    for (const [factor, r] of scored.perFactor) {
      const sum = perFactor.get(factor) ?? { tp: 0, fp: 0, fn: 0 }
      perFactor.set(factor, { tp: sum.tp + r.tp, fp: sum.fp + r.fp, fn: sum.fn + r.fn })
    }
    if (args.includes('--cases') && scored.notes.length > 0) {
      console.log(`${gold.id} ${gold.messages.map((m) => `${m.user}: ${m.text}`).join(' || ')}`)
      console.log(`  ${scored.notes.join('\n  ')}`)
      console.log(`  verdict ${recommendation.verdict}, labelled ${gold.labels.verdict} ${gold.labels.strength ?? ''}`)
    }
  }
  const all = measures(tallies.reduce(add, emptyTally()))
  const interval = intervals(tallies)
  console.log(`\n${file}: ${cases.length} cases`)
  console.table(
    Object.fromEntries(
      Object.entries(all).map(([key, value]) => [
        key,
        {
          value: Number.isFinite(value) ? Number(value.toFixed(3)) : '-',
          '95 %': Number.isInteger(value) && value > 1 ? '' : interval(key),
        },
      ]),
    ),
  )
  if (args.includes('--factors')) {
    const rows = [...perFactor].sort((a, b) => b[1].tp + b[1].fn - a[1].tp - a[1].fn)
    console.table(
      Object.fromEntries(
        rows.map(([factor, r]) => [
          factor,
          {
            ...r,
            P: Number((r.tp / (r.tp + r.fp || 1)).toFixed(2)),
            R: Number((r.tp / (r.tp + r.fn || 1)).toFixed(2)),
          },
        ]),
      ),
    )
  }
}
