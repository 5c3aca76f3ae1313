import type { BreakEven, CurvePoint, Payback, Range } from '../domain/costs.ts'
import type { SingleOption } from '../domain/recommendation.ts'
import { staysOnOwnMachines } from './constraints.ts'
import { apiBill, breakEvenUtilisation, breakEvenVolume, paybackMonths, selfHostingBill } from './formulas.ts'
import type { Leg, Legs } from './legs.ts'
import type { Pricing } from './pricing.ts'
import { around, scale } from './range.ts'
import { curveAt, replicas, type SelfHosting } from './self-hosting.ts'

/** The API that self-hosting is compared with: the closed one unless it is excluded, then the hosted open one. */
export function rival(pricing: Pricing, legs: Legs): Leg | null {
  const { facts } = pricing
  if (staysOnOwnMachines(facts)) return null
  const allowed = (option: SingleOption) => !facts.excluded_options?.includes(option)
  if (legs.closed_api && allowed('closed_api')) return legs.closed_api
  return legs.open_hosted && allowed('open_hosted') ? legs.open_hosted : null
}

/** Where the curves of an API and of self-hosting cross, from the most to the least favourable assumptions. */
export function breakEven(pricing: Pricing, api: Leg, self: SelfHosting): BreakEven | null {
  const price = api.perMillion
  if (price === null) return null
  const ceiling = pricing.index.assumption('volume_ceiling').likely
  const crossing = (end: keyof Range, rate: number) => {
    const volume = breakEvenVolume(curveAt(self, end), rate)
    return volume === null || volume > ceiling ? null : volume
  }
  const [low, likely, high] = [
    crossing('low', price.high),
    crossing('likely', price.likely),
    crossing('high', price.low),
  ]
  const share = (perReplica: number, rate: number) => breakEvenUtilisation(perReplica, rate, self.ratedTokens)
  const utilisation = {
    low: share(self.perReplica.low, price.high),
    likely: share(self.perReplica.likely, price.likely),
    high: share(self.perReplica.high, price.low),
  }
  const common = { against: api.option, utilisation }
  if (likely === null) return { ...common, tokensPerMonth: 'none', mayNeverCross: true, bestCase: low }
  const range = { low: low ?? likely, likely, high: high ?? ceiling }
  return { ...common, tokensPerMonth: range, mayNeverCross: high === null, bestCase: range.low }
}

/** Months until bought machines have paid for themselves at the volume of the brief; null where they own some. */
export function payback(pricing: Pricing, api: Leg, self: SelfHosting, tokens: Range): Payback | null {
  const { machine } = self
  if (machine.rent === null || api.total === null) return null
  const { index, perUsd } = pricing
  const price = scale(machine.gpu.purchase, machine.row.gpus * perUsd)
  const count = replicas(self, tokens)
  const each = (end: keyof Range) => count[end] * price[end]
  const hardware = { low: each('low'), likely: each('likely'), high: each('high') }
  const hours = index.assumption('hours_per_month').likely
  const [electricity, cooling] = [index.assumption('electricity'), index.assumption('cooling_factor')]
  const running = (end: keyof Range) => {
    const power = machine.gpu.kilowatts * machine.row.gpus * hours * electricity[end] * cooling[end] * perUsd
    return count[end] * power + self.staff[end] + self.setup[end]
  }
  const months = (end: keyof Range, apiMonth: number) => paybackMonths(hardware[end], apiMonth, running(end))
  const likely = months('likely', api.total.likely)
  const ceiling = index.assumption('payback_ceiling').likely
  if (likely === null || likely > ceiling) return { against: api.option, hardware, months: 'never', mayNeverPay: true }
  const best = months('low', api.total.high) ?? likely
  const worst = months('high', api.total.low) ?? ceiling
  const range = around(likely, best, Math.min(worst, ceiling))
  return { against: api.option, hardware, months: range, mayNeverPay: worst >= ceiling }
}

const POINTS = 13
const PER_DECADE = 3

/** Likely cost of each option over two decades of volume below and above `centre`. */
export function curve(legs: Legs, centre: number): readonly CurvePoint[] {
  const first = Math.round(Math.log10(centre) * PER_DECADE) - Math.floor(POINTS / 2)
  return Array.from({ length: POINTS }, (_, step) => {
    const tokens = Number((10 ** ((first + step) / PER_DECADE)).toPrecision(2))
    const api = (leg: Leg | null) => (leg?.perMillion ? apiBill(tokens, leg.perMillion.likely) : null)
    const self = legs.open_self_hosted?.self
    const costs = {
      closed_api: api(legs.closed_api),
      open_hosted: api(legs.open_hosted),
      open_self_hosted: self ? selfHostingBill(curveAt(self, 'likely'), tokens) : null,
    }
    const known = Object.entries(costs).filter(([, cost]) => cost !== null)
    return { tokensPerMonth: tokens, costs: Object.fromEntries(known) as CurvePoint['costs'] }
  })
}
