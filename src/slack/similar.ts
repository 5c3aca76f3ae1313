import type { Brief } from '../domain/brief.ts'
import type { Place, Scope } from '../domain/decision.ts'
import { stillVisible } from './access.ts'
import type { Bot } from './bot.ts'
import { advisedText } from './views/history.ts'
import { statusText } from './views/labels.ts'
import { type Notice, noticeOf } from './views/notices.ts'

/** Share of the words asked with from which an earlier decision is worth a line. */
const ALIKE = 0.6
const MOST_CHARACTERS = 1000

/**
 * One line about an earlier decision on the same thing, or nothing. Only what everybody who sees the answer may see:
 * in front of others that is what the channel may see, not what the asker may.
 * @param scopes of the answer that is being given
 */
export async function similarTo(
  bot: Bot,
  { workspace, channel, thread }: Place,
  scopes: readonly Scope[],
  user: string,
  brief: Brief,
): Promise<Notice | undefined> {
  const isPublic = scopes.includes(channel)
  const viewer = { workspace, user, scopes: isPublic ? [channel] : [user, channel] }
  const words = brief.messages.map(({ text }) => text).join(' ')
  const found = await stillVisible(bot, viewer, await bot.store.similar(words.slice(0, MOST_CHARACTERS), viewer, 3))
  const like = found.find(
    ({ likeness, place }) => likeness >= ALIKE && !(thread && place.channel === channel && place.thread === thread),
  )
  if (!like) return undefined
  return noticeOf('similar', {
    id: like.id,
    date: like.askedAt.slice(0, 10),
    advised: (words) => advisedText(words, like),
    status: (words) => statusText(words, like.status),
  })
}
