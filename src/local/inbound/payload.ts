import type { Core } from '../core.ts'
import type { ResponseTarget } from '../triggers.ts'
import type { Channel, Json } from '../types.ts'

/** What every interaction payload has. */
export function basis(core: Core, user: string): Json {
  const { world, identity } = core
  const person = world.people.get(user)
  return {
    token: 'local-verification-token',
    api_app_id: identity.appId,
    team: { id: world.teamId, domain: world.domain },
    user: { id: user, username: person?.name, name: person?.name, team_id: person?.teamId },
    enterprise: null,
    is_enterprise_install: false,
  }
}

/** The name of a channel as payloads give it, which hides private ones. */
export const payloadName = (channel: Channel): string =>
  ({ public: channel.name, private: 'privategroup', im: 'directmessage', mpim: 'mpdm' })[channel.kind]

/** A fresh response address. */
export const responseUrl = (core: Core, target: ResponseTarget): string =>
  `${core.address}/response/${core.world.teamId}/${core.triggers.mintResponse(target)}`

/** The channel, if the person is in it. Throws an Error, since no Slack client could do it. */
export function joined(core: Core, user: string, channelId: string): Channel {
  const channel = core.world.channels.get(channelId)
  if (!channel?.members.has(user)) throw new Error(`${user} is not in ${channelId}`)
  return channel
}
