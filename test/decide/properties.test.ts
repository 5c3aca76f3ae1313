import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '#src/decide/decide.ts'
import { type FactorName, type Facts, factsSchema, SINGLE_OPTIONS } from '#src/domain/factors.ts'
import type { Recommendation, SingleOption } from '#src/domain/recommendation.ts'
import { criteria } from './criteria.ts'
import { anyFacts } from './facts.ts'

const valueIn = ({ ranking }: Recommendation, option: string) =>
  ranking.find((one) => one.option === option)?.value ?? null
const without = (facts: Facts, name: string): Facts =>
  factsSchema.parse(Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name)))

describe('decide', () => {
  it('adds contributions up to the value of every single option that is not ruled out', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        for (const option of SINGLE_OPTIONS) {
          const value = valueIn(given, option)
          if (value === null) continue
          const sum = given.contributions.reduce((total, one) => total + one.points[option], 0)
          expect(sum).toBeCloseTo(value, 4)
        }
      }),
    )
  })

  it('never advises what a veto or the people rule out, not even as a leg', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        for (const { option, partOnly } of given.ruledOut) {
          expect(given.option).not.toBe(option)
          if (!partOnly) expect(given.plan.map((step) => step.option)).not.toContain(option)
        }
      }),
    )
  })

  it('speaks only where at least one known fact was weighed or rules something out', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        if (given.option === null) return
        const reasons = given.contributions.length + given.ruledOut.length + (given.hybridBonus === null ? 0 : 1)
        expect(reasons).toBeGreaterThan(0)
        expect(given.robustness?.factsKnown).toBe(Object.keys(facts).length)
      }),
    )
    expect(decide({}, criteria)).toMatchObject({ verdict: 'undecided', ground: 'too_few', robustness: null })
  })

  it('keeps a forced verdict from turning into its opposite when a fact that does not force it is taken away', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const given = decide(facts, criteria)
        if (given.ground !== 'forced') return
        const opposite = given.verdict === 'open' ? 'closed' : 'open'
        const forcing = new Set<string>(given.ruledOut.flatMap((one) => one.factors))
        for (const name of Object.keys(facts))
          if (!forcing.has(name)) expect(decide(without(facts, name), criteria).verdict).not.toBe(opposite)
      }),
    )
  })

  it('never lowers an option by adding a level that favours it', () => {
    const favours = criteria.levels.filter((row) => !row.level.startsWith('@') && row.level !== '*')
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...favours), (facts, row) => {
        if (facts[row.factor] !== undefined) return
        // The quality needed also sets the price of a known volume, so there it speaks about more than itself.
        if (row.factor === 'capability') return
        const more = factsSchema.parse({
          ...facts,
          [row.factor]: row.factor === 'regulations' ? [row.level] : row.level,
        })
        const [before, after] = [decide(facts, criteria), decide(more, criteria)]
        for (const option of SINGLE_OPTIONS) {
          const [a, b] = [valueIn(before, option), valueIn(after, option)]
          if (row.points[option] > 0 && a !== null && b !== null) expect(b).toBeGreaterThanOrEqual(a - 1e-6)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same bytes for the same facts in any order', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const turned = Object.fromEntries(
          Object.entries(facts)
            .reverse()
            .map(([name, value]) => [name, Array.isArray(value) ? [...value].reverse() : value]),
        ) as Facts
        expect(JSON.stringify(decide(turned, criteria))).toBe(JSON.stringify(decide(facts, criteria)))
      }),
    )
  })

  it('asks at most three questions, each about something unknown that can change the verdict', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { questions, ground } = decide(facts, criteria)
        expect(questions.length).toBeLessThanOrEqual(3)
        for (const { factor, chance } of questions) {
          expect(chance).toBeGreaterThan(0)
          expect(chance).toBeLessThanOrEqual(1)
          if (ground !== 'conflict' && factor !== 'monthly_spend') expect(facts[factor as FactorName]).toBeUndefined()
        }
      }),
    )
  })

  it('says how robust a verdict is for every spoken one and for no other', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { option, robustness } = decide(facts, criteria)
        expect(robustness === null).toBe(option === null)
        if (robustness !== null) expect(robustness.share).toBeGreaterThanOrEqual(0)
        if (robustness !== null) expect(robustness.share).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('advises to stay only where the advised kind runs today', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { option, stay } = decide(facts, criteria)
        if (!stay) return
        const runs = facts.runs_today ?? []
        if (option === 'hybrid_route') expect(runs.length).toBeGreaterThan(1)
        else expect(runs).toContain(option as SingleOption)
      }),
    )
  })
})
