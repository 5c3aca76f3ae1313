import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { ConfigError } from '#src/domain/errors.ts'
import { openStore } from '#src/store/sqlite.ts'
import { advice, asked, message, NOW, request, viewer } from './fixtures.ts'

const now = () => NOW
const folder = mkdtempSync(join(tmpdir(), 'care-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = (name: string) => join(folder, name)
const open = (name: string) => openStore(`sqlite:${path(name)}`, { now })
const log = (store: Awaited<ReturnType<typeof open>>, key: string) =>
  store.commitAnswer({ request: key, decision: asked(`words of ${key}`), messages: () => [], now: NOW })

/** Everything that lies on the disk of a database, its log included. */
const bytes = (name: string) =>
  readdirSync(folder)
    .filter((file) => file.startsWith(name))
    .map((file) => readFileSync(path(file), 'latin1').toLowerCase())
    .join('')

describe('health', () => {
  it('notices that the file was moved, deleted or replaced', async () => {
    const store = await open('moved.db')
    expect(await store.health()).toMatchObject({ ok: true })
    renameSync(path('moved.db'), path('elsewhere.db'))
    expect(await store.health()).toMatchObject({ ok: false, detail: expect.stringContaining('moved, deleted') })
    new Database(path('moved.db')).exec('CREATE TABLE x (y)').close()
    expect(await store.health()).toMatchObject({ ok: false })
    await store.close()
  })

  it('says what is wrong when writing fails', async () => {
    const store = await open('dropped.db')
    const other = new Database(path('dropped.db'))
    other.exec('DROP TABLE heartbeat')
    other.close()
    expect(await store.health()).toMatchObject({ ok: false, detail: expect.stringContaining('heartbeat') })
    await store.close()
  })
})

describe('verify', () => {
  it('names a decision whose row changed by itself, in any column', async () => {
    const store = await open('flipped.db')
    const [, second, third] = [await log(store, '1'), await log(store, '2'), await log(store, '3')]
    const other = new Database(path('flipped.db'))
    other.prepare("UPDATE decisions SET advice = replace(advice, '90000', '90001') WHERE id = ?").run(second!.id)
    other.prepare("UPDATE decisions SET status = 'accepted' WHERE id = ?").run(third!.id)
    other.close()
    expect(await store.verify()).toEqual({ checked: 3, damaged: [second!.id, third!.id] })
    await store.close()
  })
})

describe('backup', () => {
  it('copies a database in use, which opens and verifies like the first', async () => {
    const store = await open('live.db')
    const written = await log(store, '1')
    await Promise.all([store.backup(path('copy.db')), log(store, '2')])
    await log(store, '3')
    expect((await store.history({ limit: 9 }, viewer('U1', 'C1'))).rows).toHaveLength(3)
    const copy = await open('copy.db')
    expect((await copy.verify()).damaged).toEqual([])
    expect((await copy.history({ limit: 9 }, viewer('U1', 'C1'))).rows.map((row) => row.id)).toContain(written!.id)
    await copy.close()
    await expect(store.backup(path('copy.db'))).rejects.toThrow(ConfigError)
    await expect(store.backup(path('no/such/folder.db'))).rejects.toThrow(ConfigError)
    await store.close()
  })
})

describe('privacy on the disk', () => {
  it('leaves no byte of forgotten, expired, finished or purged words', async () => {
    const store = await open('words.db')
    const messages = [
      { user: 'U1', text: 'Aardvark numbers' },
      { user: 'U2', text: 'Bandicoot servers' },
      { user: 'U3', text: 'Capybara budget' },
    ]
    const given = asked('Aardvark numbers', { advice: advice(messages) })
    await store.receive({ ...request('k'), body: 'dugong' })
    const { id } = (await store.commitAnswer({
      request: 'k',
      decision: given,
      messages: (d) => [{ ...message('m', d?.id), args: 'echidna' }],
      now: NOW,
    }))!
    await store.choose(id, 1, { status: 'accepted', by: 'U2', at: NOW, reason: 'flamingo' }, viewer('U2', 'C1'))
    for (const word of ['aardvark', 'bandicoot', 'capybara', 'echidna', 'flamingo']) {
      expect(bytes('words.db')).toContain(word)
    }
    await store.markSent((await store.nextMessages(NOW, 1))[0]!.id, null, NOW)
    await store.forget('T1', 'U2')
    expect(bytes('words.db')).toContain('capybara')
    expect(bytes('words.db')).not.toMatch(/bandicoot|flamingo|dugong|echidna/)
    await store.expireOthersText('2027')
    expect(bytes('words.db')).toContain('aardvark')
    expect(bytes('words.db')).not.toContain('capybara')
    await store.purge('T1')
    expect(bytes('words.db')).not.toContain('aardvark')
    await store.close()
  })
})
