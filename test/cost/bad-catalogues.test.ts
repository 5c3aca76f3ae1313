import { describe, expect, it } from 'vitest'
import { checkCatalogue } from '#src/domain/catalogue.ts'
import { mergeOverrides } from '#src/domain/catalogue-overrides.ts'
import { ConfigError } from '#src/domain/errors.ts'
import { shipped, shippedFiles } from './support/catalogue.ts'

type Files = ReturnType<typeof shippedFiles>
type Row = Record<string, unknown>

const set = (file: string, at: number, change: Row) => (files: Files) => {
  files[file]?.splice(at, 1, { ...files[file]?.[at], ...change })
}
const drop = (file: string, at: number, field: string) => (files: Files) => {
  delete files[file]?.[at]?.[field]
}

/** What is spoilt, what the message must name besides the file, and how. */
const FILES: readonly [string, string, RegExp, (files: Files) => void][] = [
  ['a price of 0', 'offers', /row 1 .*output.*above 0/, set('offers', 0, { output: 0 })],
  ['a negative price', 'offers', /row 2 .*input.*above 0/, set('offers', 1, { input: -1 })],
  ['a price in words', 'offers', /row 1 .*input.*number/, set('offers', 0, { input: '2' })],
  ['a cached price above the plain one', 'offers', /row 1 .*cacheRead is dearer/, set('offers', 0, { cacheRead: 99 })],
  ['an unknown host', 'offers', /row 3 .*host "nowhere" is not in hosts/, set('offers', 2, { host: 'nowhere' })],
  ['an unknown model', 'offers', /row 1 .*model "gpt-9" is not in models/, set('offers', 0, { model: 'gpt-9' })],
  ['the same offer twice', 'offers', /stands twice/, (f) => void f.offers?.push({ ...f.offers[0] })],
  ['a field that nobody knows', 'offers', /row 1 .*discount/, set('offers', 0, { discount: 5 })],
  ['a batch share above 1', 'offers', /row 1 .*batchFactor.*from 0 to 1/, set('offers', 0, { batchFactor: 1.5 })],
  ['a row without a source', 'models', /row 1 .*source/, drop('models', 0, 'source')],
  ['an empty source', 'models', /row 1 .*source.*empty/, set('models', 0, { source: '  ' })],
  ['a source that forbids copying', 'models', /row 1 .*forbid/, set('models', 0, { source: 'Artificial Analysis' })],
  ['another such source', 'offers', /row 1 .*forbid/, set('offers', 0, { source: 'LiveBench 2.0 table' })],
  ['a date that is none', 'models', /row 1 .*sourceDate.*date/, set('models', 0, { sourceDate: '10.11.2026' })],
  ['a day that does not exist', 'models', /row 1 .*sourceDate.*date/, set('models', 0, { sourceDate: '2026-02-30' })],
  ['an unknown grade', 'models', /row 1 .*grade/, set('models', 0, { grade: 'certain' })],
  ['an unknown maker', 'models', /row 1 .*maker "acme" is not in makers/, set('models', 0, { maker: 'acme' })],
  ['an unknown quality class', 'models', /row 1 .*tier/, set('models', 0, { tier: 'superb' })],
  ['a context of no tokens', 'models', /row 1 .*contextTokens.*above 0/, set('models', 0, { contextTokens: 0 })],
  ['open weights without a licence', 'models', /open weights need a licence/, set('models', 0, { open: true })],
  ['a closed model with a licence', 'models', /closed model/, set('models', 0, { licence: 'mit' })],
  [
    'a retirement before the release',
    'models',
    /row 1 .*retires before/,
    set('models', 0, { released: '2026-05-01', retires: '2026-04-01' }),
  ],
  ['an id with capitals', 'makers', /row 1 .*id.*lower-case/, set('makers', 0, { id: 'Anthropic' })],
  ['an alias with capitals', 'makers', /row 1 .*aliases.*lower-case/, set('makers', 0, { aliases: ['Claude'] })],
  ['an assumption out of order', 'assumptions', /row 2 .*low <= likely/, set('assumptions', 1, { low: 5, likely: 2 })],
  ['a closed model on own machines', 'throughput', /is closed/, set('throughput', 0, { model: 'gpt-6-luna' })],
  ['a machine without GPUs', 'throughput', /row 1 .*gpus.*above 0/, set('throughput', 0, { gpus: 0 })],
  ['an unknown card', 'rents', /row 1 .*gpu "h900" is not in gpus/, set('rents', 0, { gpu: 'h900' })],
  ['a currency that is no code', 'currencies', /row 1 .*code.*ISO 4217/, set('currencies', 0, { code: 'dollar' })],
  ['a wording without French', 'wording', /row 1 .*fr/, drop('wording', 0, 'fr')],
  [
    'a clause without words',
    'licences',
    /row 6 .*text.*empty/,
    set('licences', 5, { clauses: [{ id: 'x', text: '', effect: 'check' }] }),
  ],
  ['a row that is no object', 'gpus', /row 1 .*object/, (f) => void f.gpus?.splice(0, 1, 'H100' as unknown as Row)],
  [
    'a file that is no array',
    'hosts',
    /hosts\.json is missing or is not an array/,
    (f) => void Object.assign(f, { hosts: {} }),
  ],
]

