import type { Core } from '../core.ts'
import { newSecret } from '../ids.ts'
import type { Message } from '../types.ts'
import { ApiError, type Args, type Method, page } from './call.ts'
import { readableChannel } from './channels.ts'
import { botJson, messageJson, userJson } from './shape.ts'

const authTest: Method = {
  scopes: [],
  run: ({ world, identity, app, address }) => ({
    url: `${address}/`,
    team: world.teamName,
    user: app.handle,
    team_id: world.teamId,
    user_id: identity.botUserId,
    bot_id: identity.botId,
    is_enterprise_install: false,
  }),
}

const usersInfo: Method = {
  scopes: ['users:read'],
  run: ({ world }, args) => {
    const person = world.people.get(args.need('user', 'user_not_found'))
    if (!person) throw new ApiError('user_not_found')
    return { user: { ...userJson(person), ...(args.flag('include_locale') && { locale: person.locale }) } }
  },
}

const usersList: Method = {
  scopes: ['users:read'],
  run: ({ world }, args) => {
    const { items, more } = page(args, [...world.people.values()], 200)
    return { members: items.map(userJson), ...more }
  },
}

const botsInfo: Method = {
  scopes: ['users:read'],
  run: (core, args) => {
    if (args.text('bot') && args.text('bot') !== core.identity.botId) throw new ApiError('bot_not_found')
    return { bot: botJson(core) }
  },
}

const teamInfo: Method = {
  scopes: ['team:read'],
  run: ({ world }) => ({ team: { id: world.teamId, name: world.teamName, domain: world.domain } }),
}

function reacted(core: Core, args: Args): Message {
  const channel = readableOrMember(core, args)
  const message = core.world.findMessage(channel, args.need('timestamp', 'message_not_found'))
  if (!message || message.ephemeralTo) throw new ApiError('message_not_found')
  return message
}

/** Reacting needs membership but not the history scope. */
function readableOrMember(core: Core, args: Args): string {
  const id = args.need('channel', 'channel_not_found')
  const channel = core.world.channels.get(id)
  if (!channel?.members.has(core.identity.botUserId))
    throw new ApiError(channel?.kind === 'public' ? 'not_in_channel' : 'channel_not_found')
  if (channel.isArchived) throw new ApiError('is_archived')
  return id
}

const addReaction: Method = {
  scopes: ['reactions:write'],
  run: (core, args) => {
    const message = reacted(core, args)
    const name = args.need('name', 'invalid_name').replaceAll(':', '')
    const users = message.reactions.get(name) ?? new Set()
    if (users.has(core.identity.botUserId)) throw new ApiError('already_reacted')
    message.reactions.set(name, users.add(core.identity.botUserId))
    core.world.touch()
    return {}
  },
}

const removeReaction: Method = {
  scopes: ['reactions:write'],
  run: (core, args) => {
    const message = reacted(core, args)
    const name = args.need('name', 'invalid_name').replaceAll(':', '')
    const users = message.reactions.get(name)
    if (!users?.delete(core.identity.botUserId)) throw new ApiError('no_reaction')
    if (users.size === 0) message.reactions.delete(name)
    core.world.touch()
    return {}
  },
}

const getReactions: Method = {
  scopes: ['reactions:read'],
  run: (core, args) => {
    readableChannel(core, args.need('channel', 'channel_not_found'))
    const message = reacted(core, args)
    return { type: 'message', channel: message.channel, message: messageJson(core, message) }
  },
}

const openConnection: Method = {
  scopes: [],
  token: 'app',
  run: (core) => ({
    url: `${core.address.replace(/^http/, 'ws')}/link/?ticket=${newSecret()}&app_id=${core.identity.appId}`,
  }),
}

export const people: Readonly<Record<string, Method>> = {
  'auth.test': authTest,
  'users.info': usersInfo,
  'users.list': usersList,
  'bots.info': botsInfo,
  'team.info': teamInfo,
  'reactions.add': addReaction,
  'reactions.remove': removeReaction,
  'reactions.get': getReactions,
  'apps.connections.open': openConnection,
}
