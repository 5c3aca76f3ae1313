import type { LocalSlack } from '#src/local/slack.ts'

/** What could act on a reader in something that left the bot: a ping, a link, a trick with invisible characters. */

type Json = Record<string, unknown>
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const MARKUP = /<[^>]*>?/
const ADDRESS = /\bhttps?:\/\//i
const INVISIBLE = /(?![\n\t]|\r\n)[\p{Cc}\p{Cf}]/u
/** Elements that notify people, whatever they say. */
const PINGS = new Set(['broadcast', 'usergroup', 'user', 'channel'])

/** A tree of blocks. `posted`: a new message, in which naming a person notifies them. */
function inBlocks(value: unknown, posted: boolean, own: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => inBlocks(item, posted, own))
  if (!isJson(value)) return []
  const { type, text } = value
  const found: string[] = []
  if (PINGS.has(String(type)) && (posted || type !== 'user')) found.push(`${type} element`)
  if (type === 'link' && !String(value.url).startsWith(own)) found.push(`link to ${value.url}`)
  if (type !== 'link' && typeof value.url === 'string') found.push(`${type} with the address ${value.url}`)
  if (type === 'mrkdwn' && MARKUP.test(String(text))) found.push(`markup in mrkdwn: ${text}`)
  if (type === 'mrkdwn' && value.verbatim !== true && ADDRESS.test(String(text)))
    found.push(`address in mrkdwn: ${text}`)
  if (type === 'markdown') found.push('markdown block')
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'private_metadata' && key !== 'value') {
      if (typeof child === 'string' && INVISIBLE.test(child))
        found.push(`invisible characters: ${JSON.stringify(child)}`)
      // Slack turns no plain text into markup, but a client that copies it elsewhere would.
      if (typeof child === 'string' && /<(?:[@!#]|https?:)/.test(child)) found.push(`markup: ${child}`)
    }
    found.push(...inBlocks(child, posted, own))
  }
  return found
}

const structure = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

/** One request of the bot to Slack. */
function inRequest(method: string, request: Json, own: string): string[] {
  const found: string[] = []
  const text = String(request.text ?? '')
  if (MARKUP.test(text)) found.push(`markup in text: ${text}`)
  if (INVISIBLE.test(text)) found.push(`invisible characters in text: ${JSON.stringify(text)}`)
  if (ADDRESS.test(text) && request.parse !== 'none') found.push(`text in which Slack links addresses: ${text}`)
  if (
    text !== '' &&
    method !== 'chat.update' &&
    !['false', false].includes(request.unfurl_links as never) &&
    method !== 'chat.postEphemeral'
  )
    found.push('links may unfurl')
  const posted = method === 'chat.postMessage' || request.response_type === 'in_channel'
  const content = [request.blocks, request.view].filter((part) => part !== undefined).map(structure)
  return [...found, ...inBlocks(content, posted, own)]
}

const SPOKEN = /^(chat\.|views\.|response_url$)/

/** Everything live in what left the bot since the journal began: calls, forms answered through an acknowledgement,
 * files. `own` is how the workspace's own addresses begin. */
export function liveIn(slack: LocalSlack, own: string): readonly string[] {
  const calls = slack.journal.entries.filter(({ direction, method }) => direction === 'in' && SPOKEN.test(method))
  const acknowledged = slack.journal.deliveries().filter(({ response }) => isJson(response))
  const files = [...slack.world.files.values()].map(({ name, bytes }) => ({ name, text: bytes?.toString() ?? '' }))
  return [
    ...calls.flatMap(({ method, request }) =>
      inRequest(method, request as Json, own).map((one) => `${method}: ${one}`),
    ),
    ...acknowledged.flatMap(({ method, response }) => inBlocks(response, false, own).map((one) => `${method}: ${one}`)),
    ...files.flatMap(({ name, text }) => (INVISIBLE.test(text) ? [`${name}: invisible characters`] : [])),
    ...files.flatMap(({ name, text }) =>
      name.endsWith('.md') && /(?<!\\)<[^>]|(?<!\\)\]\(/.test(text) ? [`${name}: live markdown`] : [],
    ),
  ]
}
