import type { Core } from '../core.ts'
import type { Message, Person } from '../types.ts'
import { blocks } from './blocks.ts'
import { type Html, html } from './html.ts'
import { mrkdwn } from './mrkdwn.ts'
import { addressOf, type Where } from './where.ts'

const time = (ts: string) => new Date(Number(ts) * 1000)
const clock = (ts: string) => time(ts).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = (ts: string) => time(ts).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })

/** A square with a person's initials, coloured by who they are; decoration only. */
export function avatar(person: Person | undefined, small = false): Html {
  const name = person?.realName ?? '?'
  const initials = name
    .split(/\s+/)
    .filter((w) => /\p{L}/u.test(w))
    .map((w) => w[0])
    .slice(0, 2)
    .join('')
  const hue = [...(person?.id ?? '')].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 360, 7)
  const kind = person?.isBot ? ' bot' : ''
  return html`<span class="avatar${kind}${small ? ' small' : ''}" style="--hue:${hue}" aria-hidden="true">${initials}</span>`
}

function shortcuts(core: Core, m: Message): Html | '' {
  const own = core.app.shortcuts.filter((s) => s.type === 'message')
  if (m.ephemeralTo || own.length === 0) return ''
  return html`<details class="menu"><summary class="icon" aria-label="More actions for this message">⋯</summary><div class="menu-list">${own.map(
    (s) =>
      html`<button type="button" data-shortcut="${s.callback_id}" data-ts="${m.ts}" data-channel="${m.channel}">${s.name}<small>${core.app.name}</small></button>`,
  )}</div></details>`
}

const replyLink = (m: Message, where: Where) =>
  m.ephemeralTo
    ? ''
    : html`<a class="icon" data-go href="${addressOf(where, { thread: m.threadTs ?? m.ts })}" aria-label="Reply in thread" title="Reply in thread">💬</a>`

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
export function message(core: Core, m: Message, where: Where, inThread: boolean): Html {
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
<div class="tools">${inThread ? '' : replyLink(m, where)}${shortcuts(core, m)}</div></article>`
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
