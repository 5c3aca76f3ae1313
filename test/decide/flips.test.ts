import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '#src/decide/decide.ts'
import { latticeBelow, latticeValue } from '#src/decide/thresholds.ts'
import { type Facts, factsSchema, type Money } from '#src/domain/factors.ts'
import type { Flip } from '#src/domain/recommendation.ts'
import { criteria } from './criteria.ts'
import { anyFacts } from './facts.ts'

const at = (facts: Facts, { factor, to }: Flip): Facts => factsSchema.parse({ ...facts, [factor]: to })

/** The neighbouring number with two digits, on the side that the flip comes from. */
function justBefore({ to, direction }: Flip): number | Money {
  const amount = typeof to === 'object' && 'amount' in to ? to.amount : (to as number)
  const next = latticeValue(latticeBelow(amount) + (direction === 'above' ? -1 : 1))
  return typeof to === 'object' && 'amount' in to ? { ...to, amount: next } : next
}

describe('flips', () => {
  it('flip as stated', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        for (const flip of given.flips) {
          const changed = decide(at(facts, flip), criteria)
          expect(changed.verdict).toBe(flip.verdict)
          expect(changed.option).toBe(flip.option)
          expect(changed.verdict).not.toBe(given.verdict)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('do not flip just before a stated number', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        for (const flip of given.flips.filter(({ direction }) => direction !== undefined)) {
          const before = decide(factsSchema.parse({ ...facts, [flip.factor]: justBefore(flip) }), criteria)
          expect(before.verdict).toBe(given.verdict)
        }
      }),
      { numRuns: 400 },
    )
  })

  const billFlip = (currency: string) =>
    decide({ monthly_spend: { amount: 800, currency } }, criteria).flips.find((one) => one.factor === 'monthly_spend')

  it('finds the bill at which an API stops being the cheaper way', () => {
    const flip = billFlip('USD')
    expect(flip).toMatchObject({ direction: 'above', to: { currency: 'USD' } })
    expect((flip?.to as Money | undefined)?.amount).toBeGreaterThan(1000)
    expect((flip?.to as Money | undefined)?.amount).toBeLessThan(15000)
  })

  it('states a flip in the currency that was said', () => {
    expect(billFlip('EUR')).toMatchObject({ to: { currency: 'EUR' } })
  })

  it('numbers two digits upwards without gaps', () => {
    for (let k = 1; k < 400; k++) {
      expect(latticeValue(k)).toBeGreaterThan(latticeValue(k - 1))
      expect(latticeBelow(latticeValue(k))).toBe(k)
    }
    expect(latticeValue(0)).toBe(1)
    expect(latticeValue(90)).toBe(10)
  })
})
