import type { CostChart } from '../domain/costs.ts'

const WIDTH = 720
const HEIGHT = 400
const LEFT = 80
const RIGHT = 150
const TOP = 44
const BOTTOM = 64
/** Told apart by dashes as well as by colour. */
const STROKES = [
  { colour: '#1d4ed8', dash: '' },
  { colour: '#b45309', dash: '8 4' },
  { colour: '#047857', dash: '2 4' },
] as const

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string)
const rounded = (value: number) => Math.round(value * 10) / 10

/** The chart as a picture without scripts or outside references, both axes logarithmic; every text escaped. */
export function chartSvg(chart: Omit<CostChart, 'svg'>): string {
  const values = chart.series.flatMap((s) => s.values).filter((value) => value > 0)
  const bottom = Math.floor(Math.log10(Math.min(...values)))
  const top = Math.max(bottom + 1, Math.ceil(Math.log10(Math.max(...values))))
  const last = Math.max(1, chart.categories.length - 1)
  const x = (at: number) => rounded(LEFT + (at / last) * (WIDTH - LEFT - RIGHT))
  const y = (value: number) => {
    const share = (Math.log10(Math.max(value, 10 ** bottom)) - bottom) / (top - bottom)
    return rounded(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM))
  }
  const text = (px: number, py: number, anchor: string, words: string, extra = '') =>
    `<text x="${px}" y="${py}" text-anchor="${anchor}"${extra}>${escaped(words)}</text>`
  const decades = Array.from({ length: top - bottom + 1 }, (_, step) => 10 ** (bottom + step))
  const grid = decades.map(
    (value) =>
      `<line x1="${LEFT}" y1="${y(value)}" x2="${x(last)}" y2="${y(value)}" stroke="#d4d4d4"/>` +
      text(LEFT - 8, y(value) + 4, 'end', value.toLocaleString('en')),
  )
  const ticks = chart.categories.map((label, at) =>
    at % 2 === 0 ? text(x(at), HEIGHT - BOTTOM + 18, 'middle', label) : '',
  )
  const lines = chart.series.map(({ name, values: points }, at) => {
    const { colour, dash } = STROKES[at % STROKES.length] as (typeof STROKES)[number]
    const path = points.map((value, i) => `${x(i)},${y(value)}`).join(' ')
    const key = TOP + 16 + at * 22
    const style = `fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"`
    const legend = `<line x1="${WIDTH - RIGHT + 8}" y1="${key - 4}" x2="${WIDTH - RIGHT + 32}" y2="${key - 4}" ${style}/>`
    return `<polyline points="${path}" ${style}/>${legend}${text(WIDTH - RIGHT + 38, key, 'start', name)}`
  })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(chart.title)}</title><desc>${escaped(chart.description)}</desc>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 24, 'start', chart.title, ' font-size="15" font-weight="bold"'),
    ...grid,
    ...ticks,
    ...lines,
    text((LEFT + x(last)) / 2, HEIGHT - 16, 'middle', chart.xLabel),
    text(LEFT, TOP - 6, 'start', chart.yLabel),
    '</svg>',
  ].join('')
}
