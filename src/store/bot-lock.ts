import Database from 'better-sqlite3'
import { ConfigError } from '../domain/errors.ts'
import { storeError } from './errors.ts'

/**
 * Holds the right to be the one bot on this database until `release`, or until the process ends in whatever way: the
 * operating system drops the lock. It lies in a file of its own, so that the command line can read and log meanwhile.
 * @param waitMs how long to wait for another holder
 * @throws ConfigError when another bot holds it
 */
export function takeBotLock(file: string, waitMs: number): { readonly release: () => void } {
  const lock = new Database(`${file}-bot`, { timeout: waitMs })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new ConfigError(
        `Another bot is running on ${file}: stop it first, or give this one its own database with DATABASE_URL.`,
      )
    }
    throw storeError(error, file)
  }
  return { release: () => lock.close() }
}
