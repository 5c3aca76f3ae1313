import type { Core } from '../core.ts'
import type { Seed } from '../seed.ts'
import { type Html, html } from './html.ts'
import { avatar } from './messages.ts'
import { heading, main, modal, nav, thread, titleOf } from './regions.ts'
import { addressOf, type Where } from './where.ts'

/** The whole page, as it is first served; `client.js` keeps its regions current. */

const people = (core: Core) => [...core.world.people.values()].filter((p) => !p.isBot)

function actAs(core: Core, where: Where): Html {
  const me = core.world.people.get(where.as)
  return html`<details class="menu me"><summary aria-label="You act as ${me?.realName}. Change person.">${avatar(me)}<span><strong>${me?.realName}</strong><small>${me?.title}</small></span></summary>
<div class="menu-list"><p class="quiet">Act as</p>${people(core).map(
    (p) =>
      html`<a data-full href="${addressOf(where, { as: p.id, thread: undefined })}"${p.id === where.as ? html` aria-current="true"` : ''}>${avatar(p, true)}<span>${p.realName}<small>${p.title}</small></span></a>`,
  )}</div></details>`
}

/** What a message box says, and whether there is one. */
export function composerLabel(core: Core, where: Where): string {
  if (where.app === 'home') return ''
  const channel = core.world.channels.get(where.channel ?? '')
  if (!channel) return ''
  const name = titleOf(core, channel, where.as)
  return `Message ${channel.kind === 'public' || channel.kind === 'private' ? '#' : ''}${name}`
}

const composer = (
  id: string,
  label: string,
) => html`<form class="composer" data-composer="${id}"><div class="suggestions" id="${id}-list" role="listbox" aria-label="Suggestions" hidden></div>
<textarea id="${id}" rows="1" role="combobox" aria-expanded="false" aria-controls="${id}-list" aria-autocomplete="list" aria-label="${label}" placeholder="${label}"></textarea>
<button class="send" aria-label="Send" title="Send (Enter)">➤</button></form>`

/** What the message box completes: commands after `/`, people after `@`. */
function vocabulary(core: Core): Html {
  const commands = core.app.commands.map((c) => ({
    insert: `${c.command} `,
    name: c.command,
    hint: `${c.usage_hint} ${c.description}`.trim(),
  }))
  const persons = [...core.world.people.values()]
    .filter((p) => p.id !== 'USLACKBOT')
    .map((p) => ({ insert: `@${p.name} `, name: p.realName, hint: `@${p.name} ${p.isBot ? 'App' : p.title}` }))
  // Only `<` could end the element early.
  const data = JSON.stringify({ commands, people: persons }).replaceAll('<', '\\u003c')
  return html`<script type="application/json" id="vocabulary">${raw(data)}</script>`
}

const raw = (text: string) => Object.assign(html``, { text })

/** The page for `where`. */
export function page(core: Core, seed: Seed, where: Where): Html {
  const label = composerLabel(core, where)
  const side = thread(core, where)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${core.world.teamName}, a workspace on this machine</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"><script src="/client/main.js" type="module"></script></head>
<body data-as="${where.as}" data-channel="${where.channel ?? ''}" data-app="${where.app ?? ''}" class="${side.text ? 'has-thread' : ''}">
<a class="skip" href="#list">Skip to messages</a>
<header class="bar"><button type="button" class="icon" id="menu" aria-controls="side" aria-expanded="false" aria-label="Channels">☰</button><strong class="team">${core.world.teamName}</strong>
<span class="quiet local">A workspace on this machine; nothing leaves it</span><button type="button" class="icon" id="theme" aria-label="Switch between light and dark" title="Light or dark">◐</button><button type="button" class="button" id="log-button" aria-controls="log" aria-expanded="false">Requests</button>${actAs(core, where)}</header>
<nav class="side" id="side" aria-label="Channels"><div id="nav">${nav(core, where)}</div></nav>
<main><header class="heading" id="heading">${heading(core, where)}</header><div class="list" id="list" tabindex="0" role="region" aria-label="Messages">${main(core, where)}</div>
<div class="foot" id="foot"${label ? '' : html` hidden`}><div class="try"><span class="quiet">Try</span>${seed.scenarios.map(
    (s, i) =>
      html`<button type="button" class="chip" data-scenario="${i}" title="${s.command} ${s.text}">${s.title}</button>`,
  )}</div>${composer('say', label || 'Message')}</div></main>
<aside class="thread" aria-label="Thread"><header class="heading"><h2>Thread</h2><a data-go class="icon" id="thread-close" href="${addressOf(where, { thread: undefined })}" aria-label="Close thread">✕</a></header><div class="list" id="thread" tabindex="0" role="region" aria-label="Thread messages">${side}</div>${composer('reply', 'Reply in the thread')}</aside>
<section class="log" id="log" aria-label="Requests over the wire" hidden><header class="heading"><h2>Requests over the wire</h2><button type="button" class="icon" id="log-close" aria-label="Close requests">✕</button></header><div class="list" id="log-list" tabindex="0"></div><pre id="log-entry" tabindex="0" hidden></pre></section>
<div id="modal">${modal(core, where)}</div><div id="toast" role="status"></div><div id="announce" class="hidden" aria-live="polite"></div>
${vocabulary(core)}</body></html>`
}
