import type { OptionCost, Range } from '../domain/costs.ts'
import type { Option } from '../domain/recommendation.ts'
import { staysOnOwnMachines } from './constraints.ts'
import type { Leg, Legs } from './legs.ts'
import { type Pricing, sheet } from './pricing.ts'
import { sum } from './range.ts'
import { selfHostingTotal } from './self-hosting.ts'
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

/** The open leg: own machines where the data may not leave or machines are owned, else a host, by what is left. */
function openLeg({ facts }: Pricing, { open_hosted: hosted, open_self_hosted: self }: Legs): Leg | null {
  const allowed = (leg: Leg | null) => (leg && !facts.excluded_options?.includes(leg.option) ? leg : null)
  if (staysOnOwnMachines(facts)) return allowed(self)
  const owned = facts.hardware === 'consumer' || facts.hardware === 'datacenter'
  return owned ? (allowed(self) ?? allowed(hosted)) : (allowed(hosted) ?? allowed(self))
}

function route(pricing: Pricing, closed: Leg, open: Leg, tokens: Range): OptionCost {
  const own = sheet(pricing, 'hybrid_route')
  const share = own.assume('closed_share')
  const rest = { low: 1 - share.high, likely: 1 - share.likely, high: 1 - share.low }
  const closedTotal = closed.total as Range
  const openTotal = open.self ? selfHostingTotal(open.self, times(tokens, rest)) : times(open.total as Range, rest)
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
