import { z } from 'zod'
import type { OutgoingMessage, SentMessage } from '../domain/ports.ts'
import type { Content } from './views/content.ts'

/** The person who asked, and how to reach only that person. */
const askerSchema = z.object({
  workspace: z.string(),
  user: z.string(),
  channel: z.string(),
  thread: z.string().optional(),
  /** The thread is yet to be opened by an answer: Slack does not show private messages in it. */
  opens: z.boolean().optional(),
  responseUrl: z.string().optional(),
})
export type Asker = z.infer<typeof askerSchema>

const argsSchema = z.object({
  text: z.string(),
  blocks: z.array(z.looseObject({ type: z.string() })).optional(),
  thread: z.string().optional(),
  user: z.string().optional(),
  ts: z.string().optional(),
  replace: z.boolean().optional(),
  inChannel: z.boolean().optional(),
  filename: z.string().optional(),
  asker: askerSchema,
})
/** Arguments of a queued message in our terms; the sender turns them into Slack's. */
export type OutgoingArgs = z.infer<typeof argsSchema>

/** @throws ZodError where the row was not written by this program */
export const readArgs = (message: OutgoingMessage): OutgoingArgs => argsSchema.parse(JSON.parse(message.args))

type Where = Pick<OutgoingMessage, 'method' | 'target'> & Partial<Omit<OutgoingArgs, 'text' | 'blocks' | 'asker'>>

/** One message to queue. `key` names it within its request. */
export function outgoing(
  key: string,
  asker: Asker,
  { method, target, ...rest }: Where,
  content: Content,
  decision?: string,
): OutgoingMessage {
  return {
    key,
    workspace: asker.workspace,
    method,
    target,
    args: JSON.stringify({ ...rest, ...content, asker }),
    ...(decision && { decision }),
  }
}

/** Only the asker sees it: by the request's own address where it has one, else as an ephemeral message. */
export function privately(key: string, asker: Asker, content: Content, decision?: string): OutgoingMessage {
  const thread = asker.thread && !asker.opens ? { thread: asker.thread } : {}
  const where = asker.responseUrl
    ? ({ method: 'response_url', target: asker.responseUrl, ...thread } as const)
    : ({ method: 'chat.postEphemeral', target: asker.channel, user: asker.user, ...thread } as const)
  return outgoing(key, asker, where, content, decision)
}

/** Everybody in the channel sees it, in the asker's thread where there is one. */
export function publicly(key: string, asker: Asker, content: Content, decision?: string): OutgoingMessage {
  return outgoing(
    key,
    asker,
    { method: 'chat.postMessage', target: asker.channel, ...(asker.thread && { thread: asker.thread }) },
    content,
    decision,
  )
}

/** Where a card stands that a button of it was clicked on. */
export interface Shown {
  readonly channel: string
  readonly ts: string
  readonly ephemeral: boolean
}

/** In the place of the message that was clicked on; a private one can be replaced only by the click's own address. */
export function inPlace(key: string, asker: Asker, shown: Shown, content: Content, decision?: string): OutgoingMessage {
  if (!shown.ephemeral) {
    const where = { method: 'chat.update', target: shown.channel, ts: shown.ts } as const
    return outgoing(key, asker, where, content, decision)
  }
  if (!asker.responseUrl) return privately(key, asker, content, decision)
  const where = { method: 'response_url', target: asker.responseUrl, replace: true } as const
  return outgoing(key, asker, where, content, decision)
}

/** The same content in every other message that shows a decision. */
export const updates = (
  key: string,
  asker: Asker,
  copies: readonly SentMessage[],
  content: Content,
  decision?: string,
): readonly OutgoingMessage[] =>
  copies.map(({ channel, ts }, i) =>
    outgoing(`${key}:copy${i}`, asker, { method: 'chat.update', target: channel, ts }, content, decision),
  )

/** Ends the key of a message by which a private answer is shared. */
export const SHARE = ':share'

/** The request that a queued message answers: its key is the request's key, a colon and a name. */
export const requestKeyOf = (messageKey: string): string => messageKey.slice(0, messageKey.lastIndexOf(':'))
