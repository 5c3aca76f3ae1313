import type { Language } from '../domain/brief.ts'
import type { Catalogue } from '../domain/catalogue.ts'
import type { CostChart, Costs } from '../domain/costs.ts'
import { SINGLE_OPTIONS } from '../domain/factors.ts'
import { type CatalogueIndex, indexOf } from './catalogue-index.ts'
import { chartSvg } from './chart-svg.ts'

/** A number short enough for a label: `1.2M`, in the reader's writing. */
const short = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 2 }).format(value)

/**
 * Cost over volume as data for a native chart (at most 3 series of 13 points), as words for who cannot see it, and
 * as SVG; null where the costs carry no curve.
 */
export function breakEvenChart(costs: Costs, catalogue: Catalogue, language: Language = 'en'): CostChart | null {
  if (costs.curve.length === 0) return null
  const index = indexOf(catalogue)
  const shown = SINGLE_OPTIONS.filter((option) => costs.curve.every((point) => point.costs[option] !== undefined))
  const series = shown.map((option) => ({
    name: index.say(`chart.${option}`, language),
    values: costs.curve.map((point) => Number((point.costs[option] as number).toPrecision(3))),
  }))
  const labels = {
    title: index.say('chart.title', language),
    xLabel: index.say('chart.x', language),
    yLabel: index.say('chart.y', language, { currency: costs.currency }),
  }
  const categories = costs.curve.map((point) => short(point.tokensPerMonth, language))
  const description = describe(index, costs, series, categories, language)
  return { ...labels, categories, series, description, svg: chartSvg({ ...labels, categories, series, description }) }
}

function describe(
  index: CatalogueIndex,
  { breakEven, currency }: Costs,
  series: CostChart['series'],
  categories: readonly string[],
  language: Language,
): string {
  const ends = [0, Math.floor(categories.length / 2), categories.length - 1]
  const points = ends.map((at) =>
    index.say('chart.at', language, {
      volume: categories[at] as string,
      costs: series.map((s) => `${s.name} ${short(s.values[at] as number, language)} ${currency}`).join(', '),
    }),
  )
  return [...crossing(index, breakEven, language), ...points].join(' ')
}

function crossing(index: CatalogueIndex, breakEven: Costs['breakEven'], language: Language): readonly string[] {
  if (breakEven === null) return []
  const against = index.say(`chart.${breakEven.against}`, language)
  if (breakEven.tokensPerMonth === 'none') return [index.say('chart.never', language, { against })]
  const { low, likely, high } = breakEven.tokensPerMonth
  const places = { against, low: short(low, language), likely: short(likely, language), high: short(high, language) }
  return [index.say(breakEven.mayNeverCross ? 'chart.crosses_maybe' : 'chart.crosses', language, places)]
}
