import type { AnyBlock } from '@slack/types'

/** Slack's own ceilings; the whole-message one is what it was measured to take, with room to spare. */
export const MAX_BLOCKS = 50
export const MAX_MESSAGE = 13_000

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null
const length = (value: unknown): number => (typeof value === 'string' ? value.length : 0)

/** Longest text that each kind of block or element may hold, in characters. */
const TEXT_LIMIT: Readonly<Record<string, number>> = { section: 3000, header: 150, button: 75 }
/** Most children that each kind may have. */
const CHILD_LIMIT: Readonly<Record<string, readonly [string, number]>> = {
  actions: ['elements', 25],
  context: ['elements', 10],
  context_actions: ['elements', 5],
  section: ['fields', 10],
  static_select: ['options', 100],
  overflow: ['options', 5],
  checkboxes: ['options', 10],
  radio_buttons: ['options', 10],
  table: ['rows', 100],
}
const FIELD_LIMIT: Readonly<Record<string, number>> = { value: 2000, action_id: 255, block_id: 255, url: 3000 }

function checkNode(node: Json, path: string, problems: string[]): void {
  const type = String(node.type)
  const text = node.text
  const inner = isJson(text) ? text.text : text
  if (inner !== undefined && length(inner) === 0) problems.push(`${path}: ${type} with empty text`)
  if (length(inner) > (TEXT_LIMIT[type] ?? 3000)) problems.push(`${path}: ${type} text of ${length(inner)} characters`)
  if (type === 'undefined' && 'value' in node && length(inner) > 75)
    problems.push(`${path}: option of ${length(inner)} characters`)
  const [children, most] = CHILD_LIMIT[type] ?? ['', 0]
  const list = node[children]
  if (Array.isArray(list) && list.length > most) problems.push(`${path}: ${list.length} ${children} in ${type}`)
  if (type === 'actions' && Array.isArray(list) && list.length === 0) problems.push(`${path}: empty actions`)
  for (const [field, limit] of Object.entries(FIELD_LIMIT)) {
    if (length(node[field]) > limit) problems.push(`${path}: ${field} of ${length(node[field])} characters`)
  }
}

function walk(value: unknown, path: string, visit: (node: Json, path: string) => void): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, `${path}/${i}`, visit)
  } else if (isJson(value)) {
    if ('type' in value || 'text' in value) visit(value, path)
    for (const [key, child] of Object.entries(value)) walk(child, `${path}/${key}`, visit)
  }
}

/** Characters that people read in these blocks: what Slack counts against a whole message. */
export function textSize(blocks: readonly AnyBlock[]): number {
  let size = 0
  walk(blocks, '', (node) => {
    size += length(node.text)
  })
  return size
}

/** What Slack would refuse in these blocks, each with its place; empty where it would take them. */
export function problemsOf(blocks: readonly AnyBlock[], most = MAX_BLOCKS): string[] {
  const problems: string[] = []
  if (blocks.length > most) problems.push(`${blocks.length} blocks`)
  if (textSize(blocks) > MAX_MESSAGE) problems.push(`${textSize(blocks)} characters in one message`)
  const ids = new Map<string, number>()
  walk(blocks, '', (node, path) => {
    checkNode(node, path, problems)
    for (const field of ['block_id', 'action_id']) {
      const id = node[field]
      if (typeof id === 'string') ids.set(`${field} ${id}`, (ids.get(`${field} ${id}`) ?? 0) + 1)
    }
  })
  for (const [id, count] of ids) if (count > 1) problems.push(`${id} used ${count} times`)
  return problems
}
