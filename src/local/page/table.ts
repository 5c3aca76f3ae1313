import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { type Html, html } from './html.ts'
import { plainText } from './mrkdwn.ts'
import { richText } from './rich-text.ts'

/** Tables, which the renderer library leaves empty (`data_table`) or fails at (numbers). */

function content(cell: Json, world: World): Html {
  if (cell.type === 'rich_text') return richText(cell, world)
  if (cell.text === undefined && typeof cell.value === 'number') return html`${cell.value.toLocaleString('en-US')}`
  return plainText(String(cell.text ?? ''))
}

function row(
  cells: readonly Json[],
  world: World,
  settings: readonly (Json | null)[],
  heading: 'col' | number | undefined,
): Html {
  return html`<tr>${cells.map((cell, i) => {
    const align = settings[i]?.align ?? (cell.type === 'raw_number' ? 'right' : 'left')
    const tag = heading === 'col' || heading === i
    const scope = heading === 'col' ? 'col' : 'row'
    return tag
      ? html`<th scope="${scope}" class="${String(align)}">${content(cell, world)}</th>`
      : html`<td class="${String(align)}">${content(cell, world)}</td>`
  })}</tr>`
}

/** A `table` or `data_table` block; more rows than its page size are folded away. */
export function table(block: Json, world: World): Html {
  const [head = [], ...body] = block.rows as readonly (readonly Json[])[]
  const settings = (block.column_settings as readonly (Json | null)[] | undefined) ?? []
  const rowHeading = block.row_header_column_index as number | undefined
  const size = block.type === 'data_table' ? Number(block.page_size ?? 5) : body.length
  // Columns of numbers have their heading over the digits.
  const aligned = head.map(
    (_, i) =>
      settings[i] ?? (body.every((r) => r[i]?.type === 'raw_number') && body.length ? { align: 'right' } : null),
  )
  const rows = (list: typeof body) => list.map((cells) => row(cells, world, aligned, rowHeading))
  const caption = block.caption ? html`<caption>${String(block.caption)}</caption>` : ''
  const heading = html`<thead>${row(head, world, aligned, 'col')}</thead>`
  const label = String(block.caption ?? 'Table')
  const rest = body.slice(size)
  const more = rest.length
    ? html`<details class="more-rows"><summary>${rest.length} more rows</summary><table><tbody>${rows(rest)}</tbody></table></details>`
    : ''
  return html`<div class="table" role="region" aria-label="${label}" tabindex="0"><table>${caption}${heading}<tbody>${rows(body.slice(0, size))}</tbody></table>${more}</div>`
}

/** The numbers of a chart as a table, for who cannot see it. */
export function chartTable(chart: Json, world: World): Html {
  const text = (value: unknown): Json => ({ type: 'raw_text', text: String(value) })
  const number = (value: unknown): Json => ({ type: 'raw_number', value })
  const segments = chart.segments as readonly Json[] | undefined
  const series = (chart.series as readonly Json[] | undefined) ?? []
  const categories = ((chart.axis_config as Json | undefined)?.categories as readonly string[] | undefined) ?? []
  const valueAt = (s: Json, category: string) => (s.data as readonly Json[]).find((d) => d.label === category)?.value
  const rows = segments
    ? [[text('Part'), text('Value')], ...segments.map((s) => [text(s.label), number(s.value)])]
    : [
        [text(''), ...series.map((s) => text(s.name))],
        ...categories.map((c) => [text(c), ...series.map((s) => number(valueAt(s, c)))]),
      ]
  return table({ type: 'table', rows }, world)
}
