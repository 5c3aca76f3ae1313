import { z } from 'zod'
import { LISTS } from './factors.ts'

/** How far a row can be trusted, best first: maker's or host's own page; a catalogue or article that copies it;
 * worked out from other rows; somebody's judgement; nobody has checked it. */
export const GRADES = ['primary', 'secondary', 'computed', 'judgement', 'unverified'] as const

/** Sources whose terms forbid passing their figures on (data/LICENSES.md). */
const FORBIDDEN_SOURCE = /artificial[\s-]*analysis|livebench/i

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/, 'must be lower-case letters, digits, dots and hyphens')
const text = z.string().trim().min(1, 'must not be empty')
const date = z.iso.date('must be a date such as 2026-11-10')
const positive = z.number().positive('must be above 0')
const share = z.number().min(0, 'must be from 0 to 1').max(1, 'must be from 0 to 1')
const aliases = z
  .array(z.string().regex(/^[^A-Z]+$/, 'must be lower-case'))
  .readonly()
  .default([])
const known = z.enum(['yes', 'no', 'unknown'])

const provenance = {
  source: text.refine((source) => !FORBIDDEN_SOURCE.test(source), {
    message: 'comes from a source whose terms forbid passing its figures on',
  }),
  sourceDate: date,
  grade: z.enum(GRADES),
  note: text.optional(),
}

const row = <S extends z.ZodRawShape>(shape: S) => z.strictObject({ ...shape, ...provenance }).readonly()
const rangeShape = { low: z.number().nonnegative(), likely: z.number().nonnegative(), high: z.number().nonnegative() }
const ordered = (value: { low: number; likely: number; high: number }) =>
  value.low <= value.likely && value.likely <= value.high
const notOrdered = 'needs low <= likely <= high'

const maker = row({ id, name: text, aliases, country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO country code') })

const host = row({
  id,
  name: text,
  aliases,
  country: z.string().regex(/^[A-Z]{2}$/, 'must be an ISO country code'),
  kind: z.enum(['maker', 'cloud', 'inference']),
  /** Does it train on what customers send? */
  trains: known,
  retention: text,
  /** Regions in which data can be kept, as far as known. */
  residency: z
    .array(z.enum(['us', 'eu', 'uk', 'ca', 'au', 'jp', 'in', 'cn']))
    .readonly()
    .default([]),
  /** Signs a HIPAA business associate agreement. */
  baa: known,
  fedramp: z.enum(['high', 'moderate', 'none', 'unknown']),
})

const memory = z
  .strictObject({
    precision: z.enum(['bf16', 'fp8', 'int8', 'int4', 'mxfp4', 'nvfp4', 'mixed']),
    gb: positive,
    source: text,
    sourceDate: date,
  })
  .readonly()

const architecture = z
  .strictObject({
    parametersB: positive,
    /** `gqa` is grouped-query attention with a full cache; only there does the cache formula hold. */
    attention: z.enum(['gqa', 'mla', 'sliding', 'hybrid', 'unknown']),
    layers: z.int().positive().optional(),
    kvHeads: z.int().positive().optional(),
    headDim: z.int().positive().optional(),
  })
  .readonly()

const model = row({
  id,
  name: text,
  aliases,
  maker: id,
  open: z.boolean(),
  tier: z.enum(['basic', 'strong', 'frontier']),
  modalities: z.array(z.enum(LISTS.modalities)).readonly(),
  contextTokens: z.int().positive('must be above 0'),
  released: date.nullable(),
  retires: date.nullable().default(null),
  /** Id in licences.json; null for a closed model. */
  licence: id.nullable(),
  architecture: architecture.nullable().default(null),
  /** Published memory needs, smallest last. */
  memory: z.array(memory).readonly().default([]),
})

const offer = row({
  model: id,
  host: id,
  region: z.enum(['global', 'us', 'eu', 'us-gov']),
  /** US dollars a million tokens. */
  input: positive,
  output: positive,
  cacheRead: positive.nullable().default(null),
  /** Prices of a whole request whose input is longer than `above` tokens. */
  tiers: z
    .array(z.strictObject({ above: z.int().positive(), input: positive, output: positive }).readonly())
    .readonly()
    .default([]),
  /** Share of the price that a batch job pays; null: no batch offer known. */
  batchFactor: share.nullable().default(null),
  /** Where `npm run data:refresh` finds this offer: catalogue, provider and model id there. */
  refresh: z
    .strictObject({ catalogue: z.enum(['models.dev', 'pi-ai']), provider: text, id: text })
    .readonly()
    .nullable()
    .default(null),
}).refine((o) => o.cacheRead === null || o.cacheRead <= o.input, { message: 'cacheRead is dearer than input' })

const gpu = row({
  id,
  name: text,
  memoryGb: positive,
  class: z.enum(['consumer', 'datacenter']),
  /** Kilowatts drawn for one GPU with its share of the machine. */
  kilowatts: positive,
  purchase: z.strictObject(rangeShape).refine(ordered, { message: notOrdered }).readonly(),
})

const rent = row({
  gpu: id,
  provider: text,
  /** The same company in hosts.json, where it is one. */
  host: id.nullable(),
  term: z.enum(['on_demand', 'marketplace', 'spot', 'reserved']),
  usdPerGpuHour: positive,
})

const throughput = row({
  id,
  model: id,
  gpu: id,
  gpus: z.int().positive('must be above 0'),
  /** Tokens a second of one replica, saturated: reading the prompt, writing the answer. */
  prefill: positive,
  decode: positive,
  basis: z.enum(['measured', 'proxy']),
})

const clause = z
  .strictObject({
    id,
    text,
    /** `forbids` takes the model out where the condition is known to hold; `check` is shown. */
    effect: z.enum(['check', 'forbids']),
    usersAbove: positive.optional(),
    regulations: z.array(z.enum(LISTS.regulations)).min(1).readonly().optional(),
    modalities: z.array(z.enum(LISTS.modalities)).min(1).readonly().optional(),
  })
  .readonly()

const licence = row({
  id,
  name: text,
  class: z.enum(['osi', 'conditional', 'restricted', 'non_commercial', 'unverified']),
  commercial: known,
  clauses: z.array(clause).readonly(),
})

const assumption = row({
  id: z.string().regex(/^[a-z0-9_]+$/, 'must be lower-case words joined by underscores'),
  unit: text,
  ...rangeShape,
  reason: text,
}).refine(ordered, { message: notOrdered })

const currency = row({ code: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'), usdPerUnit: positive })

const template = z.strictObject({ id: z.string().min(1), en: text, de: text, fr: text, es: text }).readonly()

/** One schema a file of `data/catalogue/`, keyed by file name without `.json`; each file is an array of such rows. */
export const ROW_SCHEMAS = {
  makers: maker,
  hosts: host,
  licences: licence,
  models: model,
  offers: offer,
  gpus: gpu,
  rents: rent,
  throughput,
  assumptions: assumption,
  currencies: currency,
  wording: template,
} as const

export type CatalogueFile = keyof typeof ROW_SCHEMAS
export type CatalogueRow<F extends CatalogueFile> = z.infer<(typeof ROW_SCHEMAS)[F]>
export type Maker = CatalogueRow<'makers'>
export type Host = CatalogueRow<'hosts'>
export type Model = CatalogueRow<'models'>
export type Offer = CatalogueRow<'offers'>
export type Gpu = CatalogueRow<'gpus'>
export type Throughput = CatalogueRow<'throughput'>
export type Licence = CatalogueRow<'licences'>
export type LicenceClause = Licence['clauses'][number]
export type Assumption = CatalogueRow<'assumptions'>
