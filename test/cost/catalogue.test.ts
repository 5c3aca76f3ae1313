import { describe, expect, it } from 'vitest'
import { priceOptions } from '#src/cost/price-options.ts'
import { mergeOverrides } from '#src/domain/catalogue-overrides.ts'
import { shipped, TODAY } from './support/catalogue.ts'

describe('the shipped catalogue', () => {
  it('has 30 to 60 models, every one with somewhere to run', () => {
    expect(shipped.models.length).toBeGreaterThanOrEqual(30)
    expect(shipped.models.length).toBeLessThanOrEqual(60)
    const offered = new Set(shipped.offers.map((offer) => offer.model))
    const homeless = shipped.models.filter((m) => !offered.has(m.id) && m.memory.length === 0)
    expect(homeless.map((m) => m.id)).toEqual([])
  })

  it('prices each quality class of each kind', () => {
    for (const capability of ['basic', 'strong', 'frontier'] as const) {
      const { options } = priceOptions({ capability, monthly_tokens: 1e8 }, shipped, { today: TODAY })
      expect(Object.keys(options)).toEqual(expect.arrayContaining(['closed_api', 'open_hosted', 'open_self_hosted']))
    }
  })

  it('quotes no marketplace that mixes the prices of several hosts', () => {
    const mixing = ['openrouter', 'vercel', 'huggingface', 'kilo', 'requesty']
    expect(shipped.offers.filter((o) => mixing.includes(o.host) || mixing.includes(o.refresh?.provider ?? ''))).toEqual(
      [],
    )
  })

  it('has no price that buys the right to train on what is sent', () => {
    expect(shipped.offers.filter((o) => /contributor/.test(o.refresh?.id ?? ''))).toEqual([])
  })

  it('has the clauses that can bind', () => {
    const clause = (licence: string, id: string) =>
      shipped.licences.find((l) => l.id === licence)?.clauses.find((c) => c.id === id)
    expect(clause('llama-3', 'users')).toMatchObject({ effect: 'forbids', usersAbove: 7e8 })
    expect(clause('llama-4', 'eu')).toMatchObject({ effect: 'forbids', modalities: ['image'] })
    expect(clause('kimi-k3', 'maas')).toBeDefined()
    expect(clause('minimax-m3', 'revenue')).toBeDefined()
    expect(shipped.licences.find((l) => l.id === 'mrl')?.commercial).toBe('no')
  })
})

describe('an override file', () => {
  const own = { source: 'framework contract 4711', sourceDate: '2026-11-01', grade: 'primary' }

  it('replaces the fields that it names and keeps the rest', () => {
    const row = { model: 'gpt-6.1-terra', host: 'openai', region: 'global', input: 0.5, ...own }
    const merged = mergeOverrides(shipped, { offers: [row] })
    const offer = merged.offers.find((o) => o.model === 'gpt-6.1-terra' && o.host === 'openai')
    expect(offer).toMatchObject({ input: 0.5, output: 5, source: 'framework contract 4711' })
    expect(shipped.offers.find((o) => o.model === 'gpt-6.1-terra' && o.host === 'openai')?.input).toBe(1)
  })

  it('adds a model of the house with its price, which is then used', () => {
    const model = {
      id: 'house-model',
      name: 'House Model',
      maker: 'mistral',
      open: false,
      tier: 'strong',
      modalities: [],
      contextTokens: 32000,
      released: null,
      licence: null,
      ...own,
    }
    const offer = { model: 'house-model', host: 'mistral', region: 'eu', input: 9, output: 9, ...own }
    const merged = mergeOverrides(shipped, { models: [model], offers: [offer] })
    const costs = priceOptions({ monthly_tokens: 1e6 }, merged, { today: TODAY, models: ['house-model'] })
    expect(costs.options.closed_api?.basis).toContain('House Model')
    expect(costs.options.closed_api?.likely).toBeCloseTo(9, 6)
  })

  it('takes a discount off every price of a host and says so in the source', () => {
    const discounts = [{ host: 'openai', percent: 20, source: 'contract', sourceDate: '2026-11-01' }]
    const merged = mergeOverrides(shipped, { discounts })
    const offer = merged.offers.find((o) => o.model === 'gpt-6-astra' && o.host === 'openai')
    expect(offer).toMatchObject({ input: 8, output: 40 })
    expect(offer?.tiers[0]).toMatchObject({ input: 16, output: 60 })
    expect(offer?.source).toContain('less 20 % (contract, 2026-11-01)')
    expect(merged.offers.find((o) => o.model === 'gpt-6-astra' && o.host === 'azure')?.input).toBe(10)
  })
})
