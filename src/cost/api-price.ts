import type { Host, Model, Offer } from '../domain/catalogue.ts'
import type { Range } from '../domain/costs.ts'
import { remembered, userLimitsPassed } from './catalogue-index.ts'
import { allowedOffers, isAskedFor, modelAllowed, ofFamily } from './constraints.ts'
import { blendedPrice, MILLION } from './formulas.ts'
import { freshest, type Pricing, type Sheet } from './pricing.ts'
import { around, exactly, product, quartiles, scale } from './range.ts'

/** The offer that stands for a kind of API, and how far others of its class lie from it. */
export interface TypicalOffer {
  readonly offer: Offer
  readonly model: Model
  readonly host: Host
  readonly spread: Range
}

export type ApiOption = 'closed_api' | 'open_hosted'

interface Priced {
  readonly offer: Offer
  readonly model: Model
  readonly blend: number
}

/** The price of a request of the usual length: long ones pay the tier that they fall into. */
function offerPrice(offer: Offer, inputTokens: number) {
  const tier = offer.tiers.filter((t) => inputTokens > t.above).at(-1)
  const { input, output } = tier ?? offer
  const cached = offer.cacheRead === null ? input : offer.cacheRead * (input / offer.input)
  return { input, output, cached }
}

/**
 * The median of the cheapest newest offers of the models that fit (one a model), with the quartiles as spread; of models
 * at that price the one that most hosts offer. Where the needed quality is unsaid, the spread runs from the basic to the
 * frontier median. Models that people named take its place, and a family that they use or demand ("must be Claude")
 * narrows the choice to it.
 */
export function typicalOffer(pricing: Pricing, option: ApiOption): TypicalOffer | null {
  const { facts, view, index } = pricing
  const key = [
    option,
    view.today,
    view.maxAgeDays,
    view.models,
    view.family,
    facts.capability,
    facts.modalities,
    facts.excluded_makers,
    facts.approved_vendors,
    facts.regulations,
    facts.data_boundary,
    facts.data_sensitivity,
    facts.tokens_per_request,
    userLimitsPassed(index, facts.users),
  ]
  return remembered(index, `offer ${JSON.stringify(key)}`, () => choose(pricing, option))
}

function choose(pricing: Pricing, option: ApiOption): TypicalOffer | null {
  const { facts, view, index } = pricing
  const open = option === 'open_hosted'
  const allowed = index.catalogue.models.filter((m) => m.open === open && modelAllowed(index, facts, m, view.today))
  const named = allowed.filter((m) => isAskedFor(view, m)).flatMap((m) => offers(pricing, m, true))
  if (named.length > 0) return typical(pricing, named)
  const models = ofFamily(view, allowed, (m) => m)
  const tier = (name: string) => {
    const same = models.filter((m) => m.tier === name)
    const own = same.length > 0 ? same : models
    const usable = own.flatMap((m) => cheapest(offers(pricing, m, false)))
    return usable.length > 0 ? usable : own.flatMap((m) => cheapest(offers(pricing, m, true)))
  }
  const own = typical(pricing, tier(facts.capability ?? 'strong'))
  if (own === null || facts.capability !== undefined) return own
  const [basic, frontier] = [typical(pricing, tier('basic')), typical(pricing, tier('frontier'))]
  const blend = (t: TypicalOffer | null) => (t ? priced(pricing, t.offer, t.model).blend : own.spread.likely)
  const likely = priced(pricing, own.offer, own.model).blend
  return { ...own, spread: around(1, basic ? blend(basic) / likely : 1, frontier ? blend(frontier) / likely : 1) }
}

/** A model's newest prices at hosts that may be used; with `anywhere` at any host where none may. */
function offers(pricing: Pricing, model: Model, anywhere: boolean): readonly Priced[] {
  const { facts, index } = pricing
  const allowed = allowedOffers(index, facts, model)
  const rows = allowed.length > 0 || !anywhere ? allowed : (index.offersOf.get(model.id) ?? [])
  const newest = rows
    .map((row) => row.sourceDate)
    .sort()
    .at(-1)
  const kept = isAskedFor(pricing.view, model) ? rows : rows.filter((row) => row.sourceDate === newest)
  return freshest(pricing, kept).map((offer) => priced(pricing, offer, model))
}

function priced(pricing: Pricing, offer: Offer, model: Model): Priced {
  const share = pricing.index.assumption('output_share').likely
  const tokens = pricing.facts.tokens_per_request ?? pricing.index.assumption('tokens_per_request').likely
  return { offer, model, blend: blendedPrice(offerPrice(offer, tokens * (1 - share)), share, 0) }
}

const cheapest = (rows: readonly Priced[]): readonly Priced[] =>
  rows.length === 0 ? [] : [rows.reduce((best, row) => (row.blend < best.blend ? row : best))]

function typical(pricing: Pricing, rows: readonly Priced[]): TypicalOffer | null {
  const q = quartiles(freshestPriced(pricing, rows), (row) => row.blend)
  if (!q) return null
  const offered = (row: Priced) => pricing.index.offersOf.get(row.model.id)?.length ?? 0
  const same = rows.filter((row) => row.blend === q.likely.blend)
  const { offer, model, blend } = same.reduce((best, row) => (offered(row) > offered(best) ? row : best))
  const host = pricing.index.hosts.get(offer.host) as Host
  return { offer, model, host, spread: { low: q.low.blend / blend, likely: 1, high: q.high.blend / blend } }
}

function freshestPriced(pricing: Pricing, rows: readonly Priced[]): readonly Priced[] {
  const fresh = new Set(
    freshest(
      pricing,
      rows.map((row) => row.offer),
    ),
  )
  return rows.filter((row) => fresh.has(row.offer))
}

/** Money for a million tokens at the typical offer, with every term written to the sheet. */
export function pricePerMillion(pricing: Pricing, sheet: Sheet, chosen: TypicalOffer): Range {
  const { facts, currency, perUsd } = pricing
  const { offer } = chosen
  const unit = `${currency}/M tokens`
  const outputShare = sheet.assume('output_share')
  const cacheShare = sheet.assume('cache_share')
  const tokens = facts.tokens_per_request ?? 0
  const list = offerPrice(offer, tokens * (1 - outputShare.likely))
  const money = (price: number) => scale(exactly(price), perUsd)
  const input = sheet.input('price_input', money(list.input), unit, offer)
  const cached = sheet.input('price_cached', money(list.cached), unit, offer, offer.cacheRead === null)
  const output = sheet.input('price_output', money(list.output), unit, offer)
  const spread = sheet.input('price_spread', chosen.spread, 'factor', offer, true)
  const price = { input: input.likely, cached: cached.likely, output: output.likely }
  const blend = blendedPrice(price, outputShare.likely, cacheShare.likely)
  const byMix = (share: number) => blendedPrice(price, share, cacheShare.likely)
  const byCache = (share: number) => blendedPrice(price, outputShare.likely, share) / blend
  const factors = [
    around(blend, byMix(outputShare.low), byMix(outputShare.high)),
    around(1, byCache(cacheShare.low), byCache(cacheShare.high)),
    spread,
    sheet.assume('bill_overhead'),
  ]
  if (facts.latency === 'relaxed' && offer.batchFactor !== null) factors.push(sheet.assume('batch_factor'))
  if (facts.data_boundary === 'region' && offer.region === 'global') factors.push(sheet.assume('region_factor'))
  return product(factors)
}

/** The bill for tokens at a price a million, both uncertain. */
export const apiTotal = (tokens: Range, perMillion: Range): Range => product([scale(tokens, 1 / MILLION), perMillion])
