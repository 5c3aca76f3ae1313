import type { z } from 'zod'
import { type CatalogueFile, type CatalogueRow, ROW_SCHEMAS } from './catalogue-rows.ts'
import { ConfigError } from './errors.ts'

export type * from './catalogue-rows.ts'

/** Models, prices, machines, licences and assumptions, checked against each other. */
export type Catalogue = { readonly [F in CatalogueFile]: readonly CatalogueRow<F>[] } & {
  /** Date of the newest price: what an answer calls "the catalogue of". */
  readonly date: string
}

export type Row = Record<string, unknown>

export const CATALOGUE_FILES = Object.keys(ROW_SCHEMAS) as readonly CatalogueFile[]

const KEYS: Record<CatalogueFile, readonly string[]> = {
  makers: ['id'],
  hosts: ['id'],
  licences: ['id'],
  models: ['id'],
  offers: ['model', 'host', 'region'],
  gpus: ['id'],
  rents: ['gpu', 'provider', 'term'],
  throughput: ['id'],
  assumptions: ['id'],
  currencies: ['code'],
  wording: ['id'],
}

/** File, field and file that the field's id must be found in. */
const REFERENCES: readonly (readonly [CatalogueFile, string, CatalogueFile])[] = [
  ['models', 'maker', 'makers'],
  ['models', 'licence', 'licences'],
  ['offers', 'model', 'models'],
  ['offers', 'host', 'hosts'],
  ['rents', 'gpu', 'gpus'],
  ['rents', 'host', 'hosts'],
  ['throughput', 'model', 'models'],
  ['throughput', 'gpu', 'gpus'],
]

export const isRow = (value: unknown): value is Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The words by which a row is known: `gpt-oss-20b/groq/global`. */
export const keyOf = (file: CatalogueFile, row: Row) => KEYS[file].map((field) => String(row[field] ?? '?')).join('/')

export const refuse = (where: string, index: number, key: string, reason: string): never => {
  throw new ConfigError(`${where}, row ${index + 1} (${key}): ${reason}.`)
}

export function checkRow(where: string, file: CatalogueFile, value: unknown, index: number): unknown {
  if (!isRow(value)) return refuse(where, index, 'no object', 'each row must be an object')
  const result = (ROW_SCHEMAS[file] as z.ZodType).safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const field = issue?.path.join('.')
  return refuse(where, index, keyOf(file, value), `${field ? `${field}: ` : ''}${issue?.message ?? 'is not valid'}`)
}

/**
 * Takes the parsed JSON of every file of `data/catalogue/` (keyed by name without `.json`) and gives the catalogue.
 * `names` says what to call a file in an error. Throws ConfigError with file, row and reason.
 */
export function checkCatalogue(
  files: Readonly<Record<string, unknown>>,
  names: (file: CatalogueFile, index: number) => string = (file) => `data/catalogue/${file}.json`,
): Catalogue {
  const checked = Object.fromEntries(
    CATALOGUE_FILES.map((file) => {
      const rows = files[file]
      if (!Array.isArray(rows)) throw new ConfigError(`${names(file, 0)} is missing or is not an array of rows.`)
      return [file, rows.map((value, index) => checkRow(names(file, index), file, value, index))]
    }),
  ) as unknown as Record<CatalogueFile, readonly Row[]>
  checkKeys(checked, names)
  checkReferences(checked, names)
  checkModels(checked, names)
  const date =
    checked.offers
      .map((offer) => String(offer.sourceDate))
      .sort()
      .at(-1) ?? ''
  return { ...(checked as unknown as Catalogue), date }
}

type Checked = Readonly<Record<CatalogueFile, readonly Row[]>>
type Names = (file: CatalogueFile, index: number) => string

function checkKeys(checked: Checked, names: Names) {
  for (const file of CATALOGUE_FILES) {
    const seen = new Set<string>()
    checked[file].forEach((row, index) => {
      const key = keyOf(file, row)
      if (seen.has(key)) refuse(names(file, index), index, key, 'stands twice')
      seen.add(key)
    })
  }
}

function checkReferences(checked: Checked, names: Names) {
  for (const [file, field, target] of REFERENCES) {
    const ids = new Set(checked[target].map((row) => row.id))
    checked[file].forEach((row, index) => {
      const value = row[field]
      if (value !== null && !ids.has(value))
        refuse(names(file, index), index, keyOf(file, row), `${field} "${value}" is not in ${target}.json`)
    })
  }
}

function checkModels(checked: Checked, names: Names) {
  const open = new Set(checked.models.filter((model) => model.open).map((model) => model.id))
  checked.models.forEach((model, index) => {
    const problem =
      model.open && model.licence === null
        ? 'open weights need a licence'
        : !model.open && model.licence !== null
          ? 'a closed model has no licence of its weights'
          : model.released !== null && model.retires !== null && String(model.retires) <= String(model.released)
            ? 'retires before it was released'
            : null
    if (problem) refuse(names('models', index), index, String(model.id), problem)
  })
  checked.throughput.forEach((row, index) => {
    if (!open.has(row.model))
      refuse(names('throughput', index), index, String(row.id), `${row.model} is closed: nobody can run it`)
  })
}
