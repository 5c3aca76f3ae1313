import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConfigError } from '#src/domain/errors.ts'
import { storeError } from '#src/store/errors.ts'
import { openStore } from '#src/store/sqlite.ts'
import { NOW } from './fixtures.ts'

const now = () => NOW
const folder = mkdtempSync(join(tmpdir(), 'opening-'))
const path = (name: string) => join(folder, name)
const at = (name: string) => `sqlite:${path(name)}`
beforeAll(() => chmodSync(folder, 0o755))
afterAll(() => rmSync(folder, { recursive: true }))

async function refusal(url: string, options: { readonly?: boolean } = {}): Promise<string> {
  const error = await openStore(url, { now, ...options }).then(
    (store) => store.close(),
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return (error as ConfigError).message
}

describe('the address of the database', () => {
  it('says so at once where the system makes no folder', async () => {
    expect(await refusal('sqlite:/proc/nowhere/deep/decisions.db')).toContain('cannot be made or written')
  })

  it.each([
    ['postgres://db/x', 'PostgreSQL, which is not supported yet'],
    ['mysql://db/x', 'only SQLite'],
    ['decisions.db', 'only SQLite'],
    ['', 'only SQLite'],
    ['sqlite:', 'names no file'],
    ['sqlite://', 'names no file'],
  ])('%s is refused', async (url, words) => {
    expect(await refusal(url)).toContain(words)
  })

  it('may have two slashes more', async () => {
    const store = await openStore(`sqlite://${path('slashes.db')}`, { now })
    expect(await store.health()).toMatchObject({ ok: true })
    await store.close()
  })
})

describe('opening', () => {
  it('makes the folder, keeps what is acknowledged, and finds its data again', async () => {
    const store = await openStore(at('new/deep/decisions.db'), { now })
    await store.markOnce('T1', 'U1', 'welcome', NOW)
    await store.close()
    const again = await openStore(at('new/deep/decisions.db'), { now })
    expect(await again.markOnce('T1', 'U1', 'welcome', NOW)).toBe(false)
    await again.close()
  })

  it('names a file that is no database, a folder, a file in place of the folder', async () => {
    writeFileSync(path('text.db'), 'this is a letter to my landlord, not a database, '.repeat(50))
    mkdirSync(path('folder.db'))
    expect(await refusal(at('text.db'))).toContain('is not an SQLite database')
    expect(await refusal(at('text.db'), { readonly: true })).toContain('is not an SQLite database')
    expect(await refusal(at('folder.db'))).toContain('is no file')
    expect(await refusal(at('text.db/decisions.db'))).toContain('a file stands where the folder should be')
  })

  it('refuses a database of a newer program, and one of another', async () => {
    await (await openStore(at('newer.db'), { now })).close()
    const newer = new Database(path('newer.db'))
    newer.pragma('user_version = 999')
    newer.close()
    expect(await refusal(at('newer.db'))).toContain('written by a newer version')
    await (await openStore(at('other.db'), { now })).close()
    const other = new Database(path('other.db'))
    other.exec("UPDATE migrations SET sha256 = 'something else'")
    other.close()
    expect(await refusal(at('other.db'))).toContain('out of step with this program')
  })

  it('only reads what is there and up to date', async () => {
    expect(await refusal(at('missing.db'), { readonly: true })).toContain('There is no database at')
    new Database(path('old.db')).exec('CREATE TABLE x (y)').close()
    expect(await refusal(at('old.db'), { readonly: true })).toContain('start the bot once')
  })
})

describe('without the permission', () => {
  /** Root may write everywhere, so the child gives its rights up first. */
  const asNobody = (name: string, readonly: boolean): string => {
    const code = `
      import { openStore } from '#src/store/sqlite.ts'
      if (process.getuid() === 0) process.setuid(65534)
      await openStore('sqlite:' + process.argv[1], { now: () => '${NOW}', readonly: ${readonly} }).then(
        async (store) => console.log(JSON.stringify(await store.health())),
        (error) => console.log(error.name + ': ' + error.message),
      )`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code, path(name)], {
      encoding: 'utf8',
    })
    return stdout + stderr
  }

  it('says so, for the file and for its folder', async () => {
    for (const name of ['locked/decisions.db', 'shut/decisions.db']) await (await openStore(at(name), { now })).close()
    chmodSync(path('locked/decisions.db'), 0o444)
    chmodSync(path('locked'), 0o777)
    chmodSync(path('shut'), 0o555)
    expect(asNobody('locked/decisions.db', false)).toMatch(/ConfigError: .* cannot be written: .* lacks the permission/)
    expect(asNobody('shut/decisions.db', false)).toMatch(/ConfigError: The folder .* lacks the permission/)
    expect(asNobody('shut/new/decisions.db', false)).toMatch(/ConfigError: The folder .* lacks the permission/)
    chmodSync(path('locked/decisions.db'), 0o000)
    expect(asNobody('locked/decisions.db', true)).toMatch(/ConfigError: .* cannot be read: .* lacks the permission/)
  })
})

describe('errors of the disk', () => {
  it('become a sentence that says what to do', () => {
    const db = new Database(':memory:')
    db.exec('CREATE TABLE t (x)')
    db.pragma('max_page_count = 3')
    const full = (): unknown => {
      try {
        return db.exec(`INSERT INTO t VALUES ('${'x'.repeat(100_000)}')`)
      } catch (error) {
        return storeError(error, 'var/decisions.db')
      }
    }
    expect(full()).toBeInstanceOf(ConfigError)
    expect((full() as Error).message).toMatch(/^The disk that holds var\/decisions.db is full: free some space\./)
    const own = new Error('something of ours')
    expect(storeError(own, 'x')).toBe(own)
    db.close()
  })
})

it('keeps the database and its backups from other users of the machine', async () => {
  const store = await openStore(at('own.db'), { now })
  await store.backup(path('own-copy.db'))
  const modes = ['own.db', 'own.db-wal', 'own-copy.db'].map((name) => statSync(path(name)).mode & 0o077)
  await store.close()
  expect(modes).toEqual([0, 0, 0])
})
