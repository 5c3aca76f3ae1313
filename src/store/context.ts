import type { Database } from 'better-sqlite3'

/** What every table's file works with. */
export interface Context {
  readonly db: Database
  readonly now: () => string
  /** Makes a short id of that many characters. */
  readonly id: (length: number) => string
}

/** Runs `work` as one transaction that takes the write lock first, so that it never fails half-way for a rival. */
export function write<T>(db: Database, work: () => T): T {
  return db.inTransaction ? work() : db.transaction(work).immediate()
}
