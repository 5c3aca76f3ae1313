import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ConfigError } from '../domain/errors.ts'

/** Where the database is: a file, or nowhere but in memory (`:memory:`, gone when it is closed). */
export interface Location {
  readonly file: string
  readonly memory: boolean
}

/**
 * Reads DATABASE_URL: `sqlite:var/decisions.db` (from the working directory), `sqlite:/data/decisions.db`,
 * `sqlite::memory:`.
 * @throws ConfigError for another database or no file name
 */
export function parseDatabaseUrl(url: string): Location {
  const [scheme, rest] = [url.slice(0, url.indexOf(':')), url.slice(url.indexOf(':') + 1)]
  if (scheme === 'postgres' || scheme === 'postgresql') {
    throw new ConfigError('DATABASE_URL names PostgreSQL, which is not supported yet: use sqlite:var/decisions.db.')
  }
  if (scheme !== 'sqlite') {
    throw new ConfigError('DATABASE_URL has to look like sqlite:var/decisions.db: only SQLite is supported.')
  }
  const file = rest.replace(/^\/\/(?=\/)/, '')
  if (file === '' || file.startsWith('//')) {
    throw new ConfigError('DATABASE_URL names no file: write sqlite:var/decisions.db or sqlite:/data/decisions.db.')
  }
  return { file, memory: file === ':memory:' }
}

/**
 * A file of that name in the folder of the database; null for a database in memory.
 * @throws ConfigError as `parseDatabaseUrl`
 */
export function besideDatabase(url: string, name: string): string | null {
  const { file, memory } = parseDatabaseUrl(url)
  return memory ? null : join(dirname(file), name)
}

/** One folder after the other: a recursive mkdir never comes back where the system refuses to say why (/proc). */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

/**
 * Makes the folder of a database that is to be written and checks that both may be written.
 * @throws ConfigError naming what is in the way
 */
export function prepareFile(file: string): void {
  const folder = dirname(file)
  try {
    // Resolved: a folder behind `..` need not exist on the way.
    makeFolder(resolve(folder))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new ConfigError(`The folder ${folder} for the database cannot be made or written: ${reason(cause)}.`, {
      cause,
    })
  }
  if (!existsSync(file)) {
    // It will hold words of private conversations; SQLite gives its side files the same mode.
    closeSync(openSync(file, 'a', 0o600))
    return
  }
  if (!statSync(file).isFile()) throw new ConfigError(`${file} is no file: point DATABASE_URL at a database file.`)
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
  } catch (cause) {
    throw new ConfigError(`The database ${file} cannot be written: ${reason(cause)}.`, { cause })
  }
}

/**
 * Checks that a database that is only read is there.
 * @throws ConfigError when it is missing or may not be read
 */
export function requireFile(file: string): void {
  if (!existsSync(file)) throw new ConfigError(`There is no database at ${file} yet: nothing has been logged there.`)
  try {
    accessSync(file, constants.R_OK)
  } catch (cause) {
    throw new ConfigError(`The database ${file} cannot be read: ${reason(cause)}.`, { cause })
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'this user lacks the permission',
  EPERM: 'this user lacks the permission',
  EROFS: 'the disk is mounted read-only',
  ENOENT: 'a folder above it is missing or cannot be written',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file stands where the folder should be',
  EEXIST: 'a file stands where the folder should be',
}

const reason = (error: unknown): string => {
  const code = String((error as { code?: unknown }).code)
  return WORDS[code] ?? code
}
