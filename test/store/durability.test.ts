import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, expect, it } from 'vitest'
import { openStore } from '#src/store/sqlite.ts'
import { NOW } from './fixtures.ts'

const ROUNDS = 3
const folder = mkdtempSync(join(tmpdir(), 'durability-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Lines that a bot wrote until it was killed, in the middle of whatever it was doing. */
async function killedBot(file: string, round: number): Promise<readonly string[]> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./durability-child.ts', import.meta.url)), file, `${round}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === 20 + 7 * round) child.kill('SIGKILL')
  }
  return lines
}

it('keeps what was acknowledged and nothing by halves when the bot is killed', async () => {
  const file = join(folder, 'decisions.db')
  const lines: string[] = []
  for (let round = 0; round < ROUNDS; round++) lines.push(...(await killedBot(file, round)))
  const keys = (what: string) => lines.filter((l) => l.startsWith(what)).map((l) => l.split(' ')[1])
  expect(keys('answered').length).toBeGreaterThan(30)

  const store = await openStore(`sqlite:${file}`, { now: () => NOW, bot: true })
  const open = (await store.unfinished()).map((r) => r.key)
  const unsent = (await store.nextMessages(NOW, 1000)).map((m) => m.key)
  const { checked, damaged } = await store.verify()
  await store.close()
  const db = new Database(file, { readonly: true })
  const logged = db.prepare<[], string>('SELECT request_key FROM decisions').pluck().all()
  const indexed = db.prepare('SELECT count(*) FROM decision_search').pluck().get()
  const integrity = db.pragma('integrity_check', { simple: true })
  db.close()

  expect(keys('answered').filter((key) => !logged.includes(key!))).toEqual([])
  expect(keys('received').filter((key) => !logged.includes(key!) && !open.includes(key!))).toEqual([])
  expect(logged.filter((key) => open.includes(key))).toEqual([])
  expect(unsent.toSorted()).toEqual(logged.map((key) => `message-${key}`).toSorted())
  expect({ checked, damaged, indexed, integrity }).toEqual({
    ...{ checked: logged.length, indexed: logged.length },
    ...{ damaged: [], integrity: 'ok' },
  })
})
