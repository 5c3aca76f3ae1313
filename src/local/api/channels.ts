import type { Core } from '../core.ts'
import type { Channel, ChannelKind } from '../types.ts'
import { ApiError, needScope } from './call.ts'

const SCOPE: Readonly<Record<ChannelKind, string>> = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }

/** The scope that reads (`history`, `read`) a kind of channel. */
export const scopeOf = (kind: ChannelKind, what: 'history' | 'read'): string => `${SCOPE[kind]}:${what}`

const isIn = (core: Core, channel: Channel) => channel.members.has(core.identity.botUserId)

/** A channel that the app may know of: any public one, and those it is in. Throws `channel_not_found`. */
export function visibleChannel(core: Core, id: string): Channel {
  const channel = core.world.channels.get(id)
  if (!channel || (channel.kind !== 'public' && !isIn(core, channel))) throw new ApiError('channel_not_found')
  return channel
}

/** A channel that the app may read: it is in it and has the scope of its kind. */
export function readableChannel(core: Core, id: string): Channel {
  const channel = visibleChannel(core, id)
  needScope(core, [scopeOf(channel.kind, 'history')])
  if (!isIn(core, channel)) throw new ApiError('not_in_channel')
  return channel
}

/** A channel (by id, `#name`, or a person's id for a direct message) in which the app may post. */
export function postableChannel(core: Core, to: string): Channel {
  if (core.world.people.has(to)) return core.world.directMessage([core.identity.botUserId, to])
  const id = core.world.channels.has(to) ? to : (core.world.channelNamed(to.replace(/^#/, ''))?.id ?? to)
  const channel = visibleChannel(core, id)
  if (channel.isArchived) throw new ApiError('is_archived')
  if (!isIn(core, channel) && !core.app.scopes.has('chat:write.public')) throw new ApiError('not_in_channel')
  return channel
}
