import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DecisionSummary } from '#src/domain/decision.ts'
import { csvOf, jsonOf } from '#src/export/table.ts'

const row = (title: string): DecisionSummary => ({
  id: 'k7f3q',
  title,
  verdict: 'open',
  option: 'open_hosted',
  status: 'accepted',
  askedBy: 'U1',
  askedAt: '2026-11-24T10:00:00.000Z',
  place: { workspace: 'T1', channel: 'C1', kind: 'public' },
  scopes: ['C1'],
})

/** Reads RFC 4180 back: quoted cells, doubled quotes. */
function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(([, quoted, bare]) =>
    quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'),
  )
}

it('no cell is a formula, and nothing else of it is lost', () => {
  const starts = fc.constantFrom('=', '+', '-', '@', '\t', 'a', '"')
  fc.assert(
    fc.property(
      starts,
      fc.string().filter((text) => !/[\r\n]/.test(text)),
      (start, rest) => {
        const title = start + rest
        const cell = cells(csvOf([row(title)]).split('\r\n')[1]!).at(-1)!
        expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        expect(cell.endsWith(title)).toBe(true)
      },
    ),
  )
})

it('CSV and JSON have the same rows under the same names', () => {
  const rows = [row('one'), row('two')]
  const [head, ...lines] = csvOf(rows).trimEnd().split('\r\n')
  const json = JSON.parse(jsonOf(rows)) as Record<string, string>[]
  expect(lines.map((line) => Object.fromEntries(cells(line).map((cell, i) => [cells(head!)[i], cell])))).toEqual(json)
})
