import { messageJson } from '../api/shape.ts'
import type { Core } from '../core.ts'
import { newId } from '../ids.ts'
import type { ChannelKind, Json, Message } from '../types.ts'

const CHANNEL_TYPE: Readonly<Record<ChannelKind, string>> = {
  public: 'channel',
  private: 'group',
  im: 'im',
  mpim: 'mpim',
}

interface Change {
  readonly change: 'message_changed' | 'message_deleted'
  readonly previous: Json
}

/** The `message` event of a message, or of its change or deletion. */
export function messageEvent(core: Core, message: Message, what?: Change): Json {
  const channel = core.world.channels.get(message.channel)
  const common = { channel: message.channel, channel_type: CHANNEL_TYPE[channel?.kind ?? 'public'] }
  const { reply_count: _, reply_users: __, latest_reply: ___, ...plain } = messageJson(core, message, true)
  if (!what) return { ...plain, ...common, event_ts: message.ts }
  const ts = core.world.nextTs()
  const change = {
    type: 'message',
    subtype: what.change,
    hidden: true,
    ts,
    event_ts: ts,
    previous_message: what.previous,
  }
  return what.change === 'message_changed'
    ? { ...change, ...common, message: messageJson(core, message, true) }
    : { ...change, ...common, deleted_ts: message.ts }
}

/** The `app_mention` twin of a message: same `ts`, an event id of its own when wrapped. */
export function mentionEvent(core: Core, message: Message): Json {
  const { channel_type: _, parent_user_id: __, ...rest } = messageEvent(core, message)
  return { ...rest, type: 'app_mention' }
}

/** The name by which an app subscribes to an event. */
export function subscriptionOf(event: Json): string {
  if (event.type !== 'message') return String(event.type)
  const kind = { channel: 'channels', group: 'groups', im: 'im', mpim: 'mpim' }[String(event.channel_type)]
  return `message.${kind}`
}

/** The scope that an event needs, if it needs one. */
export function scopeOfEvent(subscription: string): string | undefined {
  if (subscription === 'app_mention') return 'app_mentions:read'
  const kind = /^message\.(\w+)$/.exec(subscription)?.[1]
  return kind && `${kind}:history`
}

/** The envelope in which an event is delivered. */
export function envelope(core: Core, event: Json, channel: string | undefined): Json {
  const { world, identity } = core
  return {
    token: 'local-verification-token',
    team_id: world.teamId,
    context_team_id: world.teamId,
    context_enterprise_id: null,
    api_app_id: identity.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(world.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: world.teamId,
        user_id: identity.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: channel ? (world.channels.get(channel)?.isExtShared ?? false) : false,
    event_context: newId('EC'),
  }
}
