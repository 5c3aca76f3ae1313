import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate } from '#src/cost/estimate.ts'
import { apiBill, breakEvenVolume, selfHostingBill } from '#src/cost/formulas.ts'
import { priceOptions } from '#src/cost/price-options.ts'
import { product, sum } from '#src/cost/range.ts'
import type { Catalogue } from '#src/domain/catalogue.ts'
import type { Costs, Range } from '#src/domain/costs.ts'
import { type Facts, LEVELS } from '#src/domain/factors.ts'
import { shipped, TODAY } from './support/catalogue.ts'

const view = { today: TODAY }
const level = <T extends string>(levels: readonly T[]) => fc.constantFrom(...levels)
const ENDS = ['low', 'likely', 'high'] as const

const circumstances = fc.record(
  {
    capability: level(LEVELS.capability),
    hardware: level(LEVELS.hardware),
    stage: level(LEVELS.stage),
    support: level(LEVELS.support),
    latency: level(LEVELS.latency),
    data_boundary: level(LEVELS.data_boundary),
    tokens_per_request: fc.integer({ min: 50, max: 200_000 }),
    excluded_makers: fc.subarray(['chinese', 'openai', 'meta'], { minLength: 1 }),
    approved_vendors: fc.subarray(['azure', 'aws', 'openai'], { minLength: 1 }),
    regulations: fc.subarray(['hipaa', 'gdpr', 'fedramp'], { minLength: 1 }),
  },
  { requiredKeys: [] },
)
const volume = fc.double({ min: 1e3, max: 1e12, noNaN: true })
const facts = fc
  .record({ around: circumstances, monthly_tokens: volume })
  .map(({ around, monthly_tokens }): Facts => ({ ...around, monthly_tokens }))
const ranges = (costs: Costs): Range[] => Object.values(costs.options)
const ordered = ({ low, likely, high }: Range) => low >= 0 && low <= likely * (1 + 1e-9) && likely <= high * (1 + 1e-9)

describe('costs', () => {
  it('run from low to high, each term and each total', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const costs = priceOptions(given, shipped, view)
        for (const option of Object.values(costs.options))
          expect([option, ...option.terms.map((term) => term.value)].every(ordered)).toBe(true)
      }),
    )
  })

  it('never fall when the volume rises', () => {
    fc.assert(
      fc.property(facts, fc.double({ min: 1, max: 1e3, noNaN: true }), (given, factor) => {
        const less = priceOptions(given, shipped, view).options
        const more = priceOptions(
          { ...given, monthly_tokens: (given.monthly_tokens as number) * factor },
          shipped,
          view,
        )
        for (const [option, cost] of Object.entries(less))
          for (const end of ENDS)
            expect((more.options as Record<string, Range>)[option]?.[end]).toBeGreaterThanOrEqual(
              cost[end] * (1 - 1e-9),
            )
      }),
    )
  })

  it('are the sum of their money terms, so that taking one out never raises it', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const costs = priceOptions(given, shipped, view)
        for (const [option, cost] of Object.entries(costs.options)) {
          if (option === 'hybrid_migrate') continue
          const parts = cost.terms.filter((term) => term.unit === 'USD/month')
          const total = sum(parts.map((term) => term.value))
          for (const end of ENDS) expect(total[end]).toBeCloseTo(cost[end], 6)
          for (const part of parts) {
            const without = priceOptions(given, shipped, { ...view, overrides: { [`${option}.${part.id}`]: 0 } })
            const rest = (without.options as Record<string, Range>)[option] as Range
            for (const end of ENDS) expect(rest[end]).toBeLessThanOrEqual(cost[end] * (1 + 1e-9))
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('are the same amount in every currency with a rate', () => {
    const rated = shipped.currencies.map((row) => row.code)
    fc.assert(
      fc.property(facts, fc.constantFrom(...rated), (given, currency) => {
        const usd = priceOptions(given, shipped, view)
        const other = priceOptions({ ...given, monthly_budget: { amount: 1, currency } }, shipped, view)
        const rate = shipped.currencies.find((row) => row.code === currency)?.usdPerUnit as number
        expect(other.currency).toBe(currency)
        ranges(usd).forEach((range, at) => {
          for (const end of ENDS) expect(((ranges(other)[at] as Range)[end] * rate) / range[end]).toBeCloseTo(1, 9)
        })
      }),
      { numRuns: 30 },
    )
  })

  it('agree with the estimate that the engine weighs', () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { options } = priceOptions(given, shipped, view)
        const weighed = estimate(given, shipped, view)
        for (const end of ENDS) {
          expect(weighed.closedApi?.[end]).toBe(options.closed_api?.[end])
          expect(weighed.openHosted?.[end]).toBe(options.open_hosted?.[end])
          expect(weighed.openSelfHosted?.[end]).toBe(options.open_self_hosted?.[end])
        }
      }),
    )
  })

  it('do not depend on what was priced before', () => {
    const copy: Catalogue = { ...shipped }
    fc.assert(
      fc.property(facts, (given) => {
        expect(priceOptions(given, copy, view)).toEqual(priceOptions(given, shipped, view))
      }),
      { numRuns: 30 },
    )
  })
})

