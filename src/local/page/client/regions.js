import { body, find, toast } from './dom.js'
import { restore, values } from './forms.js'

/* Keeps the page current: the server draws regions, and what did not change keeps its state. */
const sources = new WeakMap()
let shown = ''

function parse(markup) {
  const template = document.createElement('template')
  template.innerHTML = markup
  const nodes = [...template.content.childNodes]
  for (const node of nodes) sources.set(node, node.outerHTML ?? node.textContent)
  return nodes
}

/** Puts new markup into a region and keeps every child that did not change, with its state. */
function put(region, markup) {
  if (sources.get(region) === markup) return []
  sources.set(region, markup)
  const old = new Map([...region.childNodes].map((node) => [sources.get(node) ?? node, node]))
  const fresh = []
  const wanted = parse(markup).map((node) => {
    const kept = old.get(sources.get(node))
    old.delete(sources.get(node))
    if (!kept) fresh.push(node)
    return kept ?? node
  })
  for (const node of old.values()) node.remove()
  let cursor = region.firstChild
  for (const node of wanted) {
    if (node === cursor) cursor = cursor.nextSibling
    else region.insertBefore(node, cursor)
  }
  return fresh
}

/** Whether the newest message is in view, at least its start. */
const atEnd = (list) => (list.lastElementChild?.offsetTop ?? 0) - list.offsetTop < list.scrollTop + list.clientHeight

/** Scrolls to the newest message, or to the start of one that does not fit. */
function toEnd(list) {
  list.scrollTo(0, list.scrollHeight)
  const last = list.lastElementChild
  if (last?.matches('.message') && last.offsetHeight > list.clientHeight) last.scrollIntoView({ block: 'start' })
}

function announce(nodes) {
  const news = nodes.filter((n) => n.classList?.contains('message'))
  if (news.length > 0 && news.length < 4) {
    find('#announce').textContent = news
      .map((n) => `${n.getAttribute('aria-label')}: ${find('.body', n).textContent.slice(0, 200)}`)
      .join('. ')
  }
}

function putModal(markup) {
  const region = find('#modal')
  if (sources.get(region) === markup) return
  const before = find('dialog', region)
  const kept = before ? values(before) : {}
  const same = before?.dataset.view
  put(region, markup)
  const dialog = find('dialog', region)
  if (!dialog) return
  if (dialog.dataset.view === same) restore(dialog, kept)
  if (!dialog.open) dialog.showModal()
  find('.wrong input, .wrong select, .wrong textarea', dialog)?.focus()
}

let running = false
let again = false
/** Fetches what the window shows now and puts it into the page. */
export async function refresh() {
  if (running) {
    again = true
    return
  }
  running = true
  try {
    const asked = location.search
    const { regions, channel, app, composer } = await (await fetch(`/parts${asked}`)).json()
    if (asked === location.search) draw(regions, channel, app, composer, asked)
  } catch {
    toast('The workspace does not answer. Is npm start still running?')
  }
  running = false
  if (again) {
    again = false
    refresh()
  }
}

function draw(regions, channel, app, composer, asked) {
  const moved = asked !== shown
  shown = asked
  Object.assign(body.dataset, { channel, app })
  const list = find('#list')
  const thread = find('#thread')
  const [listEnd, threadEnd] = [moved || atEnd(list), moved || atEnd(thread)]
  put(find('#nav'), regions.nav)
  put(find('#heading'), regions.heading)
  const news = [...put(list, regions.list), ...put(thread, regions.thread)]
  put(find('#log-list'), regions['log-list'])
  putModal(regions.modal)
  body.classList.toggle('has-thread', regions.thread !== '')
  find('#foot').hidden = composer === ''
  find('#say').placeholder = composer
  find('#say').setAttribute('aria-label', composer || 'Message')
  const params = new URLSearchParams(asked)
  params.delete('thread')
  find('#thread-close').href = `/?${params}`
  if (app === 'home') list.scrollTo(0, moved ? 0 : list.scrollTop)
  else if (listEnd) toEnd(list)
  if (threadEnd) toEnd(thread)
  if (!moved) announce(news)
}
