import { messageJson } from '../api/shape.ts'
import { type Core, slackbot } from '../core.ts'
import { newSecret } from '../ids.ts'
import { encode, typed, typedInCommand } from '../text.ts'
import type { Json, Message } from '../types.ts'
import { mentionEvent, messageEvent } from './events.ts'
import type { Outbound } from './outbound.ts'
import type { Delivery } from './parcel.ts'
import { joined, payloadName, responseUrl } from './payload.ts'
import { applyResponse } from './respond.ts'

/** A message that a person said, and what came of its events. */
export interface Said {
  readonly message: Message
  readonly deliveries: readonly Delivery[]
}

const delivered = async (attempts: readonly Promise<Delivery | undefined>[]) =>
  (await Promise.all(attempts)).filter((d) => d !== undefined)

/** A person says `text` as typed: `@handle` mentions, `thread` the ts of the thread. */
export async function say(
  core: Core,
  out: Outbound,
  user: string,
  channelId: string,
  text: string,
  thread?: string,
): Promise<Said> {
  const channel = joined(core, user, channelId)
  if (channel.isArchived) throw new Error(`${channelId} is archived`)
  const root = thread === undefined ? undefined : core.world.thread(channelId, thread)[0]
  if (thread !== undefined && !root) throw new Error(`no thread ${thread} in ${channelId}`)
  const message = core.world.addMessage({
    channel: channelId,
    user,
    fromApp: false,
    text: typed(text, core.world),
    clientMsgId: newSecret(),
    ...(root ? { threadTs: root.ts } : {}),
  })
  const bot = core.identity.botUserId
  const mentioned = message.text.includes(`<@${bot}>`)
  if (mentioned && channel.kind !== 'im' && !channel.members.has(bot)) {
    slackbot(core, user, channelId, `You mentioned <@${bot}>, but they're not in this channel.`, root?.ts)
  }
  const attempts = [out.event(messageEvent(core, message), { channel: channelId })]
  if (mentioned && channel.kind !== 'im') attempts.push(out.event(mentionEvent(core, message), { channel: channelId }))
  return { message, deliveries: await delivered(attempts) }
}

function ownMessage(core: Core, user: string, channel: string, ts: string): Message {
  const message = core.world.findMessage(channel, ts)
  if (message?.user !== user) throw new Error(`${user} wrote no message ${ts} in ${channel}`)
  return message
}

/** A person changes a message of their own. */
export async function edit(
  core: Core,
  out: Outbound,
  user: string,
  channel: string,
  ts: string,
  text: string,
): Promise<Said> {
  const message = ownMessage(core, user, channel, ts)
  const previous = messageJson(core, message)
  message.text = typed(text, core.world)
  message.edited = { user, ts: core.world.nextTs() }
  core.world.touch()
  const event = messageEvent(core, message, { change: 'message_changed', previous })
  return { message, deliveries: await delivered([out.event(event, { channel })]) }
}

/** A person deletes a message of their own. */
export async function remove(core: Core, out: Outbound, user: string, channel: string, ts: string): Promise<Said> {
  const message = ownMessage(core, user, channel, ts)
  const previous = messageJson(core, message)
  core.world.removeMessage(message)
  const event = messageEvent(core, message, { change: 'message_deleted', previous })
  return { message, deliveries: await delivered([out.event(event, { channel })]) }
}

const FAILURE = {
  late: 'operation_timeout',
  refused: 'dispatch_failed',
  unreachable: 'dispatch_failed',
} as const

/** A person types a slash command. What goes wrong they see as a line of Slackbot. */
export async function command(
  core: Core,
  out: Outbound,
  user: string,
  channelId: string,
  name: string,
  text: string,
): Promise<Delivery | undefined> {
  const channel = joined(core, user, channelId)
  const { world, identity } = core
  const declared = core.app.commands.find((c) => c.command === name)
  if (!core.installed || !declared) {
    slackbot(core, user, channelId, `${encode(name)} is not a valid command. In Slack, commands start with a slash.`)
    return undefined
  }
  const payload: Json = {
    token: 'local-verification-token',
    team_id: world.teamId,
    team_domain: world.domain,
    channel_id: channelId,
    channel_name: payloadName(channel),
    user_id: user,
    user_name: world.people.get(user)?.name ?? user,
    command: name,
    text: declared.should_escape ? typedInCommand(text.trim(), world) : encode(text.trim()),
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: responseUrl(core, { user, channel: channelId }),
    trigger_id: core.triggers.mint(user),
  }
  const delivery = await out.send({ kind: 'slash_commands', name, payload })
  if (delivery.outcome !== 'acked') {
    slackbot(core, user, channelId, `${name} failed with the error "${FAILURE[delivery.outcome]}"`)
  } else if (delivery.body) {
    const body = typeof delivery.body === 'string' ? { text: delivery.body } : (delivery.body as Json)
    if (Object.keys(body).length) applyResponse(core, { user, channel: channelId }, body)
  }
  return delivery
}
