import { z } from 'zod'
import { richText } from './rich-text.ts'
import { blockId } from './text.ts'

/** Tables and charts (docs.slack.dev/reference/block-kit/blocks: table, data_table, data_visualization). */

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string() })
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().optional() })
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText])

export const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({
          align: z.enum(['left', 'center', 'right']).optional(),
          is_wrapped: z.boolean().optional(),
        })
        .nullable(),
    )
    .max(20)
    .optional(),
})

export const dataTable = z
  .strictObject({
    type: z.literal('data_table'),
    block_id: blockId,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(101),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).optional(),
  })
  .refine((t) => t.rows.every((row) => row.length === t.rows[0]?.length), {
    message: 'all rows must have the same number of cells',
    path: ['rows'],
  })
  .refine((t) => t.rows[0]?.every((c) => c.type !== 'rich_text'), {
    message: 'header cells must not be rich_text',
    path: ['rows', 0],
  })

const label = z.string().min(1).max(20)
const series = z.array(
  z.strictObject({
    name: label,
    data: z
      .array(z.strictObject({ label, value: z.number() }))
      .min(1)
      .max(20),
  }),
)

const plotted = z.strictObject({
  type: z.enum(['bar', 'area', 'line']),
  series: series.min(1).max(6),
  axis_config: z.strictObject({
    categories: z.array(label).min(1).max(20),
    x_label: z.string().max(50).optional(),
    y_label: z.string().max(50).optional(),
  }),
})

const pie = z.strictObject({
  type: z.literal('pie'),
  segments: z
    .array(z.strictObject({ label, value: z.number().positive() }))
    .min(1)
    .max(6),
})

export const dataVisualization = z.strictObject({
  type: z.literal('data_visualization'),
  block_id: blockId,
  title: z.string().min(1).max(50),
  chart: z.discriminatedUnion('type', [plotted, pie]),
})
