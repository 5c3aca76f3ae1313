import { describe, expect, it } from 'vitest'
import type { Advice } from '#src/domain/advice.ts'
import type { Costs } from '#src/domain/costs.ts'
import { explain } from '#src/explain/explain.ts'
import { adviceOn, texts } from './advice.ts'

const costs: Costs = {
  currency: 'EUR',
  asOf: '2026-11-10',
  stale: true,
  options: {
    closed_api: { low: 900, likely: 1200.4, high: 1800, basis: 'Haiku 5.5', terms: [] },
    open_self_hosted: { low: 2500000, likely: 2500000, high: 2500000, basis: 'Qwen on 2 H100', terms: [] },
  },
  breakEven: null,
  payback: null,
  curve: [],
  currencyNote: null,
  staleFigures: [],
}
const advice = (changes: Partial<Advice> = {}): Advice => ({
  ...adviceOn({ stage: 'prototype', deadline_days: 7 }),
  costs,
  ...changes,
})
const VIEW = { today: '2026-11-24' }

describe('costs in an answer', () => {
  it('are ranges in the currency of the costs, with what they were computed for', () => {
    expect(explain(advice(), texts, VIEW).costs).toEqual([
      { option: 'closed_api', text: 'Closed API: €900 to €1,800 a month, most likely €1,200 (Haiku 5.5)' },
      { option: 'open_self_hosted', text: 'Open, self-hosted: €2.5M a month (Qwen on 2 H100)' },
    ])
  })

  it('come with the date of the prices, and a warning where they are old', () => {
    expect(explain(advice(), texts, VIEW).footer).toBe(
      'Prices as of 2026-11-10. These prices are old; check them before you rely on them.',
    )
    expect(explain(advice({ costs: null }), texts, VIEW)).toMatchObject({ costs: [], footer: '' })
  })
})

describe('assistance', () => {
  it.each([
    ['used', undefined, 'A language model helped to read this.'],
    ['unavailable', undefined, 'The language model could not be reached; rules alone read this.'],
    ['skipped', 'daily limit reached', 'The language model was not used: daily limit reached.'],
    ['off', undefined, ''],
  ] as const)('%s is told', (state, reason, footer) => {
    const assist = { state, suggested: 0, dropped: 0, ...(reason === undefined ? {} : { reason }) }
    expect(explain(advice({ costs: null, assist }), texts, VIEW).footer).toBe(footer)
  })
})

describe('team rules', () => {
  it('are told as what they are, not as something understood', () => {
    const base = adviceOn({ stage: 'prototype', data_boundary: 'region' })
    const isRule = (factor: string) => factor === 'data_boundary'
    const findings = base.understanding.findings.filter(({ factor }) => !isRule(factor))
    const defaults = base.understanding.findings
      .filter(({ factor }) => isRule(factor))
      .map((one) => ({ ...one, status: 'default' as const, rule: 'policy' }))
    const { understood, assumed } = explain(
      { ...base, understanding: { ...base.understanding, findings }, defaults },
      texts,
      VIEW,
    )
    expect(understood.map(({ factor }) => factor)).toEqual(['stage'])
    expect(assumed[0]?.text).toBe(
      'Where data may go: only a certain country or region (team default, nobody said it)'.replace('’', "'"),
    )
  })
})
