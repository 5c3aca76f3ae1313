import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { type Html, html } from './html.ts'
import { emoji } from './library.ts'
import { link } from './mrkdwn.ts'

/**
 * The rich_text block, which has no markup to parse. Drawn here because the renderer library says bold and lists with
 * classes of its style sheet only, and not with elements that a screen reader knows.
 */
export const richText = (block: Json, world: World): Html =>
  html`<div class="rich">${list(block.elements).map((part) => drawPart(part, world))}</div>`

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : [])

function drawPart(part: Json, world: World): Html {
  const inside = () => html`${list(part.elements).map((e) => inline(e, world))}`
  if (part.type === 'rich_text_quote') return html`<blockquote>${inside()}</blockquote>`
  if (part.type === 'rich_text_preformatted') return html`<pre class="code">${inside()}</pre>`
  if (part.type !== 'rich_text_list') return html`<p>${inside()}</p>`
  const items = list(part.elements).map((item) => html`<li>${list(item.elements).map((e) => inline(e, world))}</li>`)
  const indent = part.indent ? html` style="margin-left:${Number(part.indent) * 20}px"` : ''
  return part.style === 'ordered'
    ? html`<ol start="${Number(part.offset ?? 0) + 1}"${indent}>${items}</ol>`
    : html`<ul${indent}>${items}</ul>`
}

function inline(e: Json, world: World): Html {
  const style = (e.style ?? {}) as Json
  let shown = html`${content(e, world)}`
  if (style.code) shown = html`<code>${shown}</code>`
  if (style.strike) shown = html`<s>${shown}</s>`
  if (style.italic) shown = html`<em>${shown}</em>`
  if (style.bold) shown = html`<strong>${shown}</strong>`
  return shown
}

const mention = (text: string) => html`<span class="mention">${text}</span>`

function content(e: Json, world: World): Html | string {
  switch (e.type) {
    case 'text':
      return html`${String(e.text)
        .split('\n')
        .map((line, i) => html`${i ? html`<br>` : ''}${line}`)}`
    case 'link':
      return link(String(e.url), String(e.text || e.url)) ?? String(e.text || e.url)
    case 'emoji':
      return emoji(String(e.name))
    case 'user':
      return mention(`@${world.people.get(String(e.user_id))?.realName ?? e.user_id}`)
    case 'channel': {
      const channel = world.channels.get(String(e.channel_id))
      return mention(`#${channel?.kind === 'public' ? channel.name : 'private-channel'}`)
    }
    case 'broadcast':
      return html`<span class="mention broadcast">@${String(e.range)}</span>`
    case 'date':
      return new Date(Number(e.timestamp) * 1000).toLocaleDateString('en-GB', { dateStyle: 'long' })
    default:
      return String(e.text ?? e.value ?? e.usergroup_id ?? '')
  }
}
