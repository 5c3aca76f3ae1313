import { decode } from '../text.ts'
import type { World } from '../world.ts'
import { type Html, html } from './html.ts'
import { emoji } from './library.ts'

/**
 * Slack's mrkdwn as markup. The renderer library reads it as Markdown (headings and images vanish, encoded text becomes
 * live mentions), so that this dialect is read here. Anything that is not mrkdwn is text.
 */
export function mrkdwn(text: string, world: World): Html {
  const pieces = text.split(/(```[\s\S]*?```)/)
  return html`${pieces.map((piece, i) => (i % 2 ? codeBlock(piece) : piece === '' ? '' : lines(piece, world)))}`
}

/** Plain text with emoji names read and line ends kept. */
export const plainText = (text: string): Html => html`${withEmoji(decode(text))}`

const codeBlock = (piece: string) => html`<pre class="code">${decode(piece.slice(3, -3)).replace(/^\n/, '')}</pre>`

function lines(text: string, world: World): Html {
  const groups: { quote: boolean; lines: string[] }[] = []
  for (const line of text.replace(/^\n|\n$/g, '').split('\n')) {
    const quote = /^(?:&gt;|>) ?/.exec(line)
    const last = groups.at(-1)
    const kept = quote ? line.slice(quote[0].length) : line
    if (last && last.quote === (quote !== null)) last.lines.push(kept)
    else groups.push({ quote: quote !== null, lines: [kept] })
  }
  return html`${groups.map(({ quote, lines: own }) => {
    const body = inline(own.join('\n'), world)
    return quote ? html`<blockquote>${body}</blockquote>` : body
  })}`
}

const BEFORE = '(?<![\\p{L}\\p{N}\\\\])'
const AFTER = '(?![\\p{L}\\p{N}])'
const pair = (mark: string) => `${BEFORE}[${mark}](?=[^\\s${mark}])([^\\n${mark}]*[^\\s${mark}])[${mark}]${AFTER}`
const TOKEN = new RegExp(`\`([^\`\\n]+)\`|<([^<>\\n]+)>|${pair('*')}|${pair('_')}|${pair('~')}`, 'gu')

function inline(text: string, world: World): Html {
  const out: Html[] = []
  let at = 0
  for (const match of text.matchAll(TOKEN)) {
    const [whole, code, angle, bold, italic, strike] = match
    const token =
      code !== undefined
        ? html`<code>${decode(code)}</code>`
        : angle !== undefined
          ? reference(angle, world)
          : undefined
    const styled =
      bold !== undefined
        ? html`<strong>${inline(bold, world)}</strong>`
        : italic !== undefined
          ? html`<em>${inline(italic, world)}</em>`
          : strike !== undefined
            ? html`<s>${inline(strike, world)}</s>`
            : undefined
    out.push(html`${plain(text.slice(at, match.index))}${token ?? styled ?? decode(whole)}`)
    at = match.index + whole.length
  }
  return html`${out}${plain(text.slice(at))}`
}

const plain = (text: string) =>
  html`${text.split('\n').map((line, i) => html`${i ? html`<br>` : ''}${withEmoji(decode(line))}`)}`

const withEmoji = (text: string) =>
  text.split(/(:[a-z0-9_+-]+:)/).map((piece, i) => (i % 2 ? emoji(piece.slice(1, -1)) : piece))

/** A link that leads somewhere a browser may go; undefined for `javascript:` and the like. */
export const link = (address: string, label: Html | string): Html | undefined =>
  /^(https?:\/\/|mailto:)/i.test(address)
    ? html`<a href="${address}" target="_blank" rel="noopener noreferrer">${label}</a>`
    : undefined

function reference(inside: string, world: World): Html | undefined {
  const [target = '', label] = inside.split(/\|(.*)/s)
  const person = target.startsWith('@') ? world.people.get(target.slice(1)) : undefined
  if (person) return html`<span class="mention">@${person.isBot ? person.realName : person.realName}</span>`
  if (/^@[A-Z0-9]+$/.test(target)) return html`<span class="mention">@${label ?? 'unknown'}</span>`
  const channel = target.startsWith('#') ? world.channels.get(target.slice(1)) : undefined
  if (channel?.kind === 'public') return html`<span class="mention">#${channel.name}</span>`
  if (/^#[A-Z0-9]+$/.test(target)) return html`<span class="mention">#${label || 'private-channel'}</span>`
  const broadcast = /^!(here|channel|everyone)$/.exec(target)
  if (broadcast) return html`<span class="mention broadcast">@${broadcast[1]}</span>`
  if (target.startsWith('!')) return html`${decode(label ?? '')}`
  return link(decode(target), html`${plain(label ?? target)}`)
}
