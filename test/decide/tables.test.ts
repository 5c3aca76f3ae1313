import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buildModel } from '#src/decide/build-model.ts'
import { buildPlan } from '#src/decide/plan.ts'
import { robustShare } from '#src/decide/robustness.ts'
import { encode } from '#src/decide/state.ts'
import type { Criteria } from '#src/domain/criteria.ts'
import type { FactorName } from '#src/domain/factors.ts'
import { quantile } from '../../scripts/make-variations.ts'
import { criteria } from './criteria.ts'

interface Table {
  readonly cases: readonly {
    readonly name: string
    readonly factors: Readonly<Record<string, Readonly<Record<string, { p: string; points: Record<string, number> }>>>>
    readonly rank1_acceptability: Readonly<Record<string, number>>
  }[]
}

const table = JSON.parse(readFileSync('test/decide/fixtures/evppi_discrete.json', 'utf8')) as Table
const normal = JSON.parse(readFileSync('test/decide/fixtures/evpi_normal.json', 'utf8')) as {
  qnorm: { p: number[]; z: number[] }
}

/** The factors of the table stand in for three of ours, with its points and its probabilities as frequencies. */
const STAND_IN: Readonly<Record<string, { factor: FactorName; levels: Record<string, string> }>> = {
  volume: { factor: 'traffic', levels: { low: 'sporadic', mid: 'bursty', high: 'steady' } },
  boundary: { factor: 'data_boundary', levels: { any: 'any', premises: 'region' } },
  ops: { factor: 'ops_capacity', levels: { none: 'none', team: 'strong' } },
}

function asCriteria(factors: Table['cases'][number]['factors']): Criteria {
  const levels: Criteria['levels'] = []
  const values: Criteria['frequencies']['values'] = {}
  for (const [name, states] of Object.entries(factors)) {
    const { factor, levels: words } = STAND_IN[name]!
    values[factor] = Object.entries(states).map(([state, { p }]) => {
      const [over, under] = p.split('/').map(Number) as [number, number]
      return { value: words[state], count: (over * 10) / under }
    })
    for (const [state, { points }] of Object.entries(states))
      levels.push({
        factor,
        level: words[state] as string,
        points: { closed_api: points.closed!, open_hosted: points.hosted!, open_self_hosted: points.self! },
        reason: 'table',
        source: 'evppi_discrete.json',
      })
  }
  return {
    ...criteria,
    margin: 1e-9,
    levels,
    numbers: [],
    conditions: [],
    vetoes: [],
    silent: [],
    hybrids: [],
    frequencies: { ...criteria.frequencies, cases: 10, values },
    variations: { ...criteria.variations, multipliers: criteria.variations.multipliers.map(() => 1) },
  }
}

describe('check tables', () => {
  it('the share of variations is the rank-1 acceptability of exact enumeration', () => {
    const { factors, rank1_acceptability: exact } = table.cases.find(({ name }) => name === 'no veto')!
    const model = buildModel(asCriteria(factors))
    const share = (verdict: string) => robustShare(model, buildPlan(model), encode(model, {}), verdict)
    const ties = share('undecided')
    expect(share('closed') + ties / 2).toBeCloseTo(exact.closed!, 1)
    expect(share('open') + ties / 2).toBeCloseTo(exact.hosted! + exact.self!, 1)
    expect(share('closed') + share('open') + ties).toBeCloseTo(1, 10)
  })

  it('the plan is drawn from the normal distribution of the table', () => {
    for (const [i, p] of normal.qnorm.p.entries()) expect(quantile(p)).toBeCloseTo(normal.qnorm.z[i] as number, 3)
    const { multipliers, spread } = criteria.variations
    for (const [k, m] of multipliers.entries())
      expect(m).toBeCloseTo(Math.exp(spread * quantile((k + 0.5) / multipliers.length)), 3)
  })
})
