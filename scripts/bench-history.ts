/**
 * History at size: `node scripts/bench-history.ts [decisions]` (100,000 unless told) fills a database in a temporary
 * folder with briefs of about 800 characters and advice of about 8 KB, half of it in the viewer's workspace, who is in
 * 20 of 200 channels, and prints milliseconds, p50 and p99, with the ratio to the same query without the permission.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { setImmediate } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { HistoryQuery } from '../src/domain/decision.ts'
import type { Verdict } from '../src/domain/recommendation.ts'
import { openStore } from '../src/store/sqlite.ts'
import { advice } from '../test/store/fixtures.ts'

const SIZE = Number(process.argv[2] ?? 100_000)
const CHANNELS = 200
const MINE = 20
const RUNS = 400
const VERDICTS: readonly Verdict[] = ['open', 'closed', 'hybrid', 'undecided']

let seed = 42
const random = () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!
const syllables = ['ba', 'ko', 'ri', 'tu', 'me', 'lo', 'sa', 'ne', 'vi', 'du', 'pa', 'gro', 'fen', 'ta', 'mi', 'zu']
const word = (i: number) => [i % 16, (i >> 4) % 16, (i >> 8) % 16].map((s) => syllables[s]).join('')
/** Few words are common and most are rare, as in people's language. */
const anyWord = () => word(Math.floor(4096 * random() ** 3))

function brief(): string {
  const words = Array.from({ length: 120 }, anyWord)
  words[0] = 'model'
  if (random() < 0.25) words[1] = 'hospital'
  if (random() < 0.02) words[2] = 'radiology'
  if (random() < 0.001) words[3] = 'cyclotron'
  return words.join(' ')
}

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!
}

const folder = mkdtempSync(join(tmpdir(), 'bench-history-'))
const file = join(folder, 'bench.db')
const store = await openStore(`sqlite:${file}`, { now: () => new Date().toISOString() })
const start = Date.UTC(2024, 0, 1)
const filler = { filler: 'x'.repeat(5000) }
const inserts: number[] = []

for (let i = 0; i < SIZE; i++) {
  const workspace = random() < 0.5 ? 'T1' : `T${2 + Math.floor(random() * 20)}`
  const channel = `C${Math.floor(random() * CHANNELS)}`
  const text = brief()
  const askedAt = new Date(start + i * 300_000).toISOString()
  const given = { ...advice([{ user: `U${i % 50}`, text }], pick(VERDICTS)), ...filler }
  const before = performance.now()
  await store.commitAnswer({
    request: `r${i}`,
    decision: {
      place: { workspace, channel, kind: 'public' },
      scopes: [channel],
      askedBy: `U${i % 50}`,
      askedAt,
      title: text.slice(0, 60),
      advice: given,
    },
    messages: () => [],
    now: askedAt,
  })
  inserts.push(performance.now() - before)
  if (i % 64 === 0) await setImmediate()
}

const viewer = { workspace: 'T1', user: 'U0', scopes: Array.from({ length: MINE }, (_, i) => `C${i * 7}`) }
const plain = new Database(file, { readonly: true })
const bare = plain.prepare(
  `SELECT d.id, d.title FROM decision_search JOIN decisions d ON d.seq = decision_search.rowid
  WHERE decision_search MATCH ? ORDER BY decision_search.rowid DESC LIMIT 21`,
)

async function time(run: () => unknown): Promise<readonly number[]> {
  const times: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const before = performance.now()
    await run()
    times.push(performance.now() - before)
    await setImmediate()
  }
  return times
}

const line = (name: string, times: readonly number[], base?: readonly number[]) => {
  const ratio = base ? (quantile(times, 0.5) / quantile(base, 0.5)).toFixed(1) : ''
  const figures = [0.5, 0.99, 1].map((share) => quantile(times, share).toFixed(2).padStart(8))
  console.log(`${name.padEnd(42)}${figures.join('')}${ratio.padStart(10)}`)
}

console.log(`${SIZE} decisions, ${Math.round(statSync(file).size / 2 ** 20)} MiB, ${MINE} scopes; milliseconds`)
console.log(`${''.padEnd(42)}     p50     p99     max     ratio`)
line(`insert, the last ${Math.min(5000, SIZE)}`, inserts.slice(-5000))

const searches: readonly (readonly [string, Partial<HistoryQuery>])[] = [
  ['common term', { words: 'model' }],
  ['term in 1 of 4', { words: 'hospital' }],
  ['term in 1 of 50', { words: 'radiology' }],
  ['term in 1 of 1,000', { words: 'cyclotron' }],
  ['unknown term', { words: 'unheardof' }],
  ['two terms', { words: 'hospital radiology' }],
  ['two common terms', { words: 'model hospital' }],
  ['rare and common term', { words: 'cyclotron model' }],
]
for (const [name, query] of searches) {
  const match = query.words!.split(' ').join(' AND ')
  line(name, await time(() => store.history({ limit: 20, ...query }, viewer)), await time(() => bare.all(match)))
}
line('term, rare filter', await time(() => store.history({ limit: 20, words: 'hospital', owner: 'U7' }, viewer)))
line('term, since', await time(() => store.history({ limit: 20, words: 'cyclotron', since: '2024-06' }, viewer)))
line(
  'no access at all',
  await time(() => store.history({ limit: 20, words: 'model' }, { ...viewer, scopes: ['C999'] })),
)
line('first page', await time(() => store.history({ limit: 20 }, viewer)))
let after: string | undefined
line(
  'page after page',
  await time(async () => {
    const page = await store.history({ limit: 20, ...(after ? { after } : {}) }, viewer)
    after = page.next ?? undefined
  }),
)
line('filtered page', await time(() => store.history({ limit: 20, status: 'proposed', kind: 'closed' }, viewer)))
line('similar', await time(() => store.similar(brief(), viewer, 3)))

/** Longest time in which nothing else got its turn, in milliseconds, while `run` is repeated for two seconds. */
async function longestStall(run: () => unknown): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 })
  const end = performance.now() + 2000
  delay.enable()
  while (performance.now() < end) {
    await run()
    await setImmediate()
  }
  delay.disable()
  return `p99 ${(delay.percentile(99) / 1e6).toFixed(1)}, longest ${(delay.max / 1e6).toFixed(1)}`
}
console.log(`event loop, idle: ${await longestStall(() => {})}`)
for (const words of ['model', 'hospital radiology', 'cyclotron']) {
  console.log(`event loop, "${words}": ${await longestStall(() => store.history({ limit: 20, words }, viewer))}`)
}
console.log(`event loop, similar: ${await longestStall(() => store.similar(brief(), viewer, 3))}`)
console.log(`event loop, forget: ${await longestStall(() => store.forget('T1', 'U1'))}`)

plain.close()
await store.close()
rmSync(folder, { recursive: true })
