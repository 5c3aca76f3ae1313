import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { IncomingRequest } from '../domain/ports.ts'
import type { Asker } from './outgoing.ts'
import { mentions } from './text.ts'

const id = z.string().min(1)
const commandSchema = z.looseObject({
  command: z.string(),
  team_id: id,
  user_id: id,
  channel_id: id,
  response_url: z.string().optional(),
})
const interactionSchema = z.looseObject({
  type: z.enum(['block_actions', 'view_submission', 'view_closed', 'message_action', 'shortcut']),
  team: z.looseObject({ id }).nullish(),
  user: z.looseObject({ id, team_id: z.string().optional() }),
  channel: z.looseObject({ id }).nullish(),
  container: z.looseObject({ channel_id: z.string().optional(), thread_ts: z.string().optional() }).nullish(),
  message: z.looseObject({ ts: z.string().optional(), thread_ts: z.string().optional() }).nullish(),
  response_url: z.string().optional(),
})
const messageSchema = z.looseObject({
  type: z.enum(['app_mention', 'message']),
  channel: id,
  user: id,
  ts: id,
  text: z.string().optional(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  channel_type: z.string().optional(),
  thread_ts: z.string().optional(),
})
const versionSchema = z.looseObject({
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().optional(),
  thread_ts: z.string().optional(),
})
const changeSchema = z.looseObject({
  type: z.literal('message'),
  subtype: z.enum(['message_changed', 'message_deleted']),
  channel: id,
  ts: id,
  channel_type: z.string().optional(),
  message: versionSchema.optional(),
  previous_message: versionSchema.optional(),
})
const eventSchema = z.looseObject({ type: z.literal('event_callback'), team_id: id, event: z.looseObject({}) })

/** A message that somebody wrote to the bot, as Slack tells of it. */
export type MessageEvent = z.infer<typeof messageSchema>

/** What the inbox needs to know of a request; `request` null: nothing is kept of it (a Home tab that was opened, the app's removal). */
export interface Incoming {
  readonly request: IncomingRequest | null
  readonly asker: Asker | null
}

/** Who the bot is, for telling its own messages from other people's, and where it listens without being mentioned. */
export interface Self {
  readonly botUser: string
  follows(channel: string, thread: string): boolean
}

/** Short name of a request that both the person and the log are told. */
export const referenceOf = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8)

const hashOf = (body: unknown) => createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32)

const CHANGES = new Set<string | undefined>(['message_changed', 'message_deleted'])
const TALK = new Set<string | undefined>([undefined, 'thread_broadcast', 'file_share', 'me_message'])

/** An edit or a deletion as the message that it is about, at the time at which it happened. */
function asMessage(event: unknown): MessageEvent | null {
  const changed = changeSchema.safeParse(event).data
  if (!changed) return messageSchema.safeParse(event).data ?? null
  const { channel, ts, channel_type, message, previous_message: before, subtype } = changed
  const now = subtype === 'message_deleted' ? before : message
  // Slack also tells of links that it unfurled as of an edit.
  if (!now?.user || (subtype === 'message_changed' && now.text === before?.text)) return null
  const { user, bot_id, text, thread_ts } = now
  const kind = channel_type ? { channel_type } : {}
  const bot = bot_id ? { bot_id } : {}
  return {
    type: 'message',
    subtype,
    channel,
    user,
    ts,
    text: text ?? '',
    ...kind,
    ...bot,
    ...(thread_ts && { thread_ts }),
  }
}

/**
 * A person's message that is meant for the bot, or null: not a message, the bot's own or another bot's, small talk.
 * In a thread that it follows every message is, and every edit and deletion.
 */
export function addressed(event: unknown, self: Self): MessageEvent | null {
  const message = asMessage(event)
  if (!message || message.bot_id || message.user === self.botUser) return null
  const { channel, thread_ts, subtype, text = '' } = message
  if (thread_ts !== undefined && self.follows(channel, thread_ts)) {
    return TALK.has(subtype) || CHANGES.has(subtype) ? message : null
  }
  const forUs = message.type === 'app_mention' || message.channel_type === 'im' || mentions(text, self.botUser)
  return forUs && TALK.has(subtype) ? message : null
}

function ofEvent(body: z.infer<typeof eventSchema>, self: Self): Omit<Incoming, 'request'> & { key: string | null } {
  const message = addressed(body.event, self)
  if (!message) return { key: null, asker: null }
  return {
    // The same for a mention and its twin `message` event, and for every retry of either.
    key: `message:${body.team_id}:${message.channel}:${message.ts}`,
    asker: {
      workspace: body.team_id,
      user: message.user,
      channel: message.channel,
      thread: message.thread_ts ?? message.ts,
      ...(message.thread_ts === undefined && { opens: true }),
    },
  }
}

/** Events that ask nothing: there is nothing to keep of them. */
const UNKEPT = new Set(['app_home_opened', 'app_uninstalled'])

const KINDS = {
  block_actions: 'action',
  view_submission: 'view',
  view_closed: 'view',
  message_action: 'shortcut',
  shortcut: 'shortcut',
} as const

/**
 * Tells what a verified body is and names it so that every copy of it has the same key.
 * Null: nothing that this app answers, to be acknowledged and forgotten.
 */
export function classify(body: unknown, self: Self, now: string): Incoming | null {
  const command = commandSchema.safeParse(body).data
  if (command) {
    const asker = {
      workspace: command.team_id,
      user: command.user_id,
      channel: command.channel_id,
      ...(command.response_url && { responseUrl: command.response_url }),
    }
    return record('command', command.command, `command:${hashOf(body)}`, asker, body, now)
  }
  const event = eventSchema.safeParse(body).data
  if (event) {
    if (UNKEPT.has(String(event.event.type))) return { request: null, asker: null }
    const { key, asker } = ofEvent(event, self)
    return key && asker ? record('event', String(event.event.type), key, asker, body, now) : null
  }
  const interaction = interactionSchema.safeParse(body).data
  if (!interaction) return null
  const thread = interaction.container?.thread_ts ?? interaction.message?.thread_ts
  const asker = {
    workspace: interaction.team?.id ?? interaction.user.team_id ?? '',
    user: interaction.user.id,
    channel: interaction.channel?.id ?? interaction.container?.channel_id ?? interaction.user.id,
    ...(thread && { thread }),
    ...(interaction.response_url && { responseUrl: interaction.response_url }),
  }
  const { type } = interaction
  return record(KINDS[type], type, `${type}:${hashOf(body)}`, asker, body, now)
}

function record(
  kind: IncomingRequest['kind'],
  name: string,
  key: string,
  asker: Asker,
  body: unknown,
  now: string,
): Incoming {
  return {
    request: { key, workspace: asker.workspace, kind, name, body: JSON.stringify(body), receivedAt: now },
    asker,
  }
}
