import type { OptionCost, Range } from '../domain/costs.ts'
import type { Option } from '../domain/recommendation.ts'
import { staysOnOwnMachines } from './constraints.ts'
import type { Leg, Legs } from './legs.ts'
import { type Pricing, sheet } from './pricing.ts'
import { scale, sum } from './range.ts'
import { replicas, type SelfHosting } from './self-hosting.ts'
import { said } from './volume.ts'

/** The hybrids, where both legs have a price: routed by an assumed share, or closed first and moved later. */
export function hybridCosts(pricing: Pricing, legs: Legs): readonly [Option, OptionCost][] {
  const closed = legs.closed_api
  const open = openLeg(pricing, legs)
  if (!closed?.total || !open?.total || legs.volume === null) return []
  const { index, language } = pricing
  const basis = index.say('basis.migrate', language, { closed: closed.basis })
  return [
    ['hybrid_route', route(pricing, closed, open, legs.volume.tokens)],
    ['hybrid_migrate', { ...closed.total, basis, terms: closed.terms }],
  ]
}

/** Self-hosting where the data may not leave, else the cheaper of the two open options. */
function openLeg(pricing: Pricing, legs: Legs): Leg | null {
  const { open_hosted: hosted, open_self_hosted: self } = legs
  const excluded = pricing.facts.excluded_options ?? []
  const candidates = [hosted, self].filter((leg) => leg?.total && !excluded.includes(leg.option)) as Leg[]
  const kept = staysOnOwnMachines(pricing.facts) ? candidates.filter((leg) => leg === self) : candidates
  return kept.reduce<Leg | null>(
    (best, leg) => (best === null || (leg.total as Range).likely < (best.total as Range).likely ? leg : best),
    null,
  )
}

function route(pricing: Pricing, closed: Leg, open: Leg, tokens: Range): OptionCost {
  const own = sheet(pricing, 'hybrid_route')
  const share = own.assume('closed_share')
  const rest = { low: 1 - share.high, likely: 1 - share.likely, high: 1 - share.low }
  const closedTotal = closed.total as Range
  const openTotal = open.self ? selfTotal(open.self, tokens, rest) : times(open.total as Range, rest)
  const origin = said(pricing)
  const total = sum([
    own.addend('closed_leg', times(closedTotal, share), origin, true),
    own.addend('open_leg', openTotal, origin, true),
  ])
  const places = { share: Math.round(share.likely * 100), closed: closed.basis, open: open.basis }
  return { ...total, basis: pricing.index.say('basis.route', pricing.language, places), terms: own.terms }
}

const times = (total: Range, share: Range): Range => ({
  low: total.low * share.low,
  likely: total.likely * share.likely,
  high: total.high * share.high,
})

function selfTotal(self: SelfHosting, tokens: Range, share: Range): Range {
  const count = replicas(self, times(tokens, share))
  const machines = times(count, self.perReplica)
  return sum([machines, self.staff, scale(self.setup, 1)])
}
