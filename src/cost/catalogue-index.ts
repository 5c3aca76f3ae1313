import type { Language } from '../domain/brief.ts'
import type { Assumption, Catalogue, Gpu, Host, Licence, Maker, Model, Offer } from '../domain/catalogue.ts'

/** Rows of a catalogue by id, made once. */
export interface CatalogueIndex {
  readonly catalogue: Catalogue
  readonly models: ReadonlyMap<string, Model>
  readonly makers: ReadonlyMap<string, Maker>
  readonly hosts: ReadonlyMap<string, Host>
  readonly gpus: ReadonlyMap<string, Gpu>
  readonly licences: ReadonlyMap<string, Licence>
  readonly offersOf: ReadonlyMap<string, readonly Offer[]>
  /** Answers that depend on a few facts only, kept under those facts. */
  readonly cache: Map<string, unknown>
  assumption(id: string): Assumption
  currency(code: string): Catalogue['currencies'][number] | undefined
  /** The wording with its `{places}` filled. */
  say(id: string, language: Language, places?: Readonly<Record<string, string | number>>): string
}

const indexes = new WeakMap<Catalogue, CatalogueIndex>()
const byId = <R extends { readonly id: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.id, row]))

/** The index of a catalogue; the same catalogue gives the same index. */
export function indexOf(catalogue: Catalogue): CatalogueIndex {
  const known = indexes.get(catalogue)
  if (known) return known
  const index = build(catalogue)
  indexes.set(catalogue, index)
  return index
}

function build(catalogue: Catalogue): CatalogueIndex {
  const assumptions = byId(catalogue.assumptions)
  const wording = byId(catalogue.wording)
  const currencies = new Map(catalogue.currencies.map((row) => [row.code, row]))
  return {
    catalogue,
    models: byId(catalogue.models),
    makers: byId(catalogue.makers),
    hosts: byId(catalogue.hosts),
    gpus: byId(catalogue.gpus),
    licences: byId(catalogue.licences),
    offersOf: Map.groupBy(catalogue.offers, (offer) => offer.model),
    cache: new Map(),
    assumption: (id) => required(assumptions.get(id), `assumption "${id}"`),
    currency: (code) => currencies.get(code),
    say: (id, language, places = {}) =>
      required(wording.get(id), `wording "${id}"`)[language].replace(/\{(\w+)\}/g, (_, name) => String(places[name])),
  }
}

function required<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The catalogue has no ${what}.`)
  return value
}

/** What `make` gives, made once for the same key; the oldest is dropped when there are many. */
export function remembered<T>(index: CatalogueIndex, key: string, make: () => T): T {
  if (index.cache.has(key)) return index.cache.get(key) as T
  const value = make()
  if (index.cache.size >= 4096) index.cache.delete(index.cache.keys().next().value as string)
  index.cache.set(key, value)
  return value
}

/** How many of the licences' limits on people served a number of users passes: all that a choice depends on. */
export function userLimitsPassed(index: CatalogueIndex, users: number | undefined): number {
  if (users === undefined) return 0
  return index.catalogue.licences.flatMap((l) => l.clauses).filter((c) => users > (c.usersAbove ?? Number.MAX_VALUE))
    .length
}
