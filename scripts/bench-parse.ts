// Messages a second of the reader and of general libraries, interleaved in one run on the same messages.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { loadKnowledge } from '#src/knowledge.ts'
import { createReader } from '#src/understand/understand.ts'
import { readJsonl } from './jsonl.ts'

const ROUNDS = 7
const SECONDS = 0.6
const LENGTH = 224

interface Case {
  readonly messages: readonly { readonly text: string }[]
}

/** Texts of four sentences cut to one length, each several times with other numbers so that no cache answers. */
function messagesOf(file: string): readonly string[] {
  const cases = readJsonl<Case>(file)
  const sentences = cases.flatMap(({ messages }) => messages.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/)))
  const joined = sentences.flatMap((_, i) =>
    i % 2 === 0
      ? [
          sentences
            .slice(i, i + 4)
            .join(' ')
            .slice(0, LENGTH),
        ]
      : [],
  )
  const full = joined.filter((text) => text.length === LENGTH)
  return [0, 1, 2, 3, 4, 5].flatMap((n) =>
    full.map((text) => text.replace(/\d+/g, (digits) => String(Number(digits) + n))),
  )
}

type Run = (text: string) => unknown

function rivals(): readonly (readonly [string, Run])[] {
  if (!existsSync('bench/node_modules')) {
    console.log('The rivals are not installed: npm ci --prefix bench')
    return []
  }
  const require = createRequire(`${process.cwd()}/bench/package.json`)
  const winkNLP = require('wink-nlp') as (model: unknown) => {
    readDoc: (t: string) => { entities: () => { out: () => unknown } }
  }
  const wink = winkNLP(require('wink-eng-lite-web-model'))
  const nlp = require('compromise') as ((t: string) => { numbers: () => { json: () => unknown } }) & {
    plugin: (p: unknown) => void
  }
  nlp.plugin(require('compromise-dates'))
  const chrono = require('chrono-node') as { parse: (t: string) => unknown }
  return [
    ['wink-nlp, full pipe', (text) => wink.readDoc(text).entities().out()],
    ['compromise, numbers', (text) => nlp(text).numbers().json()],
    ['chrono-node', (text) => chrono.parse(text)],
  ]
}

const reader = createReader(loadKnowledge('data').lexicon)
const texts = messagesOf('test/corpus/dev.jsonl')
const candidates: readonly (readonly [string, Run])[] = [
  ['this reader', (text) => reader.understand({ messages: [{ user: 'U1', text }] })],
  ...rivals(),
]

function rate(run: Run): number {
  const until = performance.now() + SECONDS * 1000
  const start = performance.now()
  let done = 0
  while (performance.now() < until) run(texts[done++ % texts.length] as string)
  return (done * 1000) / (performance.now() - start)
}

for (const text of texts) reader.understand({ messages: [{ user: 'U1', text }] })
const rates = candidates.map(() => [] as number[])
for (let round = 0; round < ROUNDS; round++) for (const [i, [, run]] of candidates.entries()) rates[i]?.push(rate(run))
const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] as number
const wink = rates[1] ? median(rates[1]) : Number.NaN
console.log(`${texts.length} messages of ${LENGTH} characters`)
console.table(
  Object.fromEntries(
    candidates.map(([name], i) => {
      const value = median(rates[i] as number[])
      return [name, { 'messages a second': Math.round(value), 'times wink': Number((value / wink).toFixed(2)) }]
    }),
  ),
)

const thread = Array.from({ length: 100 }, (_, i) => ({
  user: `U${i % 5}`,
  text: `${texts[i]} ${texts[i + 1]}`.slice(0, 400),
}))
const times = Array.from({ length: 200 }, () => {
  const start = performance.now()
  reader.understand({ messages: thread })
  return performance.now() - start
}).toSorted((a, b) => a - b)
console.log(`40 kB thread of 100 messages: median ${times[100]?.toFixed(1)} ms, p99 ${times[198]?.toFixed(1)} ms`)
