import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isForgotten, weighing, weighingTable } from '../../scripts/weighing.ts'
import { criteria } from './criteria.ts'

describe('the table of how every factor is weighed', () => {
  const rows = weighing(criteria)

  it('forgets no value that can be said', () => {
    expect(rows.filter(isForgotten).map(({ factor, value }) => `${factor}.${value}`)).toEqual([])
  })

  it('declares nothing as not weighed that is weighed', () => {
    const both = rows.filter((row) => row.notWeighed !== null && (row.points !== null || row.rules.length > 0))
    expect(both.map(({ factor, value }) => `${factor}.${value}`)).toEqual([])
  })

  it('notices a value that nobody weighs', () => {
    const poorer = { ...criteria, levels: criteria.levels.filter((row) => row.level !== 'sporadic') }
    expect(
      weighing(poorer)
        .filter(isForgotten)
        .map(({ value }) => value),
    ).toEqual(['sporadic'])
  })

  it('is in docs as it is in data', () => {
    expect(readFileSync('docs/weighing.md', 'utf8')).toBe(weighingTable(criteria))
  })
})
