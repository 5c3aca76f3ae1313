import { performance } from 'node:perf_hooks'
import { decide } from '#src/decide/decide.ts'
import { factsOf, loadCases, loadCriteria } from './labelled.ts'

/** Time of one whole recommendation (robustness, flips, questions) over the development cases, after warming up. */
const ROUNDS = 20
const criteria = loadCriteria()
const facts = loadCases('test/corpus/dev.jsonl').map(({ labels }) => factsOf(labels, false))
const times: number[] = []
for (let round = 0; round < ROUNDS; round++)
  for (const one of facts) {
    const start = performance.now()
    decide(one, criteria)
    if (round >= ROUNDS / 4) times.push(performance.now() - start)
  }
times.sort((a, b) => a - b)
const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(3)} ms`
console.log(`engine: median ${at(0.5)}, p99 ${at(0.99)}, ${times.length} recommendations`)
