import type { Catalogue, Model } from '../domain/catalogue.ts'
import type { CostView, ShortlistEntry } from '../domain/costs.ts'
import { type Facts, LEVELS } from '../domain/factors.ts'
import type { Option, Recommendation, SingleOption } from '../domain/recommendation.ts'
import { apiCandidates } from './api-candidates.ts'
import { isAskedFor, isKin, modelAllowed } from './constraints.ts'
import { machineCandidates } from './machine-candidates.ts'
import { type Pricing, pricing } from './pricing.ts'

/** A model that may be used, before it is put into words. `rank` sorts: price or gigabytes. */
export interface Candidate {
  readonly model: Model
  readonly rank: number
  readonly entry: Pick<ShortlistEntry, 'host' | 'price' | 'check' | 'source' | 'sourceDate'>
}

const PER_OPTION = 3

/**
 * For the advised option and its runner-up (each leg of a hybrid): at most three models that meet the hard demands,
 * cheapest or smallest first, each from another maker where there is one, with the clause to check.
 */
export function shortlist(
  facts: Facts,
  recommendation: Recommendation,
  catalogue: Catalogue,
  view: CostView,
): ShortlistEntry[] {
  const request = pricing(facts, catalogue, view)
  return optionsOf(recommendation).flatMap((option) => pick(request, option))
}

/** The single options meant by the advised option and the runner-up, best first. */
function optionsOf({ option, ranking, plan }: Recommendation): readonly SingleOption[] {
  const ranked = ranking.filter((row) => row.value !== null).sort((a, b) => (b.value as number) - (a.value as number))
  const order = ranked.map((row) => row.option)
  const first = option ?? order[0]
  if (first === undefined) return []
  const second = order.find((other) => other !== first)
  const singles = (one: Option): readonly SingleOption[] => {
    if (one !== 'hybrid_route' && one !== 'hybrid_migrate') return [one]
    if (plan.length > 0) return plan.map((step) => step.option)
    const open = order.find((other) => other === 'open_hosted' || other === 'open_self_hosted')
    return ['closed_api', (open ?? 'open_hosted') as SingleOption]
  }
  return [...new Set([...singles(first), ...(second ? singles(second) : [])])]
}

function pick(pricing: Pricing, option: SingleOption): ShortlistEntry[] {
  const { facts, view, index } = pricing
  const open = option !== 'closed_api'
  const levels = LEVELS.capability
  const wanted = levels.indexOf(facts.capability ?? 'strong')
  const above = (model: Model) => levels.indexOf(model.tier) - wanted
  const models = index.catalogue.models.filter(
    (m) => m.open === open && (above(m) >= 0 || isAskedFor(view, m)) && modelAllowed(index, facts, m, view.today),
  )
  const found = option === 'open_self_hosted' ? machineCandidates(pricing, models) : apiCandidates(pricing, models)
  const order = [...found].sort(
    (a, b) =>
      Number(isAskedFor(view, b.model)) - Number(isAskedFor(view, a.model)) ||
      Number(isKin(view, b.model)) - Number(isKin(view, a.model)) ||
      above(a.model) - above(b.model) ||
      a.rank - b.rank,
  )
  return varied(order).map((candidate, place) => worded(pricing, option, candidate, place, above(candidate.model)))
}

/** The first of each maker before a second one of any. */
function varied(order: readonly Candidate[]): readonly Candidate[] {
  const firsts = order.filter((c, i) => order.findIndex((other) => other.model.maker === c.model.maker) === i)
  return [...firsts, ...order.filter((c) => !firsts.includes(c))].slice(0, PER_OPTION)
}

function worded(
  { index, language, view }: Pricing,
  option: SingleOption,
  { model, entry, rank }: Candidate,
  place: number,
  above: number,
): ShortlistEntry {
  const maker = index.makers.get(model.maker)?.name ?? model.maker
  const reasons = [
    [isAskedFor(view, model), 'named'],
    [isKin(view, model), 'family'],
    [above > 0, 'stronger'],
    [place > 0, 'other_maker'],
    [option !== 'open_self_hosted', 'cheapest'],
    [rank === Number.MAX_VALUE, 'fits'],
  ] as const
  const reason = reasons.find(([holds]) => holds)?.[1] ?? 'smallest'
  const why = index.say(`shortlist.why.${reason}`, language, { maker })
  return { option, id: model.id, model: model.name, maker, why, ...entry }
}
