import type { AnyBlock, Block, DataTableBlock } from '@slack/types'
import type { Advice, Explanation } from '../../domain/advice.ts'
import type { CostChart } from '../../domain/costs.ts'
import type { Words } from '../../explain/words.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { type Labels, labelsFor } from './labels.ts'
import { LINE, line, paragraph } from './rich.ts'
import { type CostRow, costRows, rowLine, staleLines } from './terms.ts'

/** Slack's limits of a table: rows without the header, and characters of all cells together. */
const MOST_ROWS = 100
const MOST_CHARACTERS = 9000
const CELL = 120

/** A native line chart; the types do not know this block yet. */
function chartBlock({ title, categories, series, xLabel, yLabel }: CostChart): Block {
  const chart = {
    type: 'line',
    series: series.map(({ name, values }) => ({
      name: clip(name, 20),
      data: values.map((value, i) => ({ label: clip(categories[i] ?? '', 20), value })),
    })),
    axis_config: {
      categories: categories.map((text) => clip(text, 20)),
      x_label: clip(xLabel, 50),
      y_label: clip(yLabel, 50),
    },
  }
  const block = { type: 'data_visualization', title: clip(title, 50), chart }
  return block
}

const cells = (texts: readonly string[]): DataTableBlock['rows'][number] =>
  texts.map((text) => ({ type: 'raw_text', text: clip(text, CELL) || '–' }))

/** Every option with its terms, as many rows as a table may have; the sums come first. */
function tableBlock(rows: readonly CostRow[], labels: Labels): DataTableBlock {
  const texts = rows.map(({ option, item, low, likely, high, origin }) => [option, item, low, likely, high, origin])
  let room = MOST_CHARACTERS
  const fitting = texts.slice(0, MOST_ROWS).filter((row) => {
    room -= row.reduce((sum, text) => sum + Math.min(text.length, CELL), 0)
    return room >= 0
  })
  const head = [labels.costs, labels.item, labels.low, labels.likely, labels.high, labels.origin]
  return {
    type: 'data_table',
    caption: labels.table,
    rows: [cells(head), ...fitting.map(cells)],
    page_size: 20,
    row_header_column_index: 1,
  }
}

/** *Table and chart*: what each option costs with its terms, and where the curves cross, also in words. */
export function figuresMessage(
  id: string,
  advice: Advice,
  explanation: Explanation,
  chart: CostChart | null,
  words: Words,
): Content {
  const labels = labelsFor(words)
  const rows = costRows(advice, words)
  const sums = rows.filter(({ option }, i) => rows.findIndex((row) => row.option === option) === i)
  const ordered = [...sums, ...rows.filter((row) => !sums.includes(row))]
  const head = `#${id} ${explanation.headline}`
  if (rows.length === 0) return { text: [head, labels.none, ...staleLines(advice)].join('\n') }
  const described = chart ? [chart.description] : []
  const blocks: AnyBlock[] = [
    paragraph([line({ bold: head })]),
    ...(chart ? [chartBlock(chart), paragraph([line(clip(chart.description, 3 * LINE))])] : []),
    tableBlock(ordered, labels),
    paragraph([line(explanation.footer)]),
  ].filter((block) => !('elements' in block) || (block.elements as readonly unknown[]).length > 0)
  return { text: [head, ...described, labels.table, ...ordered.map(rowLine), explanation.footer].join('\n'), blocks }
}
