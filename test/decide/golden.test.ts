import { describe, expect, it } from 'vitest'
import { decide } from '#src/decide/decide.ts'
import { factsOf, loadCases } from '../../scripts/labelled.ts'
import { criteria } from './criteria.ts'

/** Forty briefs given as facts: every third development case, so that all kinds of answer occur. */
const briefs = loadCases('test/corpus/dev.jsonl')
  .filter((_, i) => i % 3 === 2)
  .slice(0, 40)

describe('whole recommendations', () => {
  it('are forty, of every verdict and every option', () => {
    const given = briefs.map(({ labels }) => decide(factsOf(labels, false), criteria))
    expect(briefs).toHaveLength(40)
    expect(new Set(given.map(({ verdict }) => verdict))).toEqual(new Set(['open', 'closed', 'hybrid', 'undecided']))
    expect(new Set(given.map(({ option }) => option)).size).toBe(6)
  })

  it.each(briefs)('$id', async ({ id, labels }) => {
    const given = decide(factsOf(labels, false), criteria)
    await expect(`${JSON.stringify(given, null, 1)}\n`).toMatchFileSnapshot(`../golden/engine/${id}.json`)
  })
})
