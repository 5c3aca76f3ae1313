import type { AnyBlock } from '@slack/types'
import { MAX_MESSAGE, problemsOf, textSize } from './limits.ts'
import { escaped, inert } from './text.ts'
import { clip } from './views/clip.ts'
import type { Content } from './views/content.ts'

/** What Slack is handed: nothing in it can ping, link, unfurl or exceed a limit. */
export interface SafeContent {
  readonly text: string
  readonly blocks?: readonly AnyBlock[]
  /** Why blocks were left out, for the log. */
  readonly refused: readonly string[]
}

/** Fields that are ids or addresses of ours, not words for people. */
const NOT_WORDS = new Set(['type', 'action_id', 'block_id', 'callback_id', 'value', 'url', 'style', 'private_metadata'])

function safe(value: unknown, mrkdwn: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => safe(item, mrkdwn))
  if (typeof value !== 'object' || value === null) return value
  const node = value as Record<string, unknown>
  const parsed = node.type === 'mrkdwn'
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => {
      if (typeof child !== 'string') return [key, safe(child, parsed)]
      if (NOT_WORDS.has(key)) return [key, child]
      return [key, parsed ? escaped(child) : inert(child)]
    }),
  )
}

/** Blocks of a message or view with every word in them made inert. */
export const safeBlocks = <T>(blocks: T): T => safe(blocks, false) as T

/**
 * Makes content fit to send. Blocks over one of Slack's limits are left out in favour of the plain text, which is
 * cut to what a message may hold.
 */
export function toSlack(content: Content): SafeContent {
  const blocks = content.blocks && safeBlocks(content.blocks)
  const refused = blocks ? problemsOf(blocks) : []
  const sent = blocks && blocks.length > 0 && refused.length === 0 ? blocks : undefined
  const room = sent ? Math.max(1000, MAX_MESSAGE - textSize(sent)) : MAX_MESSAGE
  return { text: clip(escaped(content.text), room), ...(sent && { blocks: sent }), refused }
}
