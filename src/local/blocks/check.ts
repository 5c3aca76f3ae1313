import { z } from 'zod'
import { newId } from '../ids.ts'
import type { Json } from '../types.ts'
import { block, REFUSED, type Surface } from './blocks.ts'
import { plain } from './text.ts'

/** Slack's ceiling for the words of all blocks of a message together, measured by others in 2026 (metabase PR 79908). */
const MESSAGE_CHARACTERS = 13_200
const CELL_CHARACTERS = 10_000
const VIEW_BYTES = 250_000

/** What is wrong with blocks or a view: Slack's error code and one message per fault with its JSON pointer. */
export interface Fault {
  readonly error: string
  readonly messages: readonly string[]
}

type Issue = z.core.$ZodIssue

const pointer = (path: readonly PropertyKey[]) => `/${path.map(String).join('/')}`

function wording(issue: Issue): string {
  if (issue.code === 'too_big')
    return `must be less than ${Number(issue.maximum) + 1} ${issue.origin === 'array' ? 'items' : 'characters'}`
  if (issue.code === 'too_small')
    return `must be more than ${Number(issue.minimum) - 1} ${issue.origin === 'array' ? 'items' : 'characters'}`
  if (issue.code === 'unrecognized_keys') return `no additional properties allowed: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_union' && issue.discriminator) return 'unsupported type'
  return issue.message
}

function flat(issue: Issue, under: readonly PropertyKey[]): string[] {
  const path = [...under, ...issue.path]
  const branches = issue.code === 'invalid_union' ? issue.errors : []
  const nearest = [...branches].sort((a, b) => a.length - b.length)[0]
  if (nearest?.length) return nearest.flatMap((inner) => flat(inner, path))
  return [`[ERROR] ${wording(issue)} [json-pointer:${pointer(path)}]`]
}

const problems = (error: z.ZodError, under: readonly PropertyKey[] = []) => error.issues.flatMap((i) => flat(i, under))

/** All strings that a person would read, by key, anywhere in a block. */
function words(value: unknown, cells: boolean): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + words(item, cells), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (key === 'rows' && !cells) return sum
    return sum + (key === 'text' && typeof inner === 'string' ? inner.length : words(inner, cells))
  }, 0)
}

function checkList(blocks: unknown, surface: Surface, under: readonly PropertyKey[]): string[] {
  const limit = surface === 'message' ? 50 : 100
  const list = z.array(z.unknown()).max(limit).safeParse(blocks)
  if (!list.success) return problems(list.error, under)
  const seen = new Set<string>()
  return list.data.flatMap((item, index) => {
    const path = [...under, index]
    const parsed = block.safeParse(item)
    if (!parsed.success) return problems(parsed.error, path)
    const { type, block_id: id } = parsed.data
    if (REFUSED[surface].includes(type))
      return [`[ERROR] unsupported type: ${type} [json-pointer:${pointer([...path, 'type'])}]`]
    if (id !== undefined && seen.has(id))
      return [`[ERROR] block_id already exists: ${id} [json-pointer:${pointer([...path, 'block_id'])}]`]
    if (id !== undefined) seen.add(id)
    return []
  })
}

/** Checks the blocks of a message as Slack does; undefined when they would be accepted. */
export function checkMessageBlocks(blocks: unknown): Fault | undefined {
  const messages = checkList(blocks, 'message', ['blocks'])
  if (messages.length) return { error: 'invalid_blocks', messages }
  const list = blocks as readonly Json[]
  if (words(list, false) > MESSAGE_CHARACTERS) return { error: 'msg_blocks_too_long', messages: [] }
  const cells = words(
    list.filter((b) => b.type === 'table' || b.type === 'data_table').map((b) => b.rows),
    true,
  )
  if (cells > CELL_CHARACTERS) {
    return { error: 'invalid_blocks', messages: ['[ERROR] table cells exceed 10000 characters [json-pointer:/blocks]'] }
  }
  return undefined
}

const common = {
  blocks: z.array(z.unknown()),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  external_id: z.string().max(255).optional(),
}
const view = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('modal'),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...common,
  }),
  z.strictObject({ type: z.literal('home'), ...common }),
])

/** Checks a modal or Home view as Slack does; undefined when it would be accepted. */
export function checkView(value: unknown, kind: 'modal' | 'home'): Fault | undefined {
  const parsed = view.safeParse(value)
  const invalid = (messages: readonly string[]): Fault => ({ error: 'invalid_arguments', messages })
  if (!parsed.success) return invalid(problems(parsed.error, ['view']))
  if (parsed.data.type !== kind) return invalid([`[ERROR] must be of type ${kind} [json-pointer:/view/type]`])
  const messages = checkList(parsed.data.blocks, kind, ['view', 'blocks'])
  if (messages.length) return invalid(messages)
  if (JSON.stringify(value).length > VIEW_BYTES) return { error: 'view_too_large', messages: [] }
  const needsSubmit = parsed.data.type === 'modal' && !parsed.data.submit
  const hasInput = (parsed.data.blocks as readonly Json[]).some((b) => b.type === 'input')
  if (needsSubmit && hasInput) return invalid(['[ERROR] missing submit [json-pointer:/view/submit]'])
  return undefined
}

/** The same blocks with the ids that Slack fills in: `block_id` of blocks, `action_id` of elements. */
export function withIds(blocks: readonly Json[]): readonly Json[] {
  const element = (e: unknown): unknown =>
    typeof e === 'object' && e !== null && 'type' in e && !['mrkdwn', 'plain_text', 'image'].includes(String(e.type))
      ? { action_id: newId('').slice(0, 5), ...e }
      : e
  return blocks.map((b) => ({
    block_id: newId('').slice(0, 5),
    ...b,
    ...(b.accessory ? { accessory: element(b.accessory) } : {}),
    ...(b.element ? { element: element(b.element) } : {}),
    ...(['actions', 'context_actions'].includes(String(b.type))
      ? { elements: (b.elements as unknown[]).map(element) }
      : {}),
    ...(b.child_blocks ? { child_blocks: withIds(b.child_blocks as Json[]) } : {}),
  }))
}
