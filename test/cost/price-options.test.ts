import { describe, expect, it } from 'vitest'
import { estimate } from '#src/cost/estimate.ts'
import { priceOptions } from '#src/cost/price-options.ts'
import { UserError } from '#src/domain/errors.ts'
import { shipped, TODAY } from './support/catalogue.ts'

const view = { today: TODAY }
const termOf = (costs: ReturnType<typeof priceOptions>, option: 'closed_api' | 'open_self_hosted', id: string) =>
  costs.options[option]?.terms.find((term) => term.id === id)

describe('quantities', () => {
  it('that the brief lacks are shown as assumed, those it has are not', () => {
    const costs = priceOptions({ monthly_requests: 40_000 }, shipped, view)
    expect(termOf(costs, 'closed_api', 'tokens_per_request')?.assumed).toBe(true)
    expect(termOf(costs, 'closed_api', 'price_input')?.assumed).toBe(false)
    const exact = priceOptions({ monthly_requests: 40_000, tokens_per_request: 500 }, shipped, view)
    expect(termOf(exact, 'closed_api', 'tokens_per_request')?.assumed).toBe(false)
    expect(termOf(exact, 'closed_api', 'tokens_per_month')?.value.likely).toBe(20_000_000)
  })

  it('of which nothing is known give no total, but the break-even stands', () => {
    const costs = priceOptions({ capability: 'strong' }, shipped, view)
    expect(costs.options).toEqual({})
    expect(costs.breakEven?.tokensPerMonth).not.toBe('none')
    expect(estimate({ capability: 'strong' }, shipped)).toEqual({
      closedApi: null,
      openHosted: null,
      openSelfHosted: null,
    })
  })

  it('of people alone are shown as assumed and not weighed', () => {
    expect(priceOptions({ users: 200 }, shipped, view).options.closed_api?.likely).toBeGreaterThan(0)
    expect(estimate({ users: 200 }, shipped).closedApi).toBeNull()
  })

  it('follow from the present bill, which is what the option costs', () => {
    const costs = priceOptions(
      { monthly_spend: { amount: 12_000, currency: 'USD' }, capability: 'strong' },
      shipped,
      view,
    )
    expect(costs.options.closed_api).toMatchObject({ low: 12_000, likely: 12_000, high: 12_000 })
    expect(termOf(costs, 'open_self_hosted', 'tokens_per_month')?.assumed).toBe(true)
    expect(costs.options.open_hosted?.likely).toBeLessThan(12_000)
  })

  it('do not follow from the bill for own machines', () => {
    const own = { monthly_spend: { amount: 12_000, currency: 'USD' }, runs_today: ['open_self_hosted'] }
    const costs = priceOptions(own, shipped, view)
    expect(Object.keys(costs.options)).toEqual(['open_self_hosted'])
    expect(costs.options.open_self_hosted?.likely).toBe(12_000)
  })
})

describe('prices', () => {
  it('of long requests are those of the tier they fall into', () => {
    const facts = { monthly_requests: 100, tokens_per_request: 200_000, capability: 'basic' } as const
    const haiku = priceOptions(facts, shipped, { ...view, models: ['claude-haiku-5.5'] })
    expect(termOf(haiku, 'closed_api', 'price_input')?.value.likely).toBe(0.5)
  })

  it('halve at the low end where the work can wait', () => {
    const work = { monthly_tokens: 1e9, capability: 'strong' } as const
    const batch = priceOptions({ ...work, latency: 'relaxed' }, shipped, view)
    const live = priceOptions({ ...work, latency: 'interactive' }, shipped, view)
    expect(batch.options.closed_api?.low).toBeLessThan(live.options.closed_api?.low as number)
    expect(termOf(batch, 'closed_api', 'batch_factor')).toBeDefined()
  })

  it('are of the model that was named', () => {
    const costs = priceOptions({ monthly_tokens: 1e9 }, shipped, { ...view, models: ['claude-opus-5.5', 'glm-5.3'] })
    expect(costs.options.closed_api?.basis).toContain('Claude Opus 5.5')
    expect(costs.options.open_hosted?.basis).toContain('GLM-5.3')
    expect(costs.options.open_self_hosted?.basis).toContain('GLM-5.3')
  })

  it('leave out excluded makers and options', () => {
    const facts = {
      monthly_tokens: 1e9,
      excluded_makers: ['openai', 'chinese'],
      excluded_options: ['open_self_hosted'],
    }
    const costs = priceOptions(facts, shipped, view)
    expect(costs.options.open_self_hosted).toBeUndefined()
    expect(costs.breakEven?.against).toBe('closed_api')
    for (const option of Object.values(costs.options))
      expect(option.basis).not.toMatch(/GPT|Qwen|GLM|MiniMax|DeepSeek|Kimi/)
  })

  it('of own machines are electricity and people, without rent', () => {
    const costs = priceOptions({ monthly_tokens: 1e8, hardware: 'datacenter' }, shipped, view)
    const ids = costs.options.open_self_hosted?.terms.map((term) => term.id)
    expect(ids).toContain('power')
    expect(ids).not.toContain('rent')
    expect(costs.payback).toBeNull()
  })
})

