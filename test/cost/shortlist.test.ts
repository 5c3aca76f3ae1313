import { describe, expect, it } from 'vitest'
import { evaluation, exitCost } from '#src/cost/evaluation.ts'
import { shortlist } from '#src/cost/shortlist.ts'
import { mergeOverrides } from '#src/domain/catalogue-overrides.ts'
import type { Facts } from '#src/domain/factors.ts'
import type { Option, Recommendation } from '#src/domain/recommendation.ts'
import { shipped, TODAY } from './support/catalogue.ts'

const view = { today: TODAY }
const advised = (first: Option, second: Option, plan: Recommendation['plan'] = []): Recommendation => ({
  facts: {},
  verdict: 'open',
  option: first,
  ground: 'points',
  leaning: null,
  margin: 1,
  stay: false,
  ranking: [
    { option: second, value: 1 },
    { option: first, value: 2 },
  ],
  ruledOut: [],
  contributions: [],
  hybridBonus: null,
  plan,
  conflicts: [],
  flips: [],
  questions: [],
  robustness: null,
})
const list = (facts: Facts, first: Option = 'closed_api', second: Option = 'open_hosted') =>
  shortlist(facts, advised(first, second), shipped, view)
const modelsOf = (facts: Facts, first?: Option, second?: Option) => list(facts, first, second).map((e) => e.id)

