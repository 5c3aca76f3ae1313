import Database from 'better-sqlite3'
import { ConfigError } from '../domain/errors.ts'

const SENTENCES: readonly (readonly [RegExp, (file: string) => string])[] = [
  [/^SQLITE_FULL/, (f) => `The disk that holds ${f} is full: free some space. Nothing of this request was written.`],
  [/^SQLITE_NOTADB/, (f) => `${f} is not an SQLite database: move that file away or point DATABASE_URL elsewhere.`],
  [/^SQLITE_CORRUPT/, (f) => `${f} is damaged: stop the bot and put the last backup in its place.`],
  [/^SQLITE_(READONLY|PERM)/, (f) => `${f} cannot be written: check its owner and that its disk is not read-only.`],
  [
    /^SQLITE_(CANTOPEN|IOERR_SHM)/,
    (f) =>
      `${f} cannot be opened: this user needs to read and write the file and its folder, and the disk needs space.`,
  ],
  [/^SQLITE_IOERR/, (f) => `Reading or writing ${f} failed: check the disk that holds it.`],
  [/^SQLITE_(BUSY|LOCKED)/, (f) => `${f} is in use by another program that does not let go of it: try again.`],
]

/**
 * Turns an error of the database driver into a sentence that says what to do; any other error passes through.
 * @param file the database as the person wrote it
 */
export function storeError(error: unknown, file: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  const sentence = SENTENCES.find(([code]) => code.test(error.code))
  return sentence ? new ConfigError(sentence[1](file), { cause: error }) : error
}
