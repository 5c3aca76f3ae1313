import type { Host, LicenceClause, Model, Offer } from '../domain/catalogue.ts'
import type { CostView } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** Is this row meant by one of the words that people used? */
export const isNamed = (row: Named, words: readonly string[] | undefined): boolean =>
  (words ?? []).some((word) => word === row.id || word === row.name.toLowerCase() || row.aliases.includes(word))

/** Own machines only, by boundary or device: no API can serve it. */
export const staysOnOwnMachines = (facts: Facts): boolean =>
  facts.data_boundary === 'on_premises' || facts.data_boundary === 'air_gapped' || facts.edge_device === 'required'

/** Does the clause take effect, as far as the facts say? All conditions that it names must hold. */
export function clauseHolds(clause: LicenceClause, facts: Facts): boolean {
  const users = clause.usersAbove === undefined || (facts.users ?? 0) > clause.usersAbove
  const region = clause.regulations === undefined || clause.regulations.some((r) => facts.regulations?.includes(r))
  const media = clause.modalities === undefined || clause.modalities.some((m) => facts.modalities?.includes(m))
  return users && region && media
}

/** May these people use the model at all: maker, inputs, context, licence, retirement (`today` '' is not asked). */
export function modelAllowed(index: CatalogueIndex, facts: Facts, model: Model, today: string): boolean {
  const maker = index.makers.get(model.maker)
  if (maker && isNamed(maker, facts.excluded_makers)) return false
  if (isNamed(model, facts.excluded_makers) || facts.excluded_makers?.some((word) => model.id.startsWith(word)))
    return false
  if (model.retires !== null && today !== '' && model.retires <= today) return false
  if (facts.modalities?.some((need) => !(model.modalities as readonly string[]).includes(need))) return false
  if ((facts.tokens_per_request ?? 0) > model.contextTokens) return false
  const licence = model.licence === null ? null : index.licences.get(model.licence)
  if (!licence) return true
  return licence.commercial !== 'no' && !licence.clauses.some((c) => c.effect === 'forbids' && clauseHolds(c, facts))
}

/** Has the host been approved, where the people named who is? A maker's approval covers the maker's own API. */
function hostApproved(index: CatalogueIndex, facts: Facts, host: Host): boolean {
  const words = facts.approved_vendors
  if (words === undefined) return true
  const maker = index.makers.get(host.id)
  return isNamed(host, words) || (host.kind === 'maker' && maker !== undefined && isNamed(maker, words))
}

const needsEurope = (facts: Facts) => facts.regulations?.includes('gdpr') ?? false
const isPrivate = (facts: Facts) => facts.data_sensitivity === 'confidential' || facts.data_sensitivity === 'regulated'

/** Do the host's terms meet the hard demands: approval, training, BAA, FedRAMP, boundary, residency? */
export function hostAllowed(index: CatalogueIndex, facts: Facts, host: Host): boolean {
  if (staysOnOwnMachines(facts) || !hostApproved(index, facts, host)) return false
  if (isNamed(host, facts.excluded_makers)) return false
  if (host.trains === 'yes' && (isPrivate(facts) || facts.regulations !== undefined)) return false
  if (facts.regulations?.includes('hipaa') && host.baa !== 'yes') return false
  if (facts.regulations?.includes('fedramp') && host.fedramp !== 'high' && host.fedramp !== 'moderate') return false
  if (facts.data_boundary === 'own_cloud' && host.kind !== 'cloud') return false
  if (facts.data_boundary === 'region' && host.residency.length === 0) return false
  return !needsEurope(facts) || host.residency.includes('eu')
}

/** Offers of a model at hosts that may be used. */
export const allowedOffers = (index: CatalogueIndex, facts: Facts, model: Model): readonly Offer[] =>
  (index.offersOf.get(model.id) ?? []).filter((offer) => {
    const host = index.hosts.get(offer.host)
    return host !== undefined && offerServes(facts, offer) && hostAllowed(index, facts, host)
  })

/** Government regions serve only who needs them. */
const offerServes = (facts: Facts, offer: Offer) =>
  offer.region === 'us-gov' ? (facts.regulations?.includes('fedramp') ?? false) : true

/** People named this very model. */
export const isAskedFor = (view: CostView, { id }: Model): boolean => view.models?.includes(id) ?? false

/** It is of a family that people use or demand. */
export const isKin = (view: CostView, { id }: Model): boolean => view.family?.includes(id) ?? false

/** Those of the family that people use or demand, where there are any; else all. */
export function ofFamily<T>(view: CostView, rows: readonly T[], modelOf: (row: T) => Model): readonly T[] {
  const own = rows.filter((row) => isKin(view, modelOf(row)))
  return own.length > 0 ? own : rows
}
