import type { Catalogue, Offer } from '#src/domain/catalogue.ts'
import type { Change } from './changes.ts'
import type { Source } from './sources.ts'
import type { Suspicion } from './suspicions.ts'

const NEWCOMERS = 15

const words = (offer: Offer) =>
  `${offer.input} in, ${offer.output} out${offer.cacheRead === null ? '' : `, ${offer.cacheRead} cached`}`

/** The difference as lines for a person: prices that move, offers that are gone, counts, newcomers, what is refused. */
export function report(
  catalogue: Catalogue,
  sources: readonly Source[],
  changes: readonly Change[],
  refused: readonly Suspicion[],
): readonly string[] {
  const count = (kind: Change['kind']) => changes.filter((change) => change.kind === kind).length
  return [
    ...sources.map((source) => `${source.name} of ${source.date}`),
    ...changes.flatMap(({ kind, key, before, after }) => {
      if (kind === 'gone') return [`- ${key}: gone (was ${words(before)})`]
      return kind === 'price' && after ? [`~ ${key}: ${words(before)} -> ${words(after)}`] : []
    }),
    `${count('price')} prices move, ${count('confirmed')} confirmed, ${count('gone')} gone, ${count('older')} newer here.`,
    ...newcomers(catalogue, sources),
    ...refused.map(({ key, reason }) => `refused: ${key}: ${reason} (let it pass with --accept ${key})`),
  ]
}

/** Models of known hosts that came out after the newest one here, for somebody to look at. */
function newcomers(catalogue: Catalogue, sources: readonly Source[]): readonly string[] {
  const newest =
    catalogue.models
      .map((model) => model.released ?? '')
      .sort()
      .at(-1) ?? ''
  const known = new Set(catalogue.offers.map((offer) => `${offer.refresh?.provider} ${offer.refresh?.id}`))
  const providers = new Set(catalogue.offers.map((offer) => offer.refresh?.provider))
  const found = sources.flatMap((source) =>
    [...source.providers]
      .filter(([provider]) => providers.has(provider))
      .flatMap(([provider, models]) => [...models].map(([id, listing]) => ({ name: `${provider} ${id}`, listing })))
      .filter(({ name, listing }) => !known.has(name) && (listing.released ?? '') > newest),
  )
  const names = found.slice(0, NEWCOMERS).map(({ name }) => name)
  const more = found.length > NEWCOMERS ? ` and ${found.length - NEWCOMERS} more` : ''
  return found.length > 0 ? [`newer models that are not in the catalogue: ${names.join(', ')}${more}`] : []
}
