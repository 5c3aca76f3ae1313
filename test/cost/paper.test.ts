import { describe, expect, it } from 'vitest'
import { apiBill, blendedPrice, paybackMonths } from '#src/cost/formulas.ts'
import { readFixture } from './support/catalogue.ts'

interface Cell {
  readonly model: string
  readonly hardware_usd: number
  readonly capacity_mtok_month: number
  readonly electricity_usd_month_v1: number
  readonly api: string
  readonly api_in: number
  readonly api_out: number
  readonly published_months: number
}

const { rows } = readFixture<{ rows: Cell[] }>('breakeven-2509.18101')
const OUTPUT_SHARE = 2 / 3

function months(cell: Cell): number {
  const price = blendedPrice({ input: cell.api_in, cached: cell.api_in, output: cell.api_out }, OUTPUT_SHARE, 0)
  const bill = apiBill(cell.capacity_mtok_month * 1e6, price)
  return paybackMonths(cell.hardware_usd, bill, cell.electricity_usd_month_v1) as number
}

describe('break-even months of arXiv 2509.18101, tables II to IV', () => {
  const gemini = rows.filter((cell) => cell.api.startsWith('Gemini'))
  const others = rows.filter((cell) => !cell.api.startsWith('Gemini'))

  it('has 36 cells apart from Gemini', () => expect([others.length, gemini.length]).toEqual([36, 9]))

  it.each(others.map((cell) => [`${cell.model} against ${cell.api}`, cell] as const))('%s', (_, cell) => {
    expect(Math.abs(months(cell) - cell.published_months)).toBeLessThan(0.1)
  })

  it.each(gemini.map((cell) => [cell.model, cell] as const))(
    'Gemini column is inconsistent: same list price as GPT-5, months about 9 %% lower (%s)',
    (_, cell) => {
      expect(months(cell) / cell.published_months).toBeGreaterThan(1.08)
      expect(months(cell) / cell.published_months).toBeLessThan(1.11)
    },
  )
})
