import type { AnyBlock } from '@slack/types'

/** What a message says, before it is made safe. */
export interface Content {
  /** The whole message as plain text: notifications, screen readers, and where blocks are refused. */
  readonly text: string
  readonly blocks?: readonly AnyBlock[]
}