describe('the shortlist', () => {
  it('names at most three models for the advised option and for the runner-up, the advised first', () => {
    const entries = list({ capability: 'strong' })
    expect(entries.map((e) => e.option)).toEqual([...Array(3).fill('closed_api'), ...Array(3).fill('open_hosted')])
    expect(new Set(entries.slice(0, 3).map((e) => e.maker)).size).toBe(3)
  })

  it('has price or hardware, a reason, a check, source and date in every entry', () => {
    for (const entry of [...list({}), ...list({}, 'open_self_hosted', 'closed_api')])
      for (const words of [entry.price, entry.why, entry.check, entry.source, entry.sourceDate])
        expect(words).not.toBe('')
  })

  it('serves both legs of a hybrid', () => {
    const plan: Recommendation['plan'] = [
      { part: 'hard', option: 'closed_api', evidence: [] },
      { part: 'routine', option: 'open_self_hosted', evidence: [] },
    ]
    const entries = shortlist({ capability: 'strong' }, advised('hybrid_route', 'closed_api', plan), shipped, view)
    expect(new Set(entries.map((e) => e.option))).toEqual(new Set(['closed_api', 'open_self_hosted']))
  })

  it('leaves out excluded makers, by name and by country', () => {
    const ids = modelsOf({ excluded_makers: ['chinese', 'openai'] })
    const makers = new Set(ids.map((id) => shipped.models.find((m) => m.id === id)?.maker))
    for (const maker of ['openai', 'zai', 'deepseek', 'moonshot', 'alibaba', 'minimax', 'xiaomi', 'tencent', 'stepfun'])
      expect(makers.has(maker)).toBe(false)
  })

  it('leaves out a family of models by its name, and keeps the rest of its maker', () => {
    const ids = modelsOf({ excluded_makers: ['gpt-oss'], capability: 'basic' }, 'closed_api', 'open_hosted')
    expect(ids.filter((id) => id.startsWith('gpt-oss'))).toEqual([])
    expect(ids).toContain('gpt-6-luna')
  })

  it('keeps to approved vendors', () => {
    for (const entry of list({ approved_vendors: ['azure'] })) expect(entry.host).toBe('Azure AI Foundry')
  })

  it('keeps patient data at hosts that sign a BAA, and private data from hosts that train on it', () => {
    const withBaa = new Set(shipped.hosts.filter((h) => h.baa === 'yes').map((h) => h.name))
    for (const entry of list({ regulations: ['hipaa'], data_sensitivity: 'regulated' }))
      expect(withBaa.has(entry.host as string)).toBe(true)
    for (const entry of list({ data_sensitivity: 'confidential', capability: 'frontier' }, 'open_hosted', 'closed_api'))
      expect(entry.host).not.toBe('DeepSeek API')
  })

  it('takes inputs and length that the work needs', () => {
    for (const id of modelsOf({ modalities: ['audio'] }))
      expect(shipped.models.find((m) => m.id === id)?.modalities).toContain('audio')
    for (const id of modelsOf({ tokens_per_request: 500_000 }))
      expect(shipped.models.find((m) => m.id === id)?.contextTokens).toBeGreaterThanOrEqual(500_000)
  })

  it('fits the machines that they own, and drops models whose need is unknown there', () => {
    const entries = list({ hardware: 'consumer', capability: 'basic' }, 'open_self_hosted', 'closed_api')
    const own = entries.filter((e) => e.option === 'open_self_hosted')
    expect(own.length).toBe(3)
    for (const { price } of own) expect(Number(price.split(' GB')[0])).toBeLessThanOrEqual(32)
    for (const e of list({ edge_device: 'required', capability: 'basic' }, 'open_self_hosted', 'closed_api'))
      if (e.option === 'open_self_hosted') expect(Number(e.price.split(' GB')[0])).toBeLessThanOrEqual(8)
  })

  it('drops Llama above 700 million users, and Llama 4 with images under EU law', () => {
    const llama = (facts: Facts) => list(facts, 'open_hosted', 'closed_api').some((e) => e.id.startsWith('llama'))
    const azure = { approved_vendors: ['azure'], capability: 'strong' } as const
    expect(llama(azure)).toBe(true)
    expect(llama({ ...azure, users: 8e8 })).toBe(false)
    expect(llama({ ...azure, modalities: ['image'] })).toBe(true)
    expect(llama({ ...azure, modalities: ['image'], regulations: ['gdpr'] })).toBe(false)
  })

  it('drops a model on the day it retires and warns before', () => {
    const row = { id: 'gpt-5.4-mini', retires: '2026-12-31', source: 'notice', sourceDate: '2026-11-01' }
    const ending = mergeOverrides(shipped, { models: [row] })
    const at = (today: string) =>
      shortlist({}, advised('closed_api', 'open_hosted'), ending, { today }).find((e) => e.id === 'gpt-5.4-mini')
    expect(at(TODAY)?.check).toContain('retires on 2026-12-31')
    expect(at('2026-12-31')).toBeUndefined()
  })

  it('puts a model that was named first, in its own name', () => {
    const named = { ...view, models: ['nova-lite'] }
    const [first] = shortlist({ capability: 'strong' }, advised('closed_api', 'open_hosted'), shipped, named)
    expect(first?.model).toBe('Amazon Nova Lite')
  })

  it('quotes no price that is too old', () => {
    const entries = shortlist({}, advised('closed_api', 'open_hosted'), shipped, { today: '2027-11-24' })
    for (const { price } of entries) expect(price).toMatch(/too old/)
  })

  it('speaks the language of the asker', () => {
    const [entry] = shortlist({}, advised('closed_api', 'open_hosted'), shipped, { ...view, language: 'de' })
    expect(entry?.price).toContain('je Million Tokens')
  })
})

describe('before committing', () => {
  it('a small trial is named with its size, days and bill', () => {
    const facts = { tokens_per_request: 1000 }
    const trial = evaluation(facts, list(facts), shipped, view)
    expect(trial.prompts).toBe(200)
    expect(trial.steps).toHaveLength(4)
    expect(trial.steps.join(' ')).toContain('10 points')
    expect(trial.cost?.likely).toBeGreaterThan(0)
    expect(trial.cost?.likely).toBeLessThan(10)
  })

  it('leaving a closed API takes more than leaving a host, and more words after fine-tuning', () => {
    const closed = exitCost('closed_api', { customization: 'fine_tuning' }, shipped, view)
    const hosted = exitCost('open_hosted', {}, shipped, view)
    expect(closed.days.likely).toBeGreaterThan(hosted.days.likely)
    expect(closed.what).toContain('Fine-tuning')
    expect(hosted.what).not.toContain('Fine-tuning')
  })
})
