import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { ConfigError } from '../domain/errors.ts'
import { takeBotLock } from './bot-lock.ts'
import { storeError } from './errors.ts'
import type { Location } from './location.ts'
import { prepareFile, requireFile } from './location.ts'
import { isBehind, migrate, readMigrations, requireCurrent } from './migrate.ts'

/** bot: the one process that works on requests; shared: logs beside it; readonly: looks only. */
export type Mode = 'bot' | 'shared' | 'readonly'

/** An open database, with the identity of its file at that moment. */
export interface Connection {
  readonly db: Database.Database
  readonly file: string
  readonly identity: string | null
  readonly close: () => void
}

const BUSY_MS = 5000
const UPDATE_WAIT_MS = 1000
const WAL_LIMIT_BYTES = 64 * 1024 * 1024
const CACHE_KIB = 64_000
const FULL = 2

/**
 * Opens a database for this process, with durable commits, and brings its schema up to date; read-only it changes
 * nothing, so that it can look into the database of a running bot.
 * @throws ConfigError with a sentence for every way in which that can fail
 */
export function connect(location: Location, mode: Mode): Connection {
  const { file, memory } = location
  const readonly = mode === 'readonly'
  if (!memory) readonly ? requireFile(file) : prepareFile(file)
  const lock = mode === 'bot' && !memory ? takeBotLock(file, 0) : null
  let db: Database.Database | undefined
  const close = () => {
    db?.close()
    lock?.release()
  }
  try {
    db = new Database(file, { readonly, fileMustExist: readonly, timeout: BUSY_MS })
    settings(db, readonly, memory)
    bringUpToDate(db, location, mode)
    return { db, file, identity: memory ? null : fileIdentity(file), close }
  } catch (error) {
    close()
    throw storeError(error, file)
  }
}

/** Only the bot changes the schema, or somebody else while no bot runs. */
function bringUpToDate(db: Database.Database, { file, memory }: Location, mode: Mode): void {
  const migrations = readMigrations()
  if (mode === 'readonly') {
    requireCurrent(db, migrations, file)
    return
  }
  const alone = mode === 'shared' && !memory && isBehind(db, migrations)
  const lock = alone ? takeBotLock(file, UPDATE_WAIT_MS) : null
  try {
    migrate(db, migrations, file)
  } finally {
    lock?.release()
  }
}

/** Which file stands under this name now: changes when it was moved, deleted or replaced. */
export function fileIdentity(file: string): string | null {
  const stat = statSync(file, { throwIfNoEntry: false })
  return stat ? `${stat.dev}:${stat.ino}` : null
}

function settings(db: Database.Database, readonly: boolean, memory: boolean): void {
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('temp_store = MEMORY')
  db.pragma(`cache_size = -${CACHE_KIB}`)
  if (readonly) {
    db.pragma('query_only = ON')
    return
  }
  db.pragma('secure_delete = ON')
  const mode = db.pragma('journal_mode = WAL', { simple: true })
  // The driver opens WAL databases with NORMAL, which loses acknowledged rows when the power goes.
  db.pragma('synchronous = FULL')
  db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
  if (db.pragma('synchronous', { simple: true }) !== FULL || (!memory && mode !== 'wal')) {
    throw new ConfigError('The database cannot be set to keep what was acknowledged (WAL, synchronous=FULL).')
  }
}
