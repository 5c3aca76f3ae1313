import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { ConfigError } from '#src/domain/errors.ts'
import { readArchive } from './archive.ts'
import { readModelsDev, readPiAi, type Source } from './sources.ts'

const MODELS_DEV = 'https://models.dev/api.json'
const OVERLAY_PACKAGE = '@earendil-works/pi-ai'
const OVERLAY_FILE = /^package\/dist\/providers\/data\/([^/]+\.json)$/
const TIMEOUT_MS = 60_000

const json = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new ConfigError(`${name} is not JSON.`)
  }
}

/** models.dev's public catalogue as it is now. Throws ConfigError when it cannot be fetched. */
export async function fetchModelsDev(today: string): Promise<Source> {
  const response = await fetch(MODELS_DEV, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((error: Error) => error)
  if (response instanceof Error || !response.ok)
    throw new ConfigError(`${MODELS_DEV} cannot be fetched; use --from FILE with a copy.`)
  return readModelsDev(json(await response.text(), MODELS_DEV), today)
}

/** A copy of models.dev's catalogue; `date` is the day of the copy, else the date in its file name. */
export function loadModelsDev(path: string, date: string | undefined): Source {
  const day = date ?? basename(path).match(/\d{4}-\d\d-\d\d/)?.[0]
  if (!day) throw new ConfigError(`Say of which day ${path} is, with --date YYYY-MM-DD.`)
  return readModelsDev(json(readFileSync(path, 'utf8'), path), day)
}

/** The overlay's newest package by npm, read from its archive: nothing of it is installed or run. */
export function fetchOverlay(): Source {
  const folder = mkdtempSync(join(tmpdir(), 'refresh-'))
  try {
    execFileSync('npm', ['pack', `${OVERLAY_PACKAGE}@latest`, '--pack-destination', folder, '--silent'])
    return loadOverlay(join(folder, readdirSync(folder)[0] as string))
  } catch (error) {
    if (error instanceof ConfigError) throw error
    throw new ConfigError(`${OVERLAY_PACKAGE} cannot be fetched by npm; use --overlay FILE.tgz or --no-overlay.`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The overlay from its archive, or from a folder with its data files. */
export function loadOverlay(path: string): Source {
  if (statSync(path).isDirectory()) {
    const names = readdirSync(path).filter((name) => name.endsWith('.json'))
    return readPiAi(new Map(names.map((name) => [name, json(readFileSync(join(path, name), 'utf8'), name)])), 'local')
  }
  const archive = readArchive(readFileSync(path))
  const files = [...archive].flatMap(([name, bytes]): [string, unknown][] => {
    const file = name.match(OVERLAY_FILE)?.[1]
    return file ? [[file, json(bytes.toString('utf8'), file)]] : []
  })
  const about = json(archive.get('package/package.json')?.toString('utf8') ?? '{}', 'package.json') as {
    version?: string
  }
  return readPiAi(new Map(files), about.version ?? 'of unknown version')
}
