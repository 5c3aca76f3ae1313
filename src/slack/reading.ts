import type { Brief } from '../domain/brief.ts'
import type { Decision } from '../domain/decision.ts'
import type { Bot } from './bot.ts'
import { MOST_CHARACTERS } from './intake.ts'
import type { MessageEvent } from './request.ts'
import { readable } from './text.ts'
import { linkTo, newest, type ThreadMessage, threadBrief } from './thread.ts'
import { type Notice, noticeOf } from './views/notices.ts'

/** Pages of 200 messages that one reading of a thread takes at most. */
const MOST_PAGES = 10

export interface Reading {
  readonly brief: Brief
  readonly note?: Notice
}

async function fetchThread(bot: Bot, channel: string, thread: string): Promise<ThreadMessage[]> {
  const messages: ThreadMessage[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const reply = await bot.client.conversations.replies({ channel, ts: thread, limit: 200, ...(cursor && { cursor }) })
    messages.push(...(reply.messages ?? []))
    cursor = reply.response_metadata?.next_cursor || undefined
    if (!cursor) break
  }
  return messages
}

function ownMessage(bot: Bot, { user, channel, ts, thread_ts, text }: MessageEvent): Brief {
  const words = readable(text ?? '', bot.identity.botUser)
  if (words === '') return { messages: [] }
  return { messages: [{ user, text: words, ts, ...linkTo(bot.identity.url, channel, ts, thread_ts) }] }
}

/** Without the right to read the thread: what was said to the bot before, and this message. */
function remembered(previous: Decision | null, own: Brief): Brief {
  const earlier = previous?.advice.brief.messages ?? []
  const known = new Set(earlier.map(({ ts }) => ts))
  return { messages: [...earlier, ...own.messages.filter(({ ts }) => !known.has(ts))] }
}

/** What a message to the bot refers to: the thread as it stands at that message, or the message alone. */
export async function readBrief(bot: Bot, message: MessageEvent, previous: Decision | null): Promise<Reading> {
  const own = ownMessage(bot, message)
  const { channel, ts, thread_ts: thread } = message
  if (!thread || thread === ts) return { brief: own }
  try {
    const place = { botUser: bot.identity.botUser, url: bot.identity.url, channel, thread, until: ts }
    const all = threadBrief(await fetchThread(bot, channel, thread), place)
    const { brief, left } = newest(all, MOST_CHARACTERS)
    return left === 0
      ? { brief }
      : { brief, note: noticeOf('partOnly', { read: String(brief.messages.length), all: String(all.messages.length) }) }
  } catch (error) {
    bot.log.warn({ channel, error: String(error) }, 'thread not read')
    return { brief: remembered(previous, own), note: noticeOf(previous ? 'threadUnreadFollowUp' : 'threadUnread') }
  }
}
