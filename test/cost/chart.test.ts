import { describe, expect, it } from 'vitest'
import { breakEvenChart } from '#src/cost/chart.ts'
import { chartSvg } from '#src/cost/chart-svg.ts'
import { priceOptions } from '#src/cost/price-options.ts'
import type { CostChart } from '#src/domain/costs.ts'
import { shipped, TODAY } from './support/catalogue.ts'

const chartOf = (language: 'en' | 'de' | 'fr' | 'es' = 'en') => {
  const costs = priceOptions({ monthly_tokens: 1e9, capability: 'strong' }, shipped, { today: TODAY, language })
  return breakEvenChart(costs, shipped, language) as CostChart
}

describe('the break-even chart', () => {
  it.each(['en', 'de', 'fr', 'es'] as const)('keeps to the limits of a native chart (%s)', (language) => {
    const chart = chartOf(language)
    expect(chart.title.length).toBeLessThanOrEqual(50)
    expect(chart.series.length).toBeLessThanOrEqual(6)
    expect(chart.categories.length).toBeLessThanOrEqual(20)
    expect(new Set(chart.categories).size).toBe(chart.categories.length)
    for (const label of [...chart.categories, ...chart.series.map((s) => s.name)])
      expect(label.length).toBeLessThanOrEqual(20)
    for (const label of [chart.xLabel, chart.yLabel]) expect(label.length).toBeLessThanOrEqual(50)
    for (const { values } of chart.series) expect(values.length).toBe(chart.categories.length)
  })

  it('says in words where the curves cross and what they cost', () => {
    expect(chartOf().description).toMatch(/costs as much as Closed API at about .* tokens a month/)
    expect(chartOf('de').description).toMatch(/Selbst betreiben/)
  })

  it('is not drawn where there are no totals', () => {
    expect(breakEvenChart(priceOptions({ monthly_tokens: 1e9 }, shipped, { today: '2027-11-24' }), shipped)).toBeNull()
  })

  it('says so where self-hosting never pays', () => {
    const costs = priceOptions({ monthly_tokens: 1e9, capability: 'basic' }, shipped, { today: TODAY })
    expect(breakEvenChart(costs, shipped)?.description).toMatch(/never gets as cheap/)
  })
})

describe('the picture', () => {
  it('has title and description, tells lines apart by dashes, and refers to nothing outside', () => {
    const { svg } = chartOf()
    expect(svg).toMatch(/<title>.+<\/title><desc>.+<\/desc>/)
    expect(new Set([...svg.matchAll(/polyline[^>]*stroke-dasharray="([^"]*)"/g)].map((m) => m[1])).size).toBe(3)
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|href/)
    expect(svg).not.toContain('NaN')
  })

  it('escapes every text', () => {
    const evil = '<script>"&\''
    const svg = chartSvg({
      title: evil,
      xLabel: evil,
      yLabel: evil,
      description: evil,
      categories: [evil, 'b'],
      series: [{ name: evil, values: [1, 20] }],
    })
    expect(svg).not.toContain('<script>')
    expect(svg.match(/&lt;script&gt;&quot;&amp;&#39;/g)?.length).toBe(7)
  })
})
