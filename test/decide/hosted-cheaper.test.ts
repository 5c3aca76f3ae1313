import { describe, expect, it } from 'vitest'
import { decide } from '#src/decide/decide.ts'
import type { Estimator } from '#src/domain/costs.ts'
import type { Facts } from '#src/domain/factors.ts'
import { criteria } from './criteria.ts'

const exactly = (usd: number) => ({ low: usd, likely: usd, high: usd })
const prices =
  (host: number, own: number): Estimator =>
  () => ({ closedApi: null, openHosted: exactly(host), openSelfHosted: exactly(own) })
const bill = (amount: number, rest: Facts = {}): Facts => ({
  monthly_spend: { amount, currency: 'USD' },
  cost_priority: 'high',
  runs_today: ['closed_api'],
  ...rest,
})

describe('a large bill for a closed API', () => {
  it('leads to a host where that is far cheaper than machines of one’s own, and says by how much it counted', () => {
    const { option, contributions } = decide(bill(14_000), criteria, prices(1800, 13_000))
    expect(option).toBe('open_hosted')
    const taken = contributions.find(({ criterion }) => criterion === 'hosted_cheaper')
    expect(taken).toMatchObject({ factors: ['monthly_spend'], points: { closed_api: 0, open_hosted: 0 } })
    expect(taken?.points.open_self_hosted).toBeLessThan(0)
  })

  it('leads to machines of one’s own where they are not, or where nobody priced them', () => {
    expect(decide(bill(14_000), criteria, prices(1800, 2000)).option).toBe('open_self_hosted')
    expect(decide(bill(14_000), criteria).option).toBe('open_self_hosted')
  })

  it('uses the machines that are there already, whatever a host asks', () => {
    const given = decide(bill(14_000, { hardware: 'datacenter' }), criteria, prices(1800, 13_000))
    expect(given.option).toBe('open_self_hosted')
    expect(given.contributions.map(({ criterion }) => criterion)).not.toContain('hosted_cheaper')
  })

  it('sums to the value of each option', () => {
    const { ranking, contributions } = decide(bill(40_000), criteria, prices(1800, 13_000))
    for (const option of ['closed_api', 'open_hosted', 'open_self_hosted'] as const) {
      const sum = contributions.reduce((total, { points }) => total + points[option], 0)
      expect(ranking.find((one) => one.option === option)?.value).toBeCloseTo(sum, 5)
    }
  })
})
