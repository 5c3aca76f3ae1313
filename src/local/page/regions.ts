import type { Core } from '../core.ts'
import { topModal } from '../modals.ts'
import type { Channel, Json } from '../types.ts'
import { blocks } from './blocks.ts'
import { type Html, html } from './html.ts'
import { avatar, channelMessages, threadMessages } from './messages.ts'
import { plainText } from './mrkdwn.ts'
import { addressOf, appChannel, channelsOf, type Where } from './where.ts'

/** The parts of the page that change while it is open, each drawn whole. */

const others = (core: Core, channel: Channel, user: string) =>
  [...channel.members].filter((id) => id !== user).map((id) => core.world.people.get(id)?.realName ?? id)

/** What a person calls a channel. */
export const titleOf = (core: Core, channel: Channel, user: string): string =>
  channel.kind === 'public' || channel.kind === 'private' ? channel.name : others(core, channel, user).join(', ')

const sign = (c: Channel): Html =>
  c.kind === 'private'
    ? html`<span class="sign" role="img" aria-label="private">🔒</span>`
    : html`<span class="sign" aria-hidden="true">#</span>`
const shared = (c: Channel) => (c.isExtShared ? html`<span class="tag">shared</span>` : '')

/** The side bar: channels, direct messages, the app. */
export function nav(core: Core, where: Where): Html {
  const bot = core.identity.botUserId
  const mine = channelsOf(core.world, where.as)
  const here = (on: boolean) => (on ? html` aria-current="page"` : '')
  const item = (c: Channel, label: Html) =>
    html`<li><a data-go href="${addressOf(where, { channel: c.id, app: undefined, thread: undefined })}"${here(!where.app && where.channel === c.id)}>${label}</a></li>`
  const rooms = mine.filter((c) => c.kind === 'public' || c.kind === 'private')
  const direct = mine.filter((c) => (c.kind === 'im' || c.kind === 'mpim') && !c.members.has(bot))
  const app = core.world.people.get(bot)
  return html`<h2>Channels</h2><ul>${rooms.map((c) => item(c, html`${sign(c)}<span>${c.name}</span>${shared(c)}`))}</ul>
${direct.length ? html`<h2>Direct messages</h2><ul>${direct.map((c) => item(c, html`<span class="sign" aria-hidden="true">@</span><span>${titleOf(core, c, where.as)}</span>`))}</ul>` : ''}
<h2>Apps</h2><ul><li><a data-go href="${addressOf(where, { app: core.app.hasHome ? 'home' : 'messages', thread: undefined })}"${here(where.app !== undefined)}>${avatar(app, true)}<span>${core.app.name}</span></a></li></ul>`
}

/** The heading over the messages. */
export function heading(core: Core, where: Where): Html {
  if (where.app) {
    const tab = (name: 'home' | 'messages', label: string) =>
      html`<a data-go href="${addressOf(where, { app: name, thread: undefined })}"${where.app === name ? html` aria-current="page"` : ''}>${label}</a>`
    return html`<h1>${core.app.name} <span class="badge">APP</span></h1><nav class="tabs" aria-label="App">${core.app.hasHome ? tab('home', 'Home') : ''}${tab('messages', 'Messages')}</nav>`
  }
  const channel = core.world.channels.get(where.channel ?? '')
  if (!channel) return html`<h1>No channel</h1>`
  const isRoom = channel.kind === 'public' || channel.kind === 'private'
  const people = channel.members.size === 1 ? '1 member' : `${channel.members.size} members`
  const invite =
    isRoom && !channel.members.has(core.identity.botUserId)
      ? html`<button type="button" class="button" data-invite="${channel.id}">Invite ${core.app.name}</button>`
      : ''
  const outside = channel.isExtShared ? html`<span class="tag">shared with another company</span>` : ''
  return html`<h1>${isRoom ? sign(channel) : ''} ${titleOf(core, channel, where.as)}</h1>${outside}<p class="quiet topic">${channel.topic}</p><span class="quiet members">${people}</span>${invite}`
}

function home(core: Core, where: Where): Html {
  const view = core.world.views.get(core.world.homes.get(where.as) ?? '')
  if (!view) return html`<p class="empty">${core.app.name} has put nothing here yet.</p>`
  return html`<div class="home" data-view="${view.id}">${blocks(view.content.blocks as readonly Json[], { world: core.world, viewer: where.as })}</div>`
}

/** The messages of the channel, or the app's Home. */
export function main(core: Core, where: Where): Html {
  if (where.app === 'home') return home(core, where)
  if (!where.channel) return html`<p class="empty">You are in no channel.</p>`
  const list = channelMessages(core, where.channel, where)
  const hint =
    where.app === 'messages'
      ? html`This is your direct message channel with ${core.app.name}. Nobody else sees it.`
      : html`This is the beginning of the channel. Describe a situation after ${core.app.commands[0]?.command ?? '/'}, mention @${core.app.handle}, or take a scenario below. Who you are is at the top right.`
  return html`<p class="beginning">${hint}</p>${list}`
}

/** The thread at the side; empty when none is open. */
export function thread(core: Core, where: Where): Html {
  const channel =
    where.app === 'messages' ? appChannel(core.world, where.as, core.identity.botUserId).id : where.channel
  const list = channel && where.thread ? threadMessages(core, channel, where.thread, where) : undefined
  return list ?? html``
}

/** The form that is open, as a dialog; empty when none is. */
export function modal(core: Core, where: Where): Html {
  const view = topModal(core.world, where.as)
  if (!view) return html``
  const { title, submit, close } = view.content as Record<string, Json | undefined>
  const look = { world: core.world, viewer: where.as, errors: view.errors }
  const general = view.errors[''] ? html`<p class="error" role="alert">${view.errors['']}</p>` : ''
  return html`<dialog class="modal" data-view="${view.id}" data-hash="${view.hash}" aria-labelledby="modal-title"><form novalidate>
<header>${avatar(core.world.people.get(core.identity.botUserId), true)}<h2 id="modal-title">${plainText(String(title?.text ?? ''))}</h2><button type="button" class="icon" data-close aria-label="Close">✕</button></header>
<div class="modal-body">${general}${blocks(view.content.blocks as readonly Json[], look)}</div>
<footer><button type="button" class="button" data-close>${String(close?.text ?? 'Cancel')}</button>${submit ? html`<button type="submit" class="button primary">${String(submit.text)}</button>` : ''}</footer></form></dialog>`
}

/** The newest requests over the wire. */
export function log(core: Core): Html {
  const rows = core.journal.entries.slice(-60).toReversed()
  if (rows.length === 0) return html`<p class="empty">Nothing has gone over the wire yet.</p>`
  const at = (ms: number) => new Date(ms).toLocaleTimeString('en-GB')
  return html`<table><thead><tr><th scope="col">Time</th><th scope="col">Way</th><th scope="col">Method</th><th scope="col">Status</th><th scope="col" class="right">ms</th></tr></thead><tbody>${rows.map(
    (e) =>
      html`<tr class="${e.error ? 'failed' : ''}"><td>${at(e.at)}</td><td>${e.direction === 'in' ? 'app → Slack' : 'Slack → app'}</td><td><button type="button" class="plain" data-entry="${e.id}">${e.method}</button></td><td>${e.status ?? '–'}${e.error ? html` <em>${e.error}</em>` : ''}</td><td class="right">${e.ms}</td></tr>`,
  )}</tbody></table>`
}
