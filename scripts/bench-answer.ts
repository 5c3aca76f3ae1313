// Time of a whole answer (reading, engine, costs, shortlist, words) over the development cases, after warming up.
import { performance } from 'node:perf_hooks'
import { advise } from '#src/advise.ts'
import { explain } from '#src/explain/explain.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { readJsonl } from './jsonl.ts'
import type { Case } from './score.ts'

const ROUNDS = 6
const WARM_UP = 2
const VIEW = { today: '2026-11-24' }

const knowledge = loadKnowledge('data')
const cases = readJsonl<Case>('test/corpus/dev.jsonl')
const times: number[] = []
for (let round = 0; round < ROUNDS; round++)
  for (const { messages } of cases) {
    const start = performance.now()
    explain(advise({ messages }, knowledge, VIEW), knowledge.texts, VIEW)
    if (round >= WARM_UP) times.push(performance.now() - start)
  }
times.sort((a, b) => a - b)
const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(2)} ms`
console.log(`whole answer: median ${at(0.5)}, p99 ${at(0.99)}, ${times.length} briefs`)
