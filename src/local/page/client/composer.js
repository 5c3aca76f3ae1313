import { all, body, find, post } from './dom.js'

/* The message boxes: they grow, complete `/` commands and `@` people, and send. */
const vocabulary = JSON.parse(find('#vocabulary').textContent)

/** Says what stands in a message box. */
export async function send(area) {
  const text = area.value.trim()
  if (!text) return
  area.value = ''
  grow(area)
  const thread = area.id === 'reply' ? new URLSearchParams(location.search).get('thread') : undefined
  const answer = await post('say', {
    channel: body.dataset.channel || find('#thread [data-channel]')?.dataset.channel,
    text,
    ...(thread ? { thread } : {}),
  })
  if (answer.error && !area.value) area.value = text
}

const grow = (area) => {
  area.style.height = 'auto'
  area.style.height = `${Math.min(area.scrollHeight, 160)}px`
}

function wordAt(area) {
  const before = area.value.slice(0, area.selectionStart)
  if (area.id === 'say' && /^\/\S*$/.test(before)) return { word: before, list: vocabulary.commands }
  const mention = /(?:^|\s)(@[\p{L}\d._-]*)$/u.exec(before)
  return mention ? { word: mention[1], list: vocabulary.people } : undefined
}

function suggest(area) {
  const box = find(`#${area.id}-list`)
  const at = wordAt(area)
  const typed = at?.word.toLowerCase() ?? ''
  const fits = (entry) =>
    entry.insert.toLowerCase().startsWith(typed) || entry.name.toLowerCase().includes(typed.slice(1))
  const entries = at ? at.list.filter(fits).slice(0, 7) : []
  box.replaceChildren(
    ...entries.map((entry, i) => {
      const item = document.createElement('div')
      item.id = `${area.id}-${i}`
      item.role = 'option'
      item.dataset.insert = entry.insert
      item.ariaSelected = String(i === 0)
      const name = document.createElement('strong')
      name.textContent = entry.name
      const hint = document.createElement('span')
      hint.textContent = entry.hint
      item.append(name, hint)
      item.onmousedown = (event) => {
        event.preventDefault()
        accept(area, item)
      }
      return item
    }),
  )
  const open = entries.length > 0 && entries[0].insert.trim() !== at.word
  box.hidden = !open
  area.setAttribute('aria-expanded', String(open))
  if (open) area.setAttribute('aria-activedescendant', `${area.id}-0`)
  else area.removeAttribute('aria-activedescendant')
}

function accept(area, item) {
  const { word } = wordAt(area)
  const end = area.selectionStart
  area.setRangeText(item.dataset.insert, end - word.length, end, 'end')
  suggest(area)
  area.focus()
}

function steer(event, area, box) {
  const items = [...box.children]
  const now = items.findIndex((item) => item.ariaSelected === 'true')
  if (event.key === 'Escape') box.hidden = true
  else if (event.key === 'Enter' || event.key === 'Tab') accept(area, items[now])
  else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = (now + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length
    items.forEach((item, i) => {
      item.ariaSelected = String(i === next)
    })
    area.setAttribute('aria-activedescendant', items[next].id)
  } else return
  event.preventDefault()
}

for (const area of all('.composer textarea')) {
  const box = find(`#${area.id}-list`)
  area.addEventListener('input', () => {
    grow(area)
    suggest(area)
  })
  area.addEventListener('blur', () => {
    box.hidden = true
  })
  area.addEventListener('keydown', (event) => {
    if (!box.hidden) steer(event, area, box)
    if (event.key !== 'Enter' || event.shiftKey || event.defaultPrevented || event.isComposing) return
    event.preventDefault()
    send(area)
  })
}
