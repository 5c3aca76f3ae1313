import type { Decision } from '../domain/decision.ts'
import type { SentMessage } from '../domain/ports.ts'
import { refuseOutside } from './admission.ts'
import type { Bot } from './bot.ts'
import { declined } from './declined.ts'
import type { Asker, Shown } from './outgoing.ts'

/**
 * Where else a decision's card stands in the conversation that it belongs to, beside the message clicked on.
 * @throws UserError where a change would show in a conversation that other companies read, or might
 */
export async function copiesOf(
  bot: Bot,
  asker: Asker,
  { id, place }: Decision,
  shown: Shown,
): Promise<readonly SentMessage[]> {
  const sent = await bot.store.sentMessages(id)
  const copies = sent.filter(
    ({ channel, ts }) => ts !== '' && channel === place.channel && !(channel === shown.channel && ts === shown.ts),
  )
  if (place.kind === 'dm' || (shown.ephemeral && copies.length === 0)) return copies
  const isShared = await bot.membership.isShared(place.channel)
  if (isShared === null && bot.membership.canTell()) throw declined('shareUnsure')
  await refuseOutside(bot, { ...asker, channel: place.channel }, isShared)
  return copies
}
