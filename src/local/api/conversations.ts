import type { Core } from '../core.ts'
import type { Channel, ChannelKind, Message } from '../types.ts'
import { ApiError, type Args, type Method, needScope, page } from './call.ts'
import { readableChannel, scopeOf, visibleChannel } from './channels.ts'
import { channelJson, messageJson } from './shape.ts'

const EVERY_READ = ['channels:read', 'groups:read', 'im:read', 'mpim:read']
const EVERY_HISTORY = ['channels:history', 'groups:history', 'im:history', 'mpim:history']

function within(args: Args, messages: readonly Message[]): readonly Message[] {
  const oldest = Number(args.text('oldest') ?? 0)
  const latest = Number(args.text('latest') ?? Number.POSITIVE_INFINITY)
  const bounds = args.flag('inclusive')
  return messages.filter(({ ts }) => {
    const at = Number(ts)
    return bounds ? at >= oldest && at <= latest : at > oldest && at < latest
  })
}

const replies: Method = {
  scopes: EVERY_HISTORY,
  run: (core, args) => {
    const channel = readableChannel(core, args.need('channel', 'channel_not_found'))
    const [root, ...rest] = core.world.thread(channel.id, args.need('ts', 'thread_not_found'))
    if (!root) throw new ApiError('thread_not_found')
    // Slack gives the parent whatever the bounds are.
    const { items, more, hasMore } = page(args, [root, ...within(args, rest)], 1000)
    const messages = items.map((m) => messageJson(core, m, args.flag('include_all_metadata')))
    return { messages, has_more: hasMore, ...more }
  },
}

const history: Method = {
  scopes: EVERY_HISTORY,
  run: (core, args) => {
    const channel = readableChannel(core, args.need('channel', 'channel_not_found'))
    const top = core.world.publicMessages(channel.id).filter((m) => !m.threadTs || m.broadcast)
    const { items, more, hasMore } = page(args, within(args, top).toReversed(), 100)
    const messages = items.map((m) => messageJson(core, m, args.flag('include_all_metadata')))
    return { messages, has_more: hasMore, pin_count: 0, ...more }
  },
}

const info: Method = {
  scopes: EVERY_READ,
  run: (core, args) => {
    const channel = visibleChannel(core, args.need('channel', 'channel_not_found'))
    needScope(core, [scopeOf(channel.kind, 'read')])
    const count = args.flag('include_num_members') ? { num_members: channel.members.size } : {}
    return { channel: { ...channelJson(core, channel), ...count } }
  },
}

const members: Method = {
  scopes: EVERY_READ,
  run: (core, args) => {
    const channel = visibleChannel(core, args.need('channel', 'channel_not_found'))
    needScope(core, [scopeOf(channel.kind, 'read')])
    const { items, more } = page(args, [...channel.members], 100)
    return { members: items, ...more }
  },
}

const KINDS: Readonly<Record<string, ChannelKind>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
}

function ofTypes(args: Args, channels: Iterable<Channel>): readonly Channel[] {
  const kinds = (args.text('types') ?? 'public_channel').split(',').map((type) => KINDS[type.trim()])
  if (kinds.includes(undefined)) throw new ApiError('invalid_types')
  const archived = !args.flag('exclude_archived')
  return [...channels].filter((c) => kinds.includes(c.kind) && (archived || !c.isArchived))
}

function known(core: Core, channels: readonly Channel[]): readonly Channel[] {
  return channels.filter((c) => core.app.scopes.has(scopeOf(c.kind, 'read')))
}

const list: Method = {
  scopes: EVERY_READ,
  run: (core, args) => {
    const bot = core.identity.botUserId
    const all = ofTypes(args, core.world.channels.values()).filter((c) => c.kind === 'public' || c.members.has(bot))
    const { items, more } = page(args, known(core, all), 100)
    return { channels: items.map((c) => channelJson(core, c)), ...more }
  },
}

const usersConversations: Method = {
  scopes: EVERY_READ,
  run: (core, args) => {
    const bot = core.identity.botUserId
    const user = args.text('user') ?? bot
    if (!core.world.people.has(user)) throw new ApiError('user_not_found')
    // Private channels are listed only as far as the app is in them too.
    const all = ofTypes(args, core.world.channels.values()).filter(
      (c) => c.members.has(user) && (c.kind === 'public' || c.members.has(bot)),
    )
    const { items, more } = page(args, known(core, all), 100)
    return { channels: items.map((c) => channelJson(core, c)), ...more }
  },
}

const open: Method = {
  scopes: ['im:write', 'mpim:write'],
  run: (core, args) => {
    const given = args.text('channel')
    const users = (args.text('users') ?? '').split(',').filter(Boolean)
    if (!given && users.length === 0) throw new ApiError('users_list_not_supplied')
    if (users.some((u) => !core.world.people.has(u))) throw new ApiError('user_not_found')
    const channel = given
      ? visibleChannel(core, given)
      : core.world.directMessage([...new Set([core.identity.botUserId, ...users])])
    return { channel: args.flag('return_im') ? channelJson(core, channel) : { id: channel.id } }
  },
}

export const conversations: Readonly<Record<string, Method>> = {
  'conversations.replies': replies,
  'conversations.history': history,
  'conversations.info': info,
  'conversations.members': members,
  'conversations.list': list,
  'conversations.open': open,
  'users.conversations': usersConversations,
}
