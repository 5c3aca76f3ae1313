/** The nouns of a Slack workspace, as this double keeps them. Times are epoch milliseconds; `ts` is Slack's id of a message. */

export type Json = { readonly [key: string]: unknown }

export interface Person {
  readonly id: string
  /** The handle after `@`. */
  readonly name: string
  readonly realName: string
  readonly title: string
  readonly teamId: string
  readonly isBot: boolean
  /** A guest of this workspace (multi-channel guest). */
  readonly isGuest: boolean
  /** Member of another company's workspace, seen through a shared channel. */
  readonly isStranger: boolean
  readonly isAdmin: boolean
  /** As in Slack's preferences: `en-US`. */
  readonly locale: string
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim'

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: ChannelKind
  readonly topic: string
  readonly isExtShared: boolean
  isArchived: boolean
  readonly createdAt: number
  readonly members: Set<string>
}

export interface Message {
  readonly channel: string
  readonly ts: string
  /** Author; the bot's own user id for the bot's messages. */
  readonly user: string
  readonly fromApp: boolean
  text: string
  blocks?: readonly Json[]
  threadTs?: string
  metadata?: Json
  /** Set when only this person sees it. Such a message is never in history and never read back. */
  readonly ephemeralTo?: string
  subtype?: string
  clientMsgId?: string
  edited?: { user: string; ts: string }
  readonly reactions: Map<string, Set<string>>
  files?: readonly string[]
  broadcast?: boolean
}

export interface View {
  readonly id: string
  readonly user: string
  readonly kind: 'modal' | 'home'
  /** What the app sent, with block ids filled in. */
  content: Json
  hash: string
  readonly rootId: string
  readonly previousId: string | null
  externalId: string
  /** Error per block id, after `response_action: errors`. */
  errors: Readonly<Record<string, string>>
}

export interface LocalFile {
  readonly id: string
  readonly name: string
  title: string
  readonly length: number
  bytes: Buffer | null
  shared: boolean
}
