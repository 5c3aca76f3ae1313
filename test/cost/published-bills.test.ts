import { describe, expect, it } from 'vitest'
import { priceOptions } from '#src/cost/price-options.ts'
import { mergeOverrides } from '#src/domain/catalogue-overrides.ts'
import type { Range } from '#src/domain/costs.ts'
import type { Facts } from '#src/domain/factors.ts'
import { readFixture, shipped, TODAY } from './support/catalogue.ts'

interface Bill {
  readonly id: string
  readonly source: string
  readonly date: string
  readonly option: 'closed_api' | 'open_hosted' | 'open_self_hosted'
  readonly facts: Facts
  readonly paid: number
  /** Share by which the published figure is rounded, where it is a price a token. */
  readonly rounding?: number
  readonly maker?: string
  readonly price?: { readonly input: number; readonly output: number; readonly cacheRead: number | null }
  readonly model?: string
  readonly overrides?: Record<string, number>
  readonly machine?: { readonly gpu: string; readonly gpus: number; readonly prefill: number; readonly decode: number }
}

const { rows } = readFixture<{ rows: Bill[] }>('published-bills')
const within = (cost: Range, { paid, rounding = 1e-9 }: Pick<Bill, 'paid' | 'rounding'>) =>
  cost.low <= paid * (1 + rounding) && paid <= cost.high * (1 + rounding)

/** The catalogue of that day: the model with its list price, or the machine that the source describes. */
function estimated(bill: Bill): Range {
  const origin = { source: bill.source, sourceDate: bill.date, grade: 'secondary' }
  if (bill.option === 'open_self_hosted') {
    const throughput = bill.machine
      ? [{ id: bill.id, model: bill.model, basis: 'measured', ...bill.machine, ...origin }]
      : []
    const view = { today: TODAY, models: [bill.model as string], overrides: bill.overrides ?? {} }
    return priceOptions(bill.facts, mergeOverrides(shipped, { throughput }), view).options.open_self_hosted as Range
  }
  const open = bill.option === 'open_hosted'
  const row = {
    id: bill.id,
    name: bill.id,
    maker: bill.maker,
    open,
    tier: 'strong',
    modalities: [],
    contextTokens: 1e6,
  }
  const models = [{ ...row, released: null, licence: open ? 'mit' : null, ...origin }]
  const offers = [{ model: bill.id, host: bill.maker, region: 'global', ...bill.price, ...origin }]
  const then = mergeOverrides(shipped, { models, offers })
  return priceOptions(bill.facts, then, { today: bill.date, models: [bill.id] }).options[bill.option] as Range
}

const table = rows.map((bill) => ({ ...bill, cost: estimated(bill) }))

/** Bills that the facts cannot carry, each for the reason in the fixture's `note`. */
const MISSED = ['aispendguard-bot', 'openai-forum-gpt-5-mini', 'cline-kimi-api', 'usamaqamar-70b']

describe('20 published bills and self-hosting costs', () => {
  it.each(table.map((row) => [row.id, row] as const))('%s', (id, bill) => {
    const { low, likely, high } = bill.cost
    expect(within(bill.cost, bill), `${bill.paid} against ${low}, ${likely}, ${high}`).toBe(!MISSED.includes(id))
  })

  it('lie in our range in at least 16 of 20', () => {
    expect(table.filter((bill) => within(bill.cost, bill)).length).toBeGreaterThanOrEqual(16)
  })

  it('and the range is narrower than a factor of 6 in at least 14', () => {
    expect(table.filter(({ cost }) => cost.high < 6 * cost.low).length).toBeGreaterThanOrEqual(14)
  })
})
