import { describe, expect, it } from 'vitest'
import { agreement, measure } from '../../scripts/eval-facts.ts'
import { loadCases, loadFactsCases } from '../../scripts/labelled.ts'
import { criteria } from './criteria.ts'

const parse = (share: string) => Number(share.match(/\(([\d.]+)\)/)?.[1])

describe('published scenarios given as facts', () => {
  it('all rules of the seeds come out as the seeds say', () => {
    expect(agreement(loadFactsCases('test/decide/fixtures/seeds.jsonl'), criteria)).toEqual({ right: 26, misses: [] })
  })

  it('at least 50 of 55 published cases come out as their source decided', () => {
    const { right, misses } = agreement(loadFactsCases('test/decide/fixtures/prior-art.jsonl'), criteria)
    expect(right + misses.length).toBe(55)
    expect(right).toBeGreaterThanOrEqual(50)
  })
})

describe.each([
  ['all facts', false],
  ['without the optional ones', true],
])('labelled facts of the development cases, %s', (_, firmOnly) => {
  const figures = measure(loadCases('test/corpus/dev.jsonl'), criteria, firmOnly)

  it('every forced verdict is right', () => expect(parse(figures.forced)).toBe(1))
  it('firm and lean verdicts are right as often as in decision-model.md', () => {
    expect(parse(figures.firm)).toBeGreaterThanOrEqual(0.973)
    expect(parse(figures.lean)).toBeGreaterThanOrEqual(0.965)
  })
  it('no more than one spoken verdict in fifty is on the wrong side', () =>
    expect(parse(figures.wrongSide)).toBeLessThanOrEqual(0.02))
  it('doubt is held and cases are answered', () => {
    expect(parse(figures.undecidedHeld)).toBeGreaterThanOrEqual(0.9)
    expect(parse(figures.answered)).toBeGreaterThanOrEqual(0.85)
  })
})
