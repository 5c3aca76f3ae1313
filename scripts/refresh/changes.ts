import type { Catalogue, Offer } from '#src/domain/catalogue.ts'
import type { Listing, Source } from './sources.ts'

/** What happens to one offer; `before` and `after` carry prices in US dollars a million tokens. */
export interface Change {
  readonly key: string
  readonly kind: 'price' | 'confirmed' | 'gone' | 'older'
  readonly before: Offer
  readonly after: Offer | null
}

export const offerKey = (offer: Offer): string => `${offer.model}/${offer.host}/${offer.region}`

/** Compares every offer with the sources that it is refreshed from; offers kept by hand are no part of it. */
export function changesOf(catalogue: Catalogue, sources: readonly Source[]): readonly Change[] {
  return catalogue.offers.flatMap((offer) => {
    const { refresh } = offer
    const source = sources.find((one) => one.catalogue === refresh?.catalogue)
    return refresh && source ? [changeOf(offer, refresh, source)] : []
  })
}

function changeOf(before: Offer, refresh: NonNullable<Offer['refresh']>, source: Source): Change {
  const key = offerKey(before)
  const listing = source.providers.get(refresh.provider)?.get(refresh.id) ?? null
  if (source.date < before.sourceDate) return { key, kind: 'older', before, after: before }
  if (listing === null) return { key, kind: 'gone', before, after: null }
  const origin = `${source.name}, ${refresh.provider} ${refresh.id}`
  const after = { ...before, ...prices(listing), source: origin, sourceDate: source.date }
  const same = JSON.stringify(prices(before)) === JSON.stringify(prices(after))
  return { key, kind: same ? 'confirmed' : 'price', before, after }
}

/** The prices that are compared and written; a cached price that is no saving is none. */
function prices({ input, output, cacheRead, tiers }: Pick<Listing, 'input' | 'output' | 'cacheRead' | 'tiers'>) {
  const cached = cacheRead !== null && cacheRead > 0 && cacheRead <= input ? cacheRead : null
  return {
    input,
    output,
    cacheRead: cached,
    tiers: tiers.map((t) => ({ above: t.above, input: t.input, output: t.output })),
  }
}

/** The offers after the changes, in their old order; those that are gone are left out. */
export function applied(catalogue: Catalogue, changes: readonly Change[]): readonly Offer[] {
  const after = new Map(changes.map((change) => [change.key, change.after]))
  return catalogue.offers.flatMap((offer) => {
    const next = after.get(offerKey(offer))
    return next === undefined ? [offer] : next === null ? [] : [next]
  })
}
