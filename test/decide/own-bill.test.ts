import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '#src/decide/decide.ts'
import type { Estimator } from '#src/domain/costs.ts'
import type { Facts } from '#src/domain/factors.ts'
import { criteria } from './criteria.ts'

/** An API at one to two dollars a million tokens. */
const estimator: Estimator = ({ monthly_tokens: tokens }) => ({
  closedApi:
    tokens === undefined ? null : { low: tokens / 1e6, likely: (1.5 * tokens) / 1e6, high: (2 * tokens) / 1e6 },
  openHosted: null,
  openSelfHosted: null,
})
const selfHoster = (amount: number, tokens: number): Facts => ({
  runs_today: ['open_self_hosted'],
  monthly_spend: { amount, currency: 'USD' },
  monthly_tokens: tokens,
})

describe('a self-hoster’s bill against the price of the same volume by API', () => {
  it('speaks for an API where machines stand idle', () => {
    const given = decide(selfHoster(6000, 5e7), criteria, estimator)
    expect(given.verdict).toBe('closed')
    expect(given.contributions.find((one) => one.criterion === 'idle_bill')?.points.closed_api).toBeGreaterThan(1)
  })

  it('speaks for staying where the machines are cheaper than the API', () => {
    const given = decide(selfHoster(6000, 3e10), criteria, estimator)
    expect(given).toMatchObject({ option: 'open_self_hosted', stay: true })
  })

  it('says nothing where the volume is unknown, or somebody else’s bill it is', () => {
    const { monthly_tokens: _, ...without } = selfHoster(6000, 1)
    const ids = (facts: Facts) => decide(facts, criteria, estimator).contributions.map((one) => one.criterion)
    expect(ids(without)).not.toContain('idle_bill')
    expect(ids({ ...selfHoster(6000, 5e7), runs_today: ['closed_api'] })).not.toContain('idle_bill')
  })

  it('flips at the volume that it states', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 90000 }), fc.integer({ min: 5, max: 11 }), (amount, decade) => {
        const facts = selfHoster(amount, 10 ** decade)
        const given = decide(facts, criteria, estimator)
        for (const flip of given.flips.filter((one) => one.factor === 'monthly_tokens'))
          expect(decide({ ...facts, monthly_tokens: flip.to as number }, criteria, estimator).verdict).toBe(
            flip.verdict,
          )
      }),
      { numRuns: 50 },
    )
  })
})
