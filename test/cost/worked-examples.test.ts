import { describe, expect, it } from 'vitest'
import {
  apiBill,
  blendedPrice,
  breakEvenUtilisation,
  breakEvenVolume,
  replicaCapacity,
  replicasFor,
  type SelfHostingCurve,
  saturatedRate,
  selfHostingBill,
} from '#src/cost/formulas.ts'
import { readFixture } from './support/catalogue.ts'

interface Crossing {
  readonly blended: number
  readonly breakeven_mtok_month: number | null
  readonly replicas: number | null
  readonly api_bill_at_breakeven: number | null
  readonly breakeven_share_of_saturated_throughput_excl_staff: number
}

interface Example {
  readonly scenario: string
  readonly rate: string
  readonly prefill: number
  readonly decode: number
  readonly gpus: number
  readonly usd_gpu_h: number
  readonly utilisation: number
  readonly slo_derate: number
  readonly saturated_tok_s: number
  readonly replica_usd_month: number
  readonly capacity_mtok_month_per_replica: number
  readonly staff_usd_month: number
  readonly full_cost_2_replicas_usd_month: number
  readonly breakeven: Record<string, Crossing>
}

const { rows } = readFixture<{ rows: Example[] }>('worked-examples')
const HOURS = 730
const OVERHEAD = 1.2
const OUTPUT_SHARE = 0.25

function curveOf(row: Example): { rate: number; curve: SelfHostingCurve } {
  const rate = saturatedRate(row.prefill, row.decode, OUTPUT_SHARE)
  return {
    rate,
    curve: {
      fixed: row.staff_usd_month,
      perReplica: row.gpus * row.usd_gpu_h * HOURS * OVERHEAD,
      capacity: replicaCapacity(rate, row.utilisation, row.slo_derate, HOURS),
      minimumReplicas: 2,
    },
  }
}

/** The blend of `name (in/out)`: the fixture rounds it, and one crossing lies where a rounding moves it by 1.2 %. */
function listPrice(label: string): number {
  const [, input, output] = label.match(/\(([\d.]+)\/([\d.]+)\)$/) as RegExpMatchArray
  const price = { input: Number(input), cached: Number(input), output: Number(output) }
  return blendedPrice(price, OUTPUT_SHARE, 0)
}

const near = (actual: number, published: number) => expect(Math.abs(actual / published - 1)).toBeLessThan(0.01)

describe('worked examples of the cost research, within 1 %', () => {
  it.each(rows.map((row) => [`${row.scenario}, ${row.rate}, load ${row.utilisation}`, row] as const))(
    '%s',
    (_, row) => {
      const { rate, curve } = curveOf(row)
      near(rate, row.saturated_tok_s)
      near(curve.perReplica, row.replica_usd_month)
      near(curve.capacity / 1e6, row.capacity_mtok_month_per_replica)
      near(selfHostingBill(curve, 1), row.full_cost_2_replicas_usd_month)
      for (const [label, crossing] of Object.entries(row.breakeven)) {
        const price = listPrice(label)
        near(price, crossing.blended)
        const volume = breakEvenVolume(curve, price)
        if (crossing.breakeven_mtok_month === null) expect(volume).toBeNull()
        else {
          near((volume as number) / 1e6, crossing.breakeven_mtok_month)
          expect(replicasFor(volume as number, curve.capacity, 2)).toBe(crossing.replicas)
          near(apiBill(volume as number, price), crossing.api_bill_at_breakeven as number)
        }
        const share = breakEvenUtilisation(curve.perReplica, price, replicaCapacity(rate, 1, 1, HOURS))
        expect(Math.abs(share - crossing.breakeven_share_of_saturated_throughput_excl_staff)).toBeLessThan(0.0101)
      }
    },
  )
})
