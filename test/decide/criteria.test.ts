import { describe, expect, it } from 'vitest'
import { readCriteria } from '#src/domain/criteria.ts'
import { ConfigError } from '#src/domain/errors.ts'
import { criteria, criteriaFiles } from './criteria.ts'

const broken = (change: (files: ReturnType<typeof criteriaFiles>) => void) => {
  const files = structuredClone(criteriaFiles())
  change(files)
  return () => readCriteria(files)
}

describe('data/criteria.json and its companions', () => {
  it('names the file and the place of a mistake', () => {
    const wrongWord = broken(({ table }) => {
      ;(table.levels as { level: string }[])[0]!.level = 'nonsense'
    })
    expect(wrongWord).toThrow(ConfigError)
    expect(wrongWord).toThrow(/criteria\.json: levels data_sensitivity names "nonsense"/)
    expect(broken(({ table }) => delete table.margin)).toThrow(/criteria\.json.*margin/s)
    expect(
      broken(({ variations }) => {
        ;(variations.draws as Record<string, number[]>).traffic = [1, 2]
      }),
    ).toThrow(/variations\.json: every column needs 256/)
    expect(
      broken(({ frequencies }) => {
        ;(frequencies.values as Record<string, unknown>).traffic = [{ value: 'sometimes', count: 1 }]
      }),
    ).toThrow(/frequencies\.json: "sometimes" is no value of traffic/)
  })

  it('has a column of the plan for every scale of points and every factor', () => {
    const scales = new Set([
      ...criteria.levels.map((row) => row.factor),
      ...criteria.numbers.map((row) => row.factor),
      ...criteria.conditions.map((row) => row.id),
      ...criteria.hybrids.map((row) => row.option),
      'spend',
      'idle_bill',
    ])
    expect(Object.keys(criteria.variations.scales).sort()).toEqual([...scales].sort())
  })

  it('has each stratum once in every column', () => {
    const { scales, draws, multipliers } = criteria.variations
    const all = multipliers.map((_, i) => i)
    for (const column of [...Object.values(scales), ...Object.values(draws)])
      expect([...(column ?? [])].sort((a, b) => a - b)).toEqual(all)
  })
})
