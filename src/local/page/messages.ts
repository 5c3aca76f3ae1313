import type { Core } from '../core.ts'
import type { Message, Person } from '../types.ts'
import { blocks } from './blocks.ts'
import { type Html, html } from './html.ts'
import { mrkdwn } from './mrkdwn.ts'
import { addressOf, type Where } from './where.ts'

const time = (ts: string) => new Date(Number(ts) * 1000)
const clock = (ts: string) => time(ts).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = (ts: string) => time(ts).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

const HUES = [212, 330, 158, 264, 14, 188, 292, 38]

/** A square with a person's initials, coloured by who they are; decoration only. */
export function avatar(person: Person | undefined, small = false): Html {
  const words = (person?.realName ?? '?').split(/\s+/).filter((word) => /\p{L}/u.test(word))
  const initials = [words[0], words.length > 1 ? words.at(-1) : ''].map((word) => word?.[0] ?? '').join('')
  const hue =
    HUES[[...(person?.id ?? '')].reduce((sum, char) => (sum * 11 + char.charCodeAt(0)) % 997, 0) % HUES.length]
  const kind = person?.isBot ? ' bot' : ''
  return html`<span class="avatar${kind}${small ? ' small' : ''}" style="--hue:${hue}" aria-hidden="true">${initials}</span>`
}

/** What a person may do with a message: the app's shortcuts, and deleting their own. */
function menu(core: Core, m: Message, where: Where): Html | '' {
  if (m.ephemeralTo) return ''
  const own = core.app.shortcuts.filter((s) => s.type === 'message')
  const place = html`data-ts="${m.ts}" data-channel="${m.channel}"`
  const entries = own.map(
    (s) =>
      html`<button type="button" data-shortcut="${s.callback_id}" ${place}><span>${s.name}<small>${core.app.name}</small></span></button>`,
  )
  if (m.user === where.as) entries.push(html`<button type="button" data-delete ${place}>Delete message</button>`)
  if (entries.length === 0) return ''
  return html`<details class="menu"><summary class="icon" aria-label="More actions for this message">⋯</summary><div class="menu-list">${entries}</div></details>`
}

const BUBBLE = html`<svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true"><path d="M3 4.5h14v9H9.5L6 16.5v-3H3z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/></svg>`

const replyLink = (m: Message, where: Where) =>
  m.ephemeralTo
    ? ''
    : html`<a class="icon" data-go href="${addressOf(where, { thread: m.threadTs ?? m.ts })}" aria-label="Reply in thread" title="Reply in thread">${BUBBLE}</a>`

function summary(core: Core, m: Message, where: Where): Html | '' {
  const replies = core.world.publicMessages(m.channel).filter((r) => r.threadTs === m.ts)
  if (replies.length === 0) return ''
  const faces = [...new Set(replies.map((r) => r.user))]
    .slice(0, 4)
    .map((id) => avatar(core.world.people.get(id), true))
  const count = replies.length === 1 ? '1 reply' : `${replies.length} replies`
  return html`<a class="replies" data-go href="${addressOf(where, { thread: m.ts })}">${faces}<strong>${count}</strong> <span class="quiet">last at ${clock(replies.at(-1)?.ts ?? m.ts)}</span></a>`
}

const files = ({ world }: Core, m: Message) =>
  (m.files ?? []).map((id) => {
    const file = world.files.get(id)
    return (
      file &&
      html`<a class="file" href="/files/${id}" download="${file.name}"><strong>${file.title}</strong><span class="quiet">${file.name}, ${file.length} bytes</span></a>`
    )
  })

const reactions = (m: Message) =>
  m.reactions.size
    ? html`<div class="reactions">${[...m.reactions].map(([name, by]) => html`<span>:${name}: ${by.size}</span>`)}</div>`
    : ''

/** One message as `where.as` sees it. */
function message(core: Core, m: Message, where: Where, inThread: boolean): Html {
  const { world } = core
  const person = world.people.get(m.user)
  const look = { world, viewer: where.as }
  const body = m.blocks?.length ? blocks(m.blocks, look) : html`<div class="block">${mrkdwn(m.text, world)}</div>`
  const badge = person?.isBot
    ? html`<span class="badge">APP</span>`
    : person?.isStranger
      ? html`<span class="badge outside">${person.title}</span>`
      : ''
  const only = m.ephemeralTo ? html`<p class="only"><span aria-hidden="true">👁</span> Only visible to you</p>` : ''
  const edited = m.edited && !m.fromApp ? html` <span class="quiet">(edited)</span>` : ''
  return html`<article class="message${m.ephemeralTo ? ' private' : ''}" id="m-${m.channel}-${m.ts}${inThread ? '-t' : ''}" data-ts="${m.ts}" data-channel="${m.channel}" aria-label="${person?.realName ?? ''}, ${clock(m.ts)}${m.ephemeralTo ? ', only visible to you' : ''}">
${avatar(person)}<div class="said">${only}<header><strong>${person?.realName ?? m.user}</strong> ${badge} <time datetime="${time(m.ts).toISOString()}">${clock(m.ts)}</time>${edited}</header>
<div class="body">${body}</div>${files(core, m)}${reactions(m)}${inThread ? '' : summary(core, m, where)}</div>
<div class="tools">${inThread ? '' : replyLink(m, where)}${menu(core, m, where)}</div></article>`
}

const seen = (m: Message, user: string) => m.ephemeralTo === undefined || m.ephemeralTo === user

/** The messages of a channel, day by day; replies stay in their threads. */
export function channelMessages(core: Core, channel: string, where: Where): Html {
  const shown = (core.world.messages.get(channel) ?? []).filter(
    (m) => seen(m, where.as) && (!m.threadTs || m.broadcast),
  )
  const ordered = shown.toSorted((a, b) => Number(a.ts) - Number(b.ts))
  return html`${ordered.map((m, i) => {
    const before = ordered[i - 1]
    const divider =
      !before || day(before.ts) !== day(m.ts) ? html`<div class="day"><span>${day(m.ts)}</span></div>` : ''
    return html`${divider}${message(core, m, where, false)}`
  })}`
}

/** The messages of a thread, with what an app says it is doing there; undefined when there is no such thread. */
export function threadMessages(core: Core, channel: string, thread: string, where: Where): Html | undefined {
  const root = core.world.thread(channel, thread)[0]
  if (!root) return undefined
  const shown = (core.world.messages.get(channel) ?? []).filter(
    (m) => seen(m, where.as) && (m.ts === root.ts || m.threadTs === root.ts),
  )
  const status = core.world.statuses.get(`${channel}/${root.ts}`)
  const [first, ...rest] = shown
    .toSorted((a, b) => Number(a.ts) - Number(b.ts))
    .map((m) => message(core, m, where, true))
  const count = rest.length === 1 ? '1 reply' : `${rest.length} replies`
  return html`${first}<div class="day"><span>${count}</span></div>${rest}${status ? html`<p class="status" role="status">${core.app.name} ${status}</p>` : ''}`
}
