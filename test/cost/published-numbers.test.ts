import { describe, expect, it } from 'vitest'
import { apiBill, blendedPrice, breakEvenVolume, paybackMonths, replicaCapacity } from '#src/cost/formulas.ts'
import { memoryNeed } from '#src/cost/memory.ts'
import type { Model } from '#src/domain/catalogue.ts'
import { readFixture, shipped } from './support/catalogue.ts'

interface Row {
  readonly id: string
  readonly inputs?: Record<string, number>
  readonly published?: unknown
  readonly published_mtok?: number
  readonly issue?: string
}

const rows = new Map(readFixture<{ rows: Row[] }>('breakeven-other').rows.map((row) => [row.id, row]))
const row = (id: string) => rows.get(id) as Required<Pick<Row, 'inputs'>> & Row
const within = (actual: number, published: number, share: number) =>
  expect(Math.abs(actual / published - 1)).toBeLessThan(share)

/** Money for a million tokens of a machine that is paid by the hour and writes so many a second. */
const perMillion = (usdHour: number, rate: number) => usdHour / (replicaCapacity(rate, 1, 1, 1) / 1e6)

describe('published worked numbers', () => {
  it('llmtco.com: an API bill of 10.50', () => {
    const { in_tokens, out_tokens, p_in, p_out } = row('llmtco-api').inputs as Record<string, number>
    const tokens = (in_tokens as number) + (out_tokens as number)
    const price = { input: p_in as number, cached: p_in as number, output: p_out as number }
    expect(apiBill(tokens, blendedPrice(price, (out_tokens as number) / tokens, 0))).toBeCloseTo(10.5, 9)
  })

  it('llmtco.com: a fixed 320 against 3 a million breaks even at 106.7 M tokens', () => {
    const curve = { fixed: 320, perReplica: 0, capacity: 1e12, minimumReplicas: 1 }
    within((breakEvenVolume(curve, 3) as number) / 1e6, row('llmtco-breakeven').published_mtok as number, 0.001)
  })

  it('llmtco.com: 1.50 an hour at 2,000 tokens a second is 0.21 a million', () => {
    within(perMillion(1.5, 2000), row('llmtco-per-m').published as number, 0.01)
  })

  it('llmtco.com multiplies rent by load: 328.50, though an idle rented GPU bills too; we charge 1,095', () => {
    const { usd_h, hours, utilisation } = row('llmtco-gpu-month').inputs as Record<string, number>
    const rented = (usd_h as number) * (hours as number)
    expect(rented).toBeCloseTo(1095, 9)
    within(rented * (utilisation as number), row('llmtco-gpu-month').published as number, 0.001)
  })

  it('llmtco.com: 15,000 over 36 months is 416.67', () => {
    expect(paybackMonths(15000, 416.67, 0)).toBeCloseTo(36, 2)
  })

  it('llmtco.com leaves its own 1.2 out of the fp16 memory of 70 B: 140 published, 168 by its factor', () => {
    const base = shipped.models.find((m) => m.id === 'llama-3.3-70b') as Model
    const bare: Model = {
      ...base,
      architecture: { parametersB: 70, attention: 'gqa', layers: 80, kvHeads: 8, headDim: 128 },
    }
    const need = memoryNeed(bare, 'bf16', 0, shipped)
    expect(need).not.toBe('unknown')
    if (need !== 'unknown') expect(need.gb.likely).toBeCloseTo(168, 6)
    expect((row('llmtco-vram').published as { fp16: number }).fp16).toBe(140)
  })

  it('Manning: 2.50 an hour against 0.004 a request breaks even at 625 requests an hour', () => {
    const curve = { fixed: 0, perReplica: 2.5, capacity: 2950, minimumReplicas: 1 }
    expect(breakEvenVolume(curve, 0.004 * 1e6)).toBeCloseTo(625, 9)
  })

  it('RunPod: Llama 3 70B on two H100 at 890 tokens a second is 1.84 a million at 2.95 a GPU-hour', () => {
    within(perMillion(2 * 2.95, 890), row('runpod-llama3-70b').published as number, 0.01)
  })

  it('Lenovo LP2368: its 18 times and 84 % follow from its own prices, at full load', () => {
    const p = row('lenovo-lp2368').published as Record<string, number>
    within((p.vs_gpt5_mini as number) / (p.usd_per_m_output_70b as number), 18, 0.02)
    within(1 - (p.large_model as number) / (p.large_model_api as number), 0.84, 0.01)
  })

  it('buzzi.ai takes the cache discount off the output too, which lowers the bill by more than caching can', () => {
    const price = { input: 3, cached: 0.3, output: 15 }
    const right = blendedPrice(price, 0.25, 0.8)
    const theirs = blendedPrice(price, 0.25, 0) * (1 - 0.9 * 0.8)
    expect(theirs).toBeLessThan(right * 0.5)
  })

  it('names what is wrong with each inconsistent source', () => {
    const named = [...rows.values()].filter((r) => r.issue).map((r) => r.id)
    expect(named).toEqual(
      expect.arrayContaining(['llmtco-gpu-month', 'llmtco-vram', 'buzzi-methodology', 'lenovo-lp2368']),
    )
  })
})