/** Override files with what the message must say. */
const OVERRIDES: readonly [string, unknown, RegExp][] = [
  ['no object', [], /must be a JSON object/],
  ['a part that is none', { prices: [] }, /"prices" is no part of the catalogue/],
  ['rows that are no array', { offers: {} }, /"offers" must be an array/],
  ['a row that is no object', { offers: [3] }, /offers, row 1 .*object/],
  [
    'a price without its own source',
    { offers: [{ model: 'gpt-6-luna', host: 'openai', region: 'global', input: 0.08 }] },
    /offers, row 1 \(gpt-6-luna\/openai\/global\): needs its own source/,
  ],
  [
    'a price of 0',
    {
      offers: [
        {
          model: 'gpt-6-luna',
          host: 'openai',
          region: 'global',
          input: 0,
          source: 'contract',
          sourceDate: '2026-11-01',
        },
      ],
    },
    /offers, row 1 .*input.*above 0/,
  ],
  [
    'a new model without a class',
    { models: [{ id: 'house-model', name: 'House', source: 'us', sourceDate: '2026-11-01', grade: 'primary' }] },
    /models, row 1 \(house-model\)/,
  ],
  [
    'an offer of a model that is nowhere',
    {
      offers: [
        {
          model: 'house-model',
          host: 'openai',
          region: 'global',
          input: 1,
          output: 2,
          source: 'us',
          sourceDate: '2026-11-01',
          grade: 'primary',
        },
      ],
    },
    /model "house-model" is not in models/,
  ],
  [
    'a discount of 100 %',
    { discounts: [{ host: 'openai', percent: 100, source: 'c', sourceDate: '2026-11-01' }] },
    /discounts, row 1 \(openai\): percent/,
  ],
  ['a discount without a source', { discounts: [{ host: 'openai', percent: 10 }] }, /discounts, row 1 .*source/],
  [
    'a discount nowhere',
    { discounts: [{ host: 'acme', percent: 10, source: 'c', sourceDate: '2026-11-01' }] },
    /discounts, row 1 \(acme\): no offer/,
  ],
]

function messageOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as ConfigError).message
  }
  throw new Error('was taken')
}

describe('a bad catalogue file is refused with file, row and reason', () => {
  it.each(FILES)('%s', (_, file, reason, spoil) => {
    const files = shippedFiles()
    spoil(files)
    const message = messageOf(() => checkCatalogue(files))
    expect(message).toContain(`data/catalogue/${file}.json`)
    expect(message).toMatch(reason)
  })
})

describe('a bad override file is refused with its name, row and reason, and the catalogue stays as it was', () => {
  it.each(OVERRIDES)('%s', (_, overrides, reason) => {
    const before = structuredClone({ ...shipped })
    const message = messageOf(() => mergeOverrides(shipped, overrides, 'var/catalogue.json'))
    expect(message).toContain('var/catalogue.json')
    expect(message).toMatch(reason)
    expect({ ...shipped }).toEqual(before)
  })
})