describe('terms', () => {
  it('are replaced by what the asker puts in their place', () => {
    const overrides = { utilisation: 0.5, 'closed_api.price_input': 7, fte: { low: 0, likely: 0, high: 0 } }
    const costs = priceOptions({ monthly_tokens: 1e10 }, shipped, { ...view, overrides })
    expect(termOf(costs, 'open_self_hosted', 'utilisation')).toMatchObject({
      value: { low: 0.5, high: 0.5 },
      assumed: false,
    })
    expect(termOf(costs, 'closed_api', 'price_input')?.value.likely).toBe(7)
    expect(termOf(costs, 'open_self_hosted', 'staff')?.value.high).toBe(0)
  })

  it.each([-1, Number.NaN, { low: 2, likely: 1, high: 3 }])('refuse %j', (figure) => {
    const bad = { ...view, overrides: { utilisation: figure } }
    expect(() => priceOptions({ monthly_tokens: 1e9 }, shipped, bad)).toThrow(UserError)
  })

  it('each have a source and a date', () => {
    const costs = priceOptions({ monthly_requests: 1e6 }, shipped, view)
    for (const term of Object.values(costs.options).flatMap((option) => option.terms)) {
      expect(term.source).not.toBe('')
      expect(term.sourceDate).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })
})

describe('a currency', () => {
  it('with a rate is kept, and the rate is shown with date and grade', () => {
    const costs = priceOptions({ monthly_tokens: 1e9, monthly_budget: { amount: 900, currency: 'EUR' } }, shipped, view)
    expect(costs.currency).toBe('EUR')
    expect(costs.currencyNote).toMatchObject({ said: 'EUR', sourceDate: '2026-05-08', grade: 'primary' })
  })

  it('without a rate gives dollars and says so', () => {
    const costs = priceOptions({ monthly_tokens: 1e9, monthly_budget: { amount: 900, currency: 'ARS' } }, shipped, view)
    expect(costs.currency).toBe('USD')
    expect(costs.currencyNote).toMatchObject({ said: 'ARS', usdPerUnit: 'unknown' })
    const spend = { monthly_spend: { amount: 900, currency: 'ARS' } }
    expect(priceOptions(spend, shipped, view).options).toEqual({})
  })
})

describe('a year later', () => {
  const later = { today: '2027-11-24' }
  const facts = { monthly_tokens: 1e9, capability: 'strong' } as const

  it('no figure is given with confidence: stale prices stand with their dates, without a total', () => {
    const costs = priceOptions(facts, shipped, later)
    expect(costs).toMatchObject({ stale: true, options: {}, breakEven: null, payback: null, curve: [] })
    expect(costs.staleFigures.length).toBeGreaterThan(0)
    for (const term of costs.staleFigures) expect(term.sourceDate < '2027-08-26').toBe(true)
  })

  it('the engine gets nothing to weigh', () => {
    expect(estimate(facts, shipped, later)).toEqual({ closedApi: null, openHosted: null, openSelfHosted: null })
  })

  it('who insists gets totals, marked stale', () => {
    const costs = priceOptions(facts, shipped, { ...later, insist: true })
    expect(costs.stale).toBe(true)
    expect(costs.options.closed_api?.likely).toBeGreaterThan(0)
  })

  it("the limit is the asker's to set", () => {
    expect(priceOptions(facts, shipped, { ...later, maxAgeDays: 1000 }).stale).toBe(false)
    expect(priceOptions(facts, shipped, { ...view, maxAgeDays: 5 }).stale).toBe(true)
  })
})

describe('the break-even', () => {
  it('is against a host where the closed API is excluded, and none where neither may be used', () => {
    const base = { capability: 'frontier', monthly_tokens: 1e9 } as const
    expect(priceOptions({ ...base, excluded_options: ['closed_api'] }, shipped, view).breakEven?.against).toBe(
      'open_hosted',
    )
    expect(priceOptions({ ...base, data_boundary: 'air_gapped' }, shipped, view).breakEven).toBeNull()
  })

  it('is none against a cheap class, with the best case beside it', () => {
    const { breakEven } = priceOptions({ capability: 'basic' }, shipped, view)
    expect(breakEven?.tokensPerMonth).toBe('none')
    expect(breakEven?.bestCase).toBeGreaterThan(1e9)
  })

  it('carries the load at which a machine pays', () => {
    const { breakEven } = priceOptions({ capability: 'strong' }, shipped, view)
    expect(breakEven?.utilisation?.likely).toBeGreaterThan(0.02)
    expect(breakEven?.utilisation?.likely).toBeLessThan(1)
  })
})

describe('buying machines', () => {
  it('pays back over a frontier bill and never over a small one', () => {
    const insist = { ...view, insist: true }
    const big = priceOptions({ capability: 'frontier', monthly_tokens: 5e10 }, shipped, insist)
    const small = priceOptions({ capability: 'basic', monthly_tokens: 1e7 }, shipped, insist)
    expect(big.payback?.months).not.toBe('never')
    expect(small.payback?.months).toBe('never')
  })
})

describe('a bill', () => {
  const paid = { monthly_spend: { amount: 40_000, currency: 'USD' } } as const

  it('says more about the volume than an assumed length of a request', () => {
    const both = priceOptions({ ...paid, monthly_requests: 3_000_000, capability: 'strong' }, shipped, view)
    const bill = priceOptions({ ...paid, capability: 'strong' }, shipped, view)
    expect(both.options.open_hosted?.likely).toBe(bill.options.open_hosted?.likely)
    const known = { ...paid, monthly_requests: 3_000_000, tokens_per_request: 1000, capability: 'strong' } as const
    expect(termOf(priceOptions(known, shipped, view), 'open_self_hosted', 'tokens_per_month')?.value.likely).toBe(3e9)
  })

  it('stands when prices are stale, and nothing is worked out from it', () => {
    const costs = priceOptions({ ...paid, capability: 'strong' }, shipped, { today: '2027-11-24' })
    expect(Object.keys(costs.options)).toEqual(['closed_api'])
    expect(costs.options.closed_api?.terms.map((term) => term.id)).toEqual(['present_bill'])
    expect(costs.breakEven).toBeNull()
    expect(estimate(paid, shipped, { today: '2027-11-24' })).toEqual({
      closedApi: { low: 40_000, likely: 40_000, high: 40_000 },
      openHosted: null,
      openSelfHosted: null,
    })
  })

  it('gives the engine what it gives the answer', () => {
    const facts = { ...paid, capability: 'frontier', runs_today: ['open_hosted'] } as const
    const { options } = priceOptions(facts, shipped, view)
    const { closedApi, openHosted, openSelfHosted } = estimate(facts, shipped, view)
    expect([closedApi?.likely, openHosted?.likely, openSelfHosted?.high]).toEqual([
      options.closed_api?.likely,
      options.open_hosted?.likely,
      options.open_self_hosted?.high,
    ])
  })
})

describe('machines where the data may not leave', () => {
  const inside = { data_boundary: 'on_premises', monthly_requests: 6000 } as const

  it('are bought, never rented, and paid off by the month', () => {
    const own = priceOptions(inside, shipped, view).options.open_self_hosted
    expect(own?.basis).toContain('to be bought')
    expect(own?.terms.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['purchase_per_gpu', 'write_off_months', 'kilowatts', 'bought']),
    )
    expect(own?.terms.map(({ id }) => id)).not.toContain('rent_per_gpu_hour')
  })

  it('that are there already cost electricity alone', () => {
    const own = priceOptions({ ...inside, hardware: 'datacenter' }, shipped, view).options.open_self_hosted
    expect(own?.terms.map(({ id }) => id)).not.toContain('purchase_per_gpu')
  })

  it('of a device in the field are no servers and carry no price', () => {
    const { options } = priceOptions({ edge_device: 'required', monthly_requests: 6000 }, shipped, view)
    expect(options.open_self_hosted).toBeUndefined()
  })
})
