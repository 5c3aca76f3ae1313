import { viewJson } from '../api/shape.ts'
import type { Core } from '../core.ts'
import type { Outbound } from './outbound.ts'
import type { Delivery } from './parcel.ts'

/** A person opens the app's page: its Home tab or its Messages tab. */
export async function openHome(
  core: Core,
  out: Outbound,
  user: string,
  tab: 'home' | 'messages',
): Promise<Delivery | undefined> {
  const channel = core.world.directMessage([core.identity.botUserId, user]).id
  const view = core.world.views.get(core.world.homes.get(user) ?? '')
  const event = { type: 'app_home_opened', user, channel, tab, event_ts: core.world.nextTs() }
  return out.event(view && tab === 'home' ? { ...event, view: viewJson(core, view) } : event, {})
}

/** Somebody (a person or the app's own bot) joins a channel or leaves it. */
export async function membership(
  core: Core,
  out: Outbound,
  what: 'join' | 'leave',
  user: string,
  channelId: string,
  inviter?: string,
): Promise<Delivery | undefined> {
  const channel = core.world.channels.get(channelId)
  if (!channel) throw new Error(`no channel ${channelId}`)
  const event = {
    type: what === 'join' ? 'member_joined_channel' : 'member_left_channel',
    user,
    channel: channelId,
    channel_type: channel.kind === 'public' ? 'C' : 'G',
    team: core.world.teamId,
    event_ts: core.world.nextTs(),
    ...(inviter ? { inviter } : {}),
  }
  if (what === 'join') channel.members.add(user)
  // The app must still be in the channel when it is told that somebody else left.
  else if (user !== core.identity.botUserId) channel.members.delete(user)
  const delivery = out.event(event, { channel: channelId })
  if (what === 'leave') channel.members.delete(user)
  core.world.touch()
  return delivery
}

/** An admin removes the app: it is told twice, and its tokens are dead. */
export async function uninstall(core: Core, out: Outbound): Promise<readonly (Delivery | undefined)[]> {
  const told = [
    out.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [core.identity.botUserId] } }, {}),
    out.event({ type: 'app_uninstalled' }, {}),
  ]
  core.installed = false
  return Promise.all(told)
}
