import {
  CATALOGUE_FILES,
  type Catalogue,
  type CatalogueFile,
  checkCatalogue,
  checkRow,
  isRow,
  keyOf,
  type Row,
  refuse,
} from './catalogue.ts'
import { ROW_SCHEMAS } from './catalogue-rows.ts'
import { ConfigError } from './errors.ts'

interface Discount {
  readonly hit: (offer: Row) => boolean
  readonly factor: number
  readonly source: string
  readonly sourceDate: string
}

/** A discount: `percent` off every offer of `host`, or of one `model` there. */
function discounted(offers: readonly Row[], discounts: readonly unknown[], where: string): readonly Row[] {
  const rows = discounts.map((value, index): Discount => {
    if (!isRow(value)) return refuse(where, index, 'no object', 'each discount must be an object')
    const { host, model, percent, source, sourceDate } = value
    const key = `${host}${model ? `/${model}` : ''}`
    if (typeof percent !== 'number' || !(percent > 0 && percent < 100))
      return refuse(where, index, key, 'percent must be above 0 and below 100')
    if (typeof source !== 'string' || source === '' || typeof sourceDate !== 'string')
      return refuse(where, index, key, 'a discount needs source and sourceDate')
    const hit = (offer: Row) => offer.host === host && (model === undefined || offer.model === model)
    if (!offers.some(hit)) return refuse(where, index, key, 'no offer in the catalogue is meant by it')
    return { hit, factor: 1 - percent / 100, source, sourceDate }
  })
  return offers.map((offer) => rows.filter((row) => row.hit(offer)).reduce(lowered, offer))
}

function lowered(offer: Row, discount: Discount): Row {
  const cut = (price: unknown) => (typeof price === 'number' ? price * discount.factor : price)
  const tiers = (offer.tiers as Row[]).map((tier) => Object.assign({}, tier, prices(tier, cut)))
  const percent = Math.round((1 - discount.factor) * 1000) / 10
  const source = `${offer.source}; less ${percent} % (${discount.source}, ${discount.sourceDate})`
  return Object.assign({}, offer, prices(offer, cut), { tiers, source, cacheRead: cut(offer.cacheRead) })
}

const prices = (row: Row, cut: (price: unknown) => unknown) => ({ input: cut(row.input), output: cut(row.output) })

/**
 * The catalogue with an administrator's rows laid over it. A row whose key exists replaces the fields that it names
 * (source and sourceDate always its own), any other row is added; `discounts` lower prices by host or model.
 * `where` names the file in errors. Throws ConfigError with file, row and reason; the given catalogue is unchanged.
 */
export function mergeOverrides(catalogue: Catalogue, overrides: unknown, where = 'the override file'): Catalogue {
  if (!isRow(overrides)) throw new ConfigError(`${where} must be a JSON object such as {"offers": [...]}.`)
  const stray = Object.keys(overrides).find((name) => name !== 'discounts' && !Object.hasOwn(ROW_SCHEMAS, name))
  if (stray !== undefined)
    throw new ConfigError(`${where}: "${stray}" is no part of the catalogue; use ${CATALOGUE_FILES.join(', ')}.`)
  const merged = Object.fromEntries(
    CATALOGUE_FILES.map((file) => [file, mergeFile(file, catalogue[file] as readonly Row[], overrides[file], where)]),
  ) as unknown as Record<CatalogueFile, readonly Row[]>
  const discounts = overrides.discounts ?? []
  if (!Array.isArray(discounts)) throw new ConfigError(`${where}: "discounts" must be an array of rows.`)
  const offers = discounted(merged.offers, discounts, `${where}, discounts`)
  return checkCatalogue({ ...merged, offers }, (file) => `${where} over data/catalogue/${file}.json`)
}

function mergeFile(file: CatalogueFile, base: readonly Row[], given: unknown, where: string): readonly Row[] {
  if (given === undefined) return base
  if (!Array.isArray(given)) throw new ConfigError(`${where}: "${file}" must be an array of rows.`)
  const rows = new Map(base.map((row) => [keyOf(file, row), row]))
  for (const [index, value] of given.entries()) {
    const at = `${where}, ${file}`
    if (!isRow(value)) return refuse(at, index, 'no object', 'each row must be an object')
    const key = keyOf(file, value)
    if (file !== 'wording' && (value.source === undefined || value.sourceDate === undefined))
      return refuse(at, index, key, 'needs its own source and sourceDate')
    const row = { ...rows.get(key), ...value }
    checkRow(at, file, row, index)
    rows.set(key, row)
  }
  return [...rows.values()]
}
