import type { Decision } from '../domain/decision.ts'
import type { SentMessage } from '../domain/ports.ts'
import type { Bot } from './bot.ts'
import type { Shown } from './outgoing.ts'

/** Where else a decision's card stands in the conversation that it belongs to, beside the message clicked on. */
export async function copiesOf({ store }: Bot, { id, place }: Decision, shown: Shown): Promise<readonly SentMessage[]> {
  const sent = await store.sentMessages(id)
  return sent.filter(
    ({ channel, ts }) => ts !== '' && channel === place.channel && !(channel === shown.channel && ts === shown.ts),
  )
}
