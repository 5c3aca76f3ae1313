import { send } from './composer.js'
import { all, body, find, post } from './dom.js'
import { act, valueIn, values } from './forms.js'
import { refresh } from './regions.js'

/** Tells the app that its page was opened, as Slack does. */
function visitApp() {
  const tab = new URLSearchParams(location.search).get('app')
  if (tab) post('home', { tab })
}

async function go(href) {
  history.pushState({}, '', href)
  body.classList.remove('show-side')
  find('#menu').setAttribute('aria-expanded', 'false')
  visitApp()
  await refresh()
  if (body.classList.contains('has-thread') && href.includes('thread=')) find('#reply').focus()
}

const HANDLERS = {
  '[data-go]': (e) => go(e.getAttribute('href')),
  '[data-invite]': (e) => post('invite', { channel: e.dataset.invite }),
  '[data-shortcut]': (e) =>
    post('shortcut', { callback: e.dataset.shortcut, channel: e.dataset.channel, ts: e.dataset.ts }),
  '[data-delete]': (e) => post('delete', { channel: e.dataset.channel, ts: e.dataset.ts }),
  '[data-scenario]': (e) => post('scenario', { channel: body.dataset.channel, scenario: Number(e.dataset.scenario) }),
  '[data-close]': () => post('close', {}),
  '[data-entry]': (e) => showEntry(e.dataset.entry),
  'button[data-action], a[data-action]': (e) => act(e, e.dataset.value),
  '#menu': () => find('#menu').setAttribute('aria-expanded', String(body.classList.toggle('show-side'))),
  '#log-button, #log-close': () => {
    const hidden = find('#log').toggleAttribute('hidden')
    find('#log-button').setAttribute('aria-expanded', String(!hidden))
  },
  '#theme': () => {
    const root = document.documentElement
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
    root.dataset.theme = dark ? 'light' : 'dark'
    localStorage.setItem('theme', root.dataset.theme)
  },
}

async function showEntry(id) {
  const entry = await (await fetch(`/entry/${id}`)).json()
  find('#log-entry').hidden = false
  find('#log-entry').textContent = JSON.stringify({ request: entry.request, response: entry.response }, null, 2)
}

document.addEventListener('click', (event) => {
  for (const open of all('details.menu[open]')) if (!open.contains(event.target)) open.open = false
  for (const [selector, handle] of Object.entries(HANDLERS)) {
    const element = event.target.closest(selector)
    if (!element) continue
    if (!element.matches('a[data-action]')) event.preventDefault()
    element.closest('details.menu')?.removeAttribute('open')
    handle(element)
    return
  }
})

document.addEventListener('change', (event) => {
  const element = event.target.closest('[data-action]')
  if (element && !('quiet' in element.dataset) && !element.matches('textarea, [type=text], [type=email], [type=url]'))
    act(element, valueIn(element))
})

document.addEventListener('keydown', (event) => {
  const menu = find('details.menu[open]')
  if (event.key !== 'Escape' || !menu) return
  menu.open = false
  find('summary', menu).focus()
})

// A field outside a form, or one that says so, acts at Enter.
document.addEventListener('keydown', (event) => {
  const field = event.target.closest('input[data-action]:not([data-quiet])')
  if (event.key !== 'Enter' || !field) return
  event.preventDefault()
  act(field, valueIn(field) ?? '')
})

document.addEventListener('submit', (event) => {
  event.preventDefault()
  const composer = event.target.closest('[data-composer]')
  if (composer) send(find('textarea', composer))
  else post('submit', { values: values(event.target) })
})

// `cancel` (the Escape key) does not bubble.
document.addEventListener(
  'cancel',
  (event) => {
    if (!event.target.matches?.('#modal dialog')) return
    event.preventDefault()
    post('close', {})
  },
  true,
)

const theme = localStorage.getItem('theme')
if (theme) document.documentElement.dataset.theme = theme
window.addEventListener('popstate', refresh)
const stream = new EventSource('/live')
stream.addEventListener('change', refresh)
stream.addEventListener('open', refresh)
const standard = find('.replies')
// The discussion that the workspace opens with, where there is room for it.
if (!location.search && innerWidth > 1020 && standard) history.replaceState({}, '', standard.getAttribute('href'))
visitApp()
refresh()
body.dataset.ready = ''
