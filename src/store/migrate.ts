import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from 'better-sqlite3'
import { ConfigError } from '../domain/errors.ts'

/** One numbered SQL file; `version` is its number, and once landed it never changes. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url))

/** Reads the numbered files of a folder in order; they have to count from 1 without a gap. */
export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
  return names.map((name, index) => {
    const version = Number.parseInt(name, 10)
    if (version !== index + 1) throw new Error(`migration ${name} is out of order: expected number ${index + 1}`)
    return { version, name, sql: readFileSync(`${folder}/${name}`, 'utf8') }
  })
}

const digest = (sql: string) => hash('sha256', sql)
const versionOf = (db: Database) => db.pragma('user_version', { simple: true }) as number

/** Whether migrations are to be applied. */
export const isBehind = (db: Database, migrations: readonly Migration[]): boolean => versionOf(db) < migrations.length

/**
 * Brings a database up to the program's version, each file whole or not at all.
 * @throws ConfigError for a database that is newer than the program, or made from other files of the same numbers
 */
export function migrate(db: Database, migrations: readonly Migration[], file: string): void {
  db.transaction(() => {
    checkVersion(db, migrations, file)
    db.exec('CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT, sha256 TEXT) STRICT')
  }).immediate()
  for (const migration of migrations) {
    db.transaction(() => {
      if (versionOf(db) >= migration.version) return
      db.exec(migration.sql)
      db.prepare('INSERT INTO migrations VALUES (?, ?, ?)').run(
        migration.version,
        migration.name,
        digest(migration.sql),
      )
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
  }
  checkFiles(db, migrations, file)
}

/**
 * Checks a database that may only be read.
 * @throws ConfigError when its version is not exactly the program's
 */
export function requireCurrent(db: Database, migrations: readonly Migration[], file: string): void {
  checkVersion(db, migrations, file)
  if (isBehind(db, migrations)) {
    throw new ConfigError(`The database ${file} is older than this program: start the bot once, which updates it.`)
  }
  checkFiles(db, migrations, file)
}

function checkVersion(db: Database, migrations: readonly Migration[], file: string): void {
  if (versionOf(db) > migrations.length) {
    throw new ConfigError(
      `The database ${file} was written by a newer version of this program: update the program, or restore the ` +
        'backup made before that update.',
    )
  }
}

function checkFiles(db: Database, migrations: readonly Migration[], file: string): void {
  const applied = db.prepare<[], { version: number; sha256: string }>('SELECT version, sha256 FROM migrations').all()
  const wrong = applied.find(({ version, sha256 }) => digest(migrations[version - 1]?.sql ?? '') !== sha256)
  if (wrong || applied.length !== migrations.length) {
    throw new ConfigError(
      `The database ${file} is out of step with this program (migration ${wrong?.version ?? applied.length}): use the ` +
        'program that made it, or another database file.',
    )
  }
}
