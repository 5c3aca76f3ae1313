import type { Brief, Message } from '../domain/brief.ts'
import { readable } from './text.ts'
import { clip } from './views/clip.ts'

/** A message as Slack lists it in a thread. */
export interface ThreadMessage {
  readonly user?: string | undefined
  readonly bot_id?: string | undefined
  readonly text?: string | undefined
  readonly ts?: string | undefined
  readonly subtype?: string | undefined
}

/** Slack's link to a message, from the workspace's address; nothing where that is not known. */
export function linkTo(url: string, channel: string, ts: string, thread?: string): { readonly permalink?: string } {
  if (!URL.canParse(url)) return {}
  const link = `${url.replace(/\/+$/, '')}/archives/${channel}/p${ts.replace('.', '')}`
  return { permalink: thread && thread !== ts ? `${link}?thread_ts=${thread}&cid=${channel}` : link }
}

export interface ThreadPlace {
  readonly botUser: string
  readonly url: string
  readonly channel: string
  readonly thread: string
  /** Timestamp of the message that asks: nothing later is read. */
  readonly until: string
}

const OWN_WORDS = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message'])

/** What people said in a thread, in order, each under the name of who said it; bots and empty messages left out. */
export function threadBrief(messages: readonly ThreadMessage[], place: ThreadPlace): Brief {
  const seen = new Set<string>()
  const said: Message[] = []
  for (const { user, bot_id, text, ts, subtype } of messages) {
    if (!user || !ts || bot_id || user === place.botUser || !OWN_WORDS.has(subtype) || seen.has(ts)) continue
    if (Number(ts) > Number(place.until)) continue
    seen.add(ts)
    const words = readable(text ?? '', place.botUser)
    if (words) said.push({ user, text: words, ts, ...linkTo(place.url, place.channel, ts, place.thread) })
  }
  return { messages: said }
}

/** The newest messages that fit into `limit` characters; `left` is how many older ones do not. */
export function newest(brief: Brief, limit: number): { brief: Brief; left: number } {
  let room = limit
  const messages = [...brief.messages]
  let first = messages.length
  while (first > 0 && messages[first - 1]!.text.length <= room) {
    first -= 1
    room -= messages[first]!.text.length
  }
  return { brief: { messages: messages.slice(first) }, left: first }
}

/** The line by which a list names a decision: the first words that were said. */
export const titleOf = (brief: Brief): string => clip((brief.messages[0]?.text ?? '').replace(/\s+/g, ' ').trim(), 80)
