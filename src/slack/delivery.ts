import type { AnyBlock } from '@slack/types'
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { QueuedMessage, SentMessage } from '../domain/ports.ts'
import { type SafeContent, safeBlocks, toSlack } from './gateway.ts'
import type { OutgoingArgs } from './outgoing.ts'

/** What became of one attempt to hand a message to Slack. */
export type Outcome =
  | { readonly kind: 'sent'; readonly message: SentMessage | null }
  /** Slack did not take it and may take it later; `after` in seconds where Slack said so. */
  | { readonly kind: 'later'; readonly error: string; readonly after?: number }
  /** Nobody knows whether Slack took it. */
  | { readonly kind: 'doubt'; readonly error: string }
  /** Slack will never take it. */
  | { readonly kind: 'refused'; readonly error: string }

/** Name of the metadata by which a message that may have arrived is recognised. */
export const METADATA = 'llm_advise_message'

const QUIET = { unfurl_links: false, unfurl_media: false } as const
/** Errors of Slack's own making that pass. */
const PASSING = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'ratelimited'])
const BLOCKS_REFUSED = new Set(['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long'])

/** Blocks that some workspaces do not have yet: the first to go where Slack refuses a message. */
const RECENT_BLOCKS = new Set<string>(['context_actions', 'table', 'data_table', 'data_visualization'])

export interface Line {
  readonly client: WebClient
  readonly log: Logger
  /** Milliseconds that a `response_url` may take to answer. */
  readonly timeout: number
}

/** Hands one queued message to Slack, with fewer blocks and at last none where Slack refuses them. Never throws. */
export async function deliver(line: Line, message: QueuedMessage, args: OutgoingArgs): Promise<Outcome> {
  const content = toSlack({ text: args.text, ...(args.blocks && { blocks: args.blocks as unknown as AnyBlock[] }) })
  if (content.refused.length > 0) line.log.error({ key: message.key, problems: content.refused }, 'blocks left out')
  const first = await attempt(line, message, args, content)
  if (first.kind !== 'refused' || !content.blocks || !BLOCKS_REFUSED.has(first.error)) return first
  const blocks = content.blocks.filter(({ type }) => !RECENT_BLOCKS.has(type))
  if (blocks.length > 0 && blocks.length < content.blocks.length) {
    const second = await attempt(line, message, args, { ...content, blocks })
    if (second.kind !== 'refused' || !BLOCKS_REFUSED.has(second.error)) return second
  }
  return attempt(line, message, args, { text: content.text, refused: [first.error] })
}

async function attempt(line: Line, message: QueuedMessage, args: OutgoingArgs, content: SafeContent): Promise<Outcome> {
  try {
    return message.method === 'response_url'
      ? await respond(line, message.target, args, content)
      : { kind: 'sent', message: await call(line.client, message, args, content) }
  } catch (error) {
    return outcomeOf(error)
  }
}

async function call(
  client: WebClient,
  { method, target, key }: QueuedMessage,
  args: OutgoingArgs,
  { text, blocks }: SafeContent,
): Promise<SentMessage | null> {
  const content = { text, ...(blocks && { blocks: [...blocks] }) }
  const thread = args.thread ? { thread_ts: args.thread } : {}
  const parse = { parse: 'none' } as const
  if (method === 'chat.postMessage') {
    const metadata = { event_type: METADATA, event_payload: { key } }
    const sent = await client.chat.postMessage({ channel: target, ...content, ...thread, ...QUIET, ...parse, metadata })
    return { channel: sent.channel ?? target, ts: sent.ts ?? '' }
  }
  if (method === 'chat.postEphemeral') {
    await client.chat.postEphemeral({
      channel: target,
      user: args.user ?? args.asker.user,
      ...content,
      ...thread,
      ...parse,
    })
    return null
  }
  if (method === 'chat.update') {
    // Without blocks of its own the message would keep those that it shows now.
    await client.chat.update({ channel: target, ts: args.ts ?? '', ...parse, ...content, blocks: content.blocks ?? [] })
    return { channel: target, ts: args.ts ?? '' }
  }
  if (method === 'views.publish') {
    await client.views.publish({ user_id: target, view: { type: 'home', blocks: safeBlocks(content.blocks ?? []) } })
    return null
  }
  await upload(client, target, args)
  return null
}

/** Shares a file in a conversation; a person's own is the direct message with the bot. */
async function upload(client: WebClient, target: string, { thread, text, filename }: OutgoingArgs): Promise<void> {
  const opened = /^[UW]/.test(target) ? await client.conversations.open({ users: target }) : null
  await client.filesUploadV2({
    channel_id: opened?.channel?.id ?? target,
    ...(thread && { thread_ts: thread }),
    content: text,
    filename: filename ?? 'decision.txt',
  } as Parameters<WebClient['filesUploadV2']>[0])
}

async function respond({ timeout }: Line, url: string, args: OutgoingArgs, content: SafeContent): Promise<Outcome> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      response_type: args.inChannel ? 'in_channel' : 'ephemeral',
      replace_original: args.replace ?? false,
      text: content.text,
      ...(content.blocks && { blocks: content.blocks }),
      ...(args.thread && { thread_ts: args.thread }),
      ...QUIET,
      parse: 'none',
    }),
  })
  const body = await response.text()
  const after = Number(response.headers.get('retry-after'))
  if (response.status === 429) return { kind: 'later', error: 'ratelimited', ...(after > 0 && { after }) }
  if (response.status >= 500) return { kind: 'later', error: `HTTP ${response.status}` }
  const error = /"error"\s*:\s*"(\w+)"/.exec(body)?.[1]
  if (response.ok && !error) return { kind: 'sent', message: null }
  return { kind: 'refused', error: error ?? (body.slice(0, 80) || `HTTP ${response.status}`) }
}

function outcomeOf(error: unknown): Outcome {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'later', error: 'ratelimited', after: error.retryAfter }
  if (error instanceof WebAPIPlatformError) {
    const name = error.data.error
    return { kind: PASSING.has(name) ? 'later' : 'refused', error: name }
  }
  if (error instanceof WebAPIHTTPError && error.statusCode < 500) {
    return { kind: 'refused', error: `HTTP ${error.statusCode}` }
  }
  return { kind: isRefusedConnection(error) ? 'later' : 'doubt', error: String(error) }
}

/** The connection was never made, so nothing can have arrived. */
function isRefusedConnection(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause ?? Reflect.get(cause, 'original')) {
    if (['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(String(Reflect.get(cause, 'code')))) return true
  }
  return false
}
