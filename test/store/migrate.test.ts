import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { type Migration, migrate, readMigrations } from '#src/store/migrate.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrate-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** Digests of landed migrations: a landed file never changes, a new one gets a line here. */
const FROZEN: Readonly<Record<string, string>> = {
  '0001_initial.sql': 'e7c7378cddb055aff785696e30c89c887265c12ea6a415e49dd7f30eb3f15154',
  '0002_scopes_in_use.sql': '5826efed9c2e96633a041567347ca47254ca31e5c94ae85586b7dcc39b592da9',
}

const numbered = (...sqls: readonly string[]): readonly Migration[] =>
  sqls.map((sql, i) => ({ version: i + 1, name: `${i + 1}.sql`, sql }))
const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations'").pluck().all()

describe('migrations', () => {
  it('are frozen once landed', () => {
    const digests = readMigrations().map(({ name, sql }) => [name, createHash('sha256').update(sql).digest('hex')])
    expect(Object.fromEntries(digests)).toEqual(FROZEN)
  })

  it('keep a workspace in every table of theirs that holds what people bring', () => {
    const db = new Database(':memory:')
    migrate(db, readMigrations(), 'x')
    const without = db
      .prepare<[], string>(
        `SELECT name FROM pragma_table_list t WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
        AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = 'workspace') ORDER BY name`,
      )
      .pluck()
      .all()
    expect(without).toEqual(['heartbeat', 'migrations'])
    db.close()
  })

  it('run each once, in order', () => {
    const db = new Database(':memory:')
    migrate(db, numbered('CREATE TABLE a (x)'), 'x')
    migrate(db, numbered('CREATE TABLE a (x)', 'ALTER TABLE a RENAME TO b'), 'x')
    migrate(db, numbered('CREATE TABLE a (x)', 'ALTER TABLE a RENAME TO b'), 'x')
    expect(tables(db)).toEqual(['b'])
    expect(db.pragma('user_version', { simple: true })).toBe(2)
    db.close()
  })

  it('leave nothing of one that fails half-way', () => {
    const db = new Database(':memory:')
    const broken = numbered('CREATE TABLE a (x)', 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)')
    expect(() => migrate(db, broken, 'x')).toThrow('nowhere')
    expect(tables(db)).toEqual(['a'])
    migrate(db, numbered('CREATE TABLE a (x)', 'CREATE TABLE b (x)'), 'x')
    expect(tables(db)).toEqual(['a', 'b'])
    db.close()
  })

  it('leave nothing of one during which the process was killed', () => {
    const file = join(folder, 'killed.db')
    const code = `
      import Database from 'better-sqlite3'
      import { migrate } from '#src/store/migrate.ts'
      const db = new Database(process.argv[1])
      db.pragma('journal_mode = WAL')
      db.function('die', () => process.kill(process.pid, 'SIGKILL'))
      const sqls = ['CREATE TABLE a (x)', 'CREATE TABLE b (x); INSERT INTO a VALUES (1); SELECT die()']
      migrate(db, sqls.map((sql, i) => ({ version: i + 1, name: i + '.sql', sql })), 'x')`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', code, file])
    expect(signal).toBe('SIGKILL')
    const db = new Database(file)
    expect(tables(db)).toEqual(['a'])
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(db.prepare('SELECT count(*) FROM a').pluck().get()).toBe(0)
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    db.close()
  })
})
