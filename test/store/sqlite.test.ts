import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { openStore } from '#src/store/sqlite.ts'
import { storeContract } from '#test/support/store-contract.ts'
import { asked, message, NOW, viewer } from './fixtures.ts'

const now = () => NOW
const folder = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(folder, { recursive: true }))
let count = 0
const fresh = () => `sqlite:${join(folder, `${++count}.db`)}`

describe('SQLite in memory', () => storeContract(() => openStore('sqlite::memory:', { now })))
describe('SQLite in a file', () => storeContract(() => openStore(fresh(), { now, bot: true })))

describe('short ids', () => {
  it('are drawn again when taken', async () => {
    const ids = ['aaaaa', 'aaaaa', 'bbbbb']
    const store = await openStore('sqlite::memory:', { now, id: () => ids.shift()! })
    for (const request of ['1', '2']) {
      await store.commitAnswer({ request, decision: asked(request), messages: () => [], now: NOW })
    }
    expect((await store.history({ limit: 9 }, viewer('U1', 'C1'))).rows.map((row) => row.id)).toEqual([
      'bbbbb',
      'aaaaa',
    ])
    await store.close()
  })

  it('hold nothing that reads like something else', async () => {
    const store = await openStore('sqlite::memory:', { now })
    for (let i = 0; i < 50; i++) {
      const decision = await store.commitAnswer({ request: `${i}`, decision: asked('x'), messages: () => [], now: NOW })
      expect(decision?.id).toMatch(/^[2-9bcdfghjkmnpqrstvwxyz]{5}$/)
    }
    await store.close()
  })
})

describe('processes on one file', () => {
  it('lets one bot in, and says what to do about a second', async () => {
    const url = fresh()
    const bot = await openStore(url, { now, bot: true })
    await expect(openStore(url, { now, bot: true })).rejects.toThrow(/Another bot is running on .*: stop it first/)
    await bot.close()
    await (await openStore(url, { now, bot: true })).close()
  })

  it('changes no schema under a running bot', async () => {
    const url = fresh()
    const bot = await openStore(url, { now, bot: true })
    const old = new Database(url.slice('sqlite:'.length))
    const version = old.pragma('user_version', { simple: true })
    old.pragma('user_version = 0')
    await expect(openStore(url, { now })).rejects.toThrow('Another bot is running')
    old.pragma(`user_version = ${version}`)
    old.close()
    await bot.close()
  })

  it('lets the command line read and log beside a bot', async () => {
    const url = fresh()
    const bot = await openStore(url, { now, bot: true })
    const cli = await openStore(url, { now })
    const reader = await openStore(url, { now, readonly: true })
    await cli.commitAnswer({ request: 'cli', decision: asked('logged beside'), messages: () => [], now: NOW })
    const page = await reader.history({ limit: 9, words: 'beside' }, viewer('U1', 'C1'))
    expect(page).toEqual(await bot.history({ limit: 9, words: 'beside' }, viewer('U1', 'C1')))
    expect(page.rows).toHaveLength(1)
    await expect(
      reader.receive({ key: 'k', workspace: 'T1', kind: 'event', body: '', receivedAt: NOW }),
    ).rejects.toThrow('cannot be written')
    for (const store of [reader, cli, bot]) await store.close()
  })

  it('holds what the last bot was sending to be in doubt, once it is the bot', async () => {
    const url = fresh()
    const first = await openStore(url, { now, bot: true })
    await first.commitAnswer({ request: 'r', messages: () => [message('a'), message('b')], now: NOW })
    const [a] = await first.nextMessages(NOW, 1)
    await first.markSending(a!.id, NOW)
    const cli = await openStore(url, { now })
    expect((await cli.nextMessages(NOW, 9)).map(({ key, state }) => [key, state])).toEqual([['b', 'pending']])
    await cli.close()
    await first.close()
    const second = await openStore(url, { now, bot: true })
    expect((await second.nextMessages(NOW, 9)).map(({ key, state }) => [key, state])).toEqual([
      ['a', 'in_doubt'],
      ['b', 'pending'],
    ])
    await second.close()
  })
})
