import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { CATALOGUE_FILES, type Catalogue, checkCatalogue } from './domain/catalogue.ts'
import { mergeOverrides } from './domain/catalogue-overrides.ts'
import { type Criteria, readCriteria } from './domain/criteria.ts'
import { ConfigError } from './domain/errors.ts'
import {
  classFileSchema,
  cueFileSchema,
  derivedFileSchema,
  type Lexicon,
  languageFileSchema,
  phraseFileSchema,
  slotFileSchema,
  subjectFileSchema,
  trialFileSchema,
  unitFileSchema,
} from './domain/lexicon.ts'
import { type Loose, looseFileSchema } from './domain/loose.ts'
import { readTexts, type Texts } from './domain/texts.ts'

/** Everything in `data/`, checked and frozen, with the hash of its content. */
export interface Knowledge {
  readonly lexicon: Lexicon
  /** What a second reader's claims are held against. */
  readonly loose: Loose
  readonly criteria: Criteria
  readonly catalogue: Catalogue
  readonly texts: Texts
  /** Start of the sha256 of the administrator's overrides; absent where there are none. */
  readonly overrides?: string
  /** sha256 over every file of rules and phrases: part of each answer. */
  readonly rulebook: string
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const inner of Object.values(value)) deepFreeze(inner)
  }
  return value
}

/** Reads JSON files of a folder and remembers their content for the hash. */
class Files {
  private readonly hash = createHash('sha256')
  private readonly root: string
  constructor(root: string) {
    this.root = root
  }
  json(path: string): unknown {
    let text: string
    try {
      text = readFileSync(join(this.root, path), 'utf8')
    } catch {
      throw new ConfigError(`data/${path} cannot be read: it belongs to the program and must be beside it.`)
    }
    this.hash.update(path).update('\0').update(text)
    try {
      return JSON.parse(text)
    } catch (error) {
      throw new ConfigError(`data/${path} is no JSON: ${(error as Error).message}`)
    }
  }
  read<T>(path: string, schema: z.ZodType<T>): T {
    const result = schema.safeParse(this.json(path))
    if (!result.success) throw new ConfigError(`data/${path} is not as expected: ${z.prettifyError(result.error)}`)
    return result.data
  }
  list(folder: string): string[] {
    return readdirSync(join(this.root, folder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => `${folder}/${name}`)
  }
  digest(): string {
    return `sha256-${this.hash.copy().digest('hex').slice(0, 16)}`
  }
}

/** The text of the administrator's file; null where there is none. */
function readOverrides(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ConfigError(`${file} cannot be read: check its permissions, or remove it.`)
  }
}

function overridden(shipped: Catalogue, file: string | null): { catalogue: Catalogue; overrides?: string } {
  const text = file === null ? null : readOverrides(file)
  if (file === null || text === null) return { catalogue: shipped }
  let rows: unknown
  try {
    rows = JSON.parse(text)
  } catch (error) {
    throw new ConfigError(`${file} is no JSON: ${(error as Error).message}`)
  }
  const overrides = createHash('sha256').update(text).digest('hex').slice(0, 8)
  return { catalogue: mergeOverrides(shipped, rows, file), overrides }
}

/**
 * Loads and cross-checks `data/`. Takes its folder and where an administrator's rows may lie (none: null); throws a
 * ConfigError that names the file, the row and the reason.
 */
export function loadKnowledge(root: string, overridesFile: string | null = null): Knowledge {
  const files = new Files(root)
  const lexicon: Lexicon = {
    phrases: files.list('lexicon/phrases').map((path) => files.read(path, phraseFileSchema)),
    cues: files.read('lexicon/cues.json', cueFileSchema).cues,
    classes: files.read('lexicon/classes.json', classFileSchema),
    units: files.read('lexicon/units.json', unitFileSchema),
    slots: files.read('lexicon/slots.json', slotFileSchema),
    languages: files.read('lexicon/languages.json', languageFileSchema),
    subject: files.read('lexicon/subject.json', subjectFileSchema),
    derived: files.read('lexicon/derived.json', derivedFileSchema),
    trials: files.read('lexicon/trials.json', trialFileSchema),
  }
  const loose = files.read('lexicon/loose.json', looseFileSchema)
  const criteria = readCriteria({
    table: files.json('criteria.json'),
    variations: files.json('variations.json'),
    frequencies: files.json('frequencies.json'),
  })
  const rulebook = files.digest()
  const shipped = checkCatalogue(Object.fromEntries(CATALOGUE_FILES.map((f) => [f, files.json(`catalogue/${f}.json`)])))
  const language = (code: string) => files.json(`texts/${code}.json`)
  const texts = readTexts({
    languages: { en: language('en'), de: language('de'), fr: language('fr'), es: language('es') },
    shared: files.json('texts/shared.json'),
    topics: files.json('texts/topics.json'),
  })
  return deepFreeze({ lexicon, loose, criteria, ...overridden(shipped, overridesFile), texts, rulebook })
}