describe('break-even volume', () => {
  const curve = fc.record({
    fixed: fc.double({ min: 0, max: 1e5, noNaN: true }),
    perReplica: fc.double({ min: 1, max: 1e5, noNaN: true }),
    capacity: fc.double({ min: 1e6, max: 1e12, noNaN: true }),
    minimumReplicas: fc.integer({ min: 1, max: 4 }),
  })
  const price = fc.double({ min: 0.01, max: 100, noNaN: true })

  it('is where the curves cross: dearer just below, no dearer at it', () => {
    fc.assert(
      fc.property(curve, price, (self, perMillion) => {
        const crossing = breakEvenVolume(self, perMillion)
        if (crossing === null) return
        expect(apiBill(crossing, perMillion) * (1 + 1e-9)).toBeGreaterThanOrEqual(
          selfHostingBill(self, crossing * (1 - 1e-12)),
        )
        for (const below of [0.999, 0.9, 0.5, 0.01])
          expect(apiBill(crossing * below, perMillion)).toBeLessThan(selfHostingBill(self, crossing * below))
      }),
      { numRuns: 500 },
    )
  })

  it('is none only where the API is cheaper however full the machines are', () => {
    fc.assert(
      fc.property(curve, price, fc.integer({ min: 1, max: 10_000 }), (self, perMillion, replicas) => {
        if (breakEvenVolume(self, perMillion) !== null) return
        const full = self.capacity * Math.max(replicas, self.minimumReplicas)
        expect(apiBill(full, perMillion)).toBeLessThanOrEqual(selfHostingBill(self, full) * (1 + 1e-9))
      }),
    )
  })

  it('falls when the API gets dearer', () => {
    fc.assert(
      fc.property(curve, price, fc.double({ min: 1, max: 10, noNaN: true }), (self, perMillion, factor) => {
        const [cheap, dear] = [breakEvenVolume(self, perMillion), breakEvenVolume(self, perMillion * factor)]
        if (cheap !== null) expect(dear).not.toBeNull()
        if (cheap !== null && dear !== null) expect(dear).toBeLessThanOrEqual(cheap * (1 + 1e-9))
      }),
    )
  })
})

describe('the product of ranges', () => {
  const factor = fc
    .tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.double({ min: 1, max: 10, noNaN: true }))
    .map(([low, high]) => ({ low, likely: 1, high }))

  it('is no wider than all ends at once and no narrower than its widest factor', () => {
    fc.assert(
      fc.property(fc.array(factor, { minLength: 1, maxLength: 6 }), (factors) => {
        const joint = product(factors)
        expect(joint.low).toBeGreaterThanOrEqual(factors.reduce((p, f) => p * f.low, 1) * (1 - 1e-9))
        expect(joint.high).toBeLessThanOrEqual(factors.reduce((p, f) => p * f.high, 1) * (1 + 1e-9))
        expect(joint.high).toBeGreaterThanOrEqual(Math.max(...factors.map((f) => f.high)) * (1 - 1e-9))
      }),
    )
  })
})
