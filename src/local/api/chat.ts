import type { Core } from '../core.ts'
import { messageEvent } from '../inbound/events.ts'
import type { Message } from '../types.ts'
import { ApiError, type Args, type Method } from './call.ts'
import { postableChannel, visibleChannel } from './channels.ts'
import { compose } from './compose.ts'
import { messageJson } from './shape.ts'

const write = ['chat:write']

function threadOf(core: Core, channel: string, args: Args): { threadTs?: string } {
  const ts = args.text('thread_ts')
  if (!ts) return {}
  const root = core.world.thread(channel, ts)[0]
  if (!root) throw new ApiError('thread_not_found')
  return { threadTs: root.ts }
}

function own(core: Core, args: Args, refusal: string): Message {
  const channel = visibleChannel(core, args.need('channel', 'channel_not_found'))
  const message = core.world.findMessage(channel.id, args.need('ts', 'message_not_found'))
  if (!message || message.ephemeralTo) throw new ApiError('message_not_found')
  if (!message.fromApp) throw new ApiError(refusal)
  return message
}

const postMessage: Method = {
  scopes: write,
  run: (core, args) => {
    const channel = postableChannel(core, args.need('channel', 'channel_not_found'))
    const message = core.world.addMessage({
      channel: channel.id,
      user: core.identity.botUserId,
      fromApp: true,
      ...compose(args),
      ...threadOf(core, channel.id, args),
      ...(args.flag('reply_broadcast') ? { broadcast: true } : {}),
    })
    core.emit(messageEvent(core, message), { channel: channel.id })
    return { channel: channel.id, ts: message.ts, message: messageJson(core, message, true) }
  },
}

const update: Method = {
  scopes: write,
  run: (core, args) => {
    const message = own(core, args, 'cant_update_message')
    const { text, blocks, metadata } = compose(args)
    const previous = messageJson(core, message)
    message.text = text
    if (blocks) message.blocks = blocks
    if (metadata) message.metadata = metadata
    message.edited = { user: core.identity.botUserId, ts: core.world.nextTs() }
    core.world.touch()
    core.emit(messageEvent(core, message, { change: 'message_changed', previous }), { channel: message.channel })
    return { channel: message.channel, ts: message.ts, text, message: messageJson(core, message, true) }
  },
}

const remove: Method = {
  scopes: write,
  run: (core, args) => {
    const message = own(core, args, 'cant_delete_message')
    const previous = messageJson(core, message)
    core.world.removeMessage(message)
    core.emit(messageEvent(core, message, { change: 'message_deleted', previous }), { channel: message.channel })
    return { channel: message.channel, ts: message.ts }
  },
}

const postEphemeral: Method = {
  scopes: write,
  run: (core, args) => {
    const channel = postableChannel(core, args.need('channel', 'channel_not_found'))
    const user = args.need('user', 'user_not_in_channel')
    if (!channel.members.has(core.identity.botUserId)) throw new ApiError('not_in_channel')
    if (!channel.members.has(user)) throw new ApiError('user_not_in_channel')
    const message = core.world.addMessage({
      channel: channel.id,
      user: core.identity.botUserId,
      fromApp: true,
      ephemeralTo: user,
      ...compose(args),
      ...threadOf(core, channel.id, args),
    })
    return { message_ts: message.ts }
  },
}

/** Where a person reads a message: an address of the workspace's page. */
const permalink = (core: Core, channel: string, ts: string): string =>
  `${core.address}/archives/${channel}/p${ts.replace('.', '')}`

const getPermalink: Method = {
  scopes: [],
  run: (core, args) => {
    const channel = visibleChannel(core, args.need('channel', 'channel_not_found'))
    const message = core.world.findMessage(channel.id, args.need('message_ts', 'message_not_found'))
    if (!message || message.ephemeralTo) throw new ApiError('message_not_found')
    return { channel: channel.id, permalink: permalink(core, channel.id, message.ts) }
  },
}

const setStatus: Method = {
  scopes: ['chat:write', 'assistant:write'],
  run: (core, args) => {
    const channel = visibleChannel(core, args.need('channel_id', 'channel_not_found'))
    const root = core.world.thread(channel.id, args.need('thread_ts', 'invalid_thread_ts'))[0]
    if (!root) throw new ApiError('invalid_thread_ts')
    const status = args.text('status')
    if (status) core.world.statuses.set(`${channel.id}/${root.ts}`, status)
    else core.world.statuses.delete(`${channel.id}/${root.ts}`)
    core.world.touch()
    return {}
  },
}

export const chat: Readonly<Record<string, Method>> = {
  'chat.postMessage': postMessage,
  'chat.update': update,
  'chat.delete': remove,
  'chat.postEphemeral': postEphemeral,
  'chat.getPermalink': getPermalink,
  'assistant.threads.setStatus': setStatus,
}
