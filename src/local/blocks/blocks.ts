import { z } from 'zod'
import {
  accessory,
  actionElement,
  cardButton,
  contextElement,
  feedbackButtons,
  iconButton,
  image,
  inputElement,
} from './elements.ts'
import { richText } from './rich-text.ts'
import { dataTable, dataVisualization, table } from './tables.ts'
import { blockId, plain, text, webAddress } from './text.ts'

/** Blocks with Slack's limits, and on which surface each may stand (docs.slack.dev/reference/block-kit/blocks). */

const uniqueActions = (elements: readonly object[]) => {
  const ids = elements.map((e) => ('action_id' in e ? e.action_id : undefined)).filter((id) => id !== undefined)
  return new Set(ids).size === ids.length
}

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: text(3000).optional(),
    fields: z.array(text(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((s) => s.text !== undefined || s.fields !== undefined, 'must have text or fields')

const header = z.strictObject({
  type: z.literal('header'),
  block_id: blockId,
  text: plain(150),
  level: z.int().min(1).max(4).optional(),
})
const divider = z.strictObject({ type: z.literal('divider'), block_id: blockId })
const context = z.strictObject({
  type: z.literal('context'),
  block_id: blockId,
  elements: z.array(contextElement).min(1).max(10),
})
const actions = z.strictObject({
  type: z.literal('actions'),
  block_id: blockId,
  elements: z.array(actionElement).min(1).max(25).refine(uniqueActions, 'action_id must be unique in a block'),
})
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  block_id: blockId,
  elements: z
    .array(z.discriminatedUnion('type', [feedbackButtons, iconButton]))
    .min(1)
    .max(5),
})
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2000),
  element: inputElement,
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
})
const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    block_id: blockId,
    image_url: webAddress.optional(),
    slack_file: z.strictObject({ id: z.string().optional(), url: z.string().optional() }).optional(),
    alt_text: z.string().min(1).max(2000),
    title: plain(2000).optional(),
  })
  .refine((i) => (i.image_url === undefined) !== (i.slack_file === undefined), 'needs image_url or slack_file')
const markdown = z.strictObject({ type: z.literal('markdown'), block_id: blockId, text: z.string().min(1).max(12_000) })
const alert = z.strictObject({
  type: z.literal('alert'),
  block_id: blockId,
  text: text(3000),
  level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
})
const card = z
  .strictObject({
    type: z.literal('card'),
    block_id: blockId,
    hero_image: image.optional(),
    icon: image.optional(),
    title: text(150).optional(),
    subtitle: text(150).optional(),
    body: text(200).optional(),
    actions: z.array(cardButton).max(5).optional(),
  })
  .refine((c) => c.hero_image || c.title || c.body || c.actions, 'needs hero_image, title, body or actions')
const carousel = z.strictObject({
  type: z.literal('carousel'),
  block_id: blockId,
  elements: z.array(card).min(1).max(10),
})
const source = z.strictObject({ type: z.literal('url'), url: webAddress, text: z.string() })
const taskCard = z.strictObject({
  type: z.literal('task_card'),
  block_id: blockId,
  task_id: z.string().min(1),
  title: z.string().min(1),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']).optional(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(source).optional(),
})
const plan = z.strictObject({
  type: z.literal('plan'),
  block_id: blockId,
  title: z.string().min(1),
  tasks: z.array(taskCard).optional(),
})

const child = z.discriminatedUnion('type', [
  actions,
  context,
  divider,
  header,
  imageBlock,
  input,
  richText,
  section,
  table,
])
const container = z.strictObject({
  type: z.literal('container'),
  block_id: blockId,
  title: plain(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: text(150).optional(),
  child_blocks: z.array(child).min(1).max(10),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
})

export const block = z.discriminatedUnion('type', [
  section,
  header,
  divider,
  context,
  actions,
  contextActions,
  input,
  imageBlock,
  markdown,
  alert,
  card,
  carousel,
  taskCard,
  plan,
  container,
  richText,
  table,
  dataTable,
  dataVisualization,
])

export type Surface = 'message' | 'modal' | 'home'

const MESSAGE_ONLY = [
  'context_actions',
  'markdown',
  'card',
  'carousel',
  'task_card',
  'plan',
  'table',
  'data_table',
  'data_visualization',
]

/** Blocks that Slack refuses on a surface. */
export const REFUSED: Readonly<Record<Surface, readonly string[]>> = {
  message: ['alert'],
  modal: MESSAGE_ONLY,
  home: [...MESSAGE_ONLY, 'alert'],
}
