import { all, body, find, post, toast } from './dom.js'

/* Elements of blocks: what stands in them, and what using one sends. */

/** What stands in the elements under `root`, by block and action. */
export const values = (root) =>
  Object.fromEntries(
    all('[data-action]', root)
      .filter((e) => !e.matches('button, a'))
      .map((e) => [`${e.dataset.block}/${e.dataset.action}`, valueIn(e)]),
  )

/** What stands in one element. */
export function valueIn(element) {
  if (element.matches('[data-group]')) {
    const chosen = all('input:checked', element).map((input) => input.value)
    return find('[type=radio]', element) ? (chosen[0] ?? null) : chosen
  }
  if (element.type === 'datetime-local') return element.value ? String(new Date(element.value).getTime() / 1000) : null
  return element.value === '' ? null : element.value
}

/** Puts values back after the elements were drawn anew. */
export function restore(root, kept) {
  for (const element of all('[data-action]', root)) {
    const value = kept[`${element.dataset.block}/${element.dataset.action}`]
    if (value === undefined || element.matches('button, a')) continue
    if (element.matches('[data-group]'))
      for (const input of all('input', element)) input.checked = [value].flat().includes(input.value)
    else if (element.type !== 'datetime-local') element.value = value ?? ''
  }
}

/** Slack's question before a consequential button. */
function confirmed(element) {
  if (!element.dataset.confirm) return Promise.resolve(true)
  const [title, text, yes, no] = JSON.parse(element.dataset.confirm)
  const dialog = document.createElement('dialog')
  dialog.className = 'modal small'
  const heading = document.createElement('h2')
  heading.textContent = title
  const words = document.createElement('p')
  words.textContent = text
  const footer = document.createElement('footer')
  const { promise, resolve } = Promise.withResolvers()
  for (const [label, answer] of [
    [no, false],
    [yes, true],
  ]) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = answer ? 'button primary' : 'button'
    button.textContent = label
    button.onclick = () => {
      resolve(answer)
      dialog.close()
    }
    footer.append(button)
  }
  dialog.onclose = () => {
    resolve(false)
    dialog.remove()
  }
  dialog.append(heading, words, footer)
  body.append(dialog)
  dialog.showModal()
  return promise
}

/** A person used an element. */
export async function act(element, value) {
  if (!(await confirmed(element))) return
  const place = element.closest('[data-view], [data-ts]')
  const at = place.dataset.view
    ? { view: place.dataset.view }
    : { channel: place.dataset.channel, ts: place.dataset.ts }
  element.setAttribute('aria-busy', 'true')
  for (const other of all('[aria-pressed]', element.closest('.pair') ?? document.createElement('i')))
    other.setAttribute('aria-pressed', String(other === element))
  const { action, block } = element.dataset
  const answer = await post('click', {
    at,
    action,
    block,
    values: values(place),
    ...(value === undefined || value === null ? {} : { value }),
  })
  element.removeAttribute('aria-busy')
  if (answer.outcome && answer.outcome !== 'acked') toast('The app did not respond. Try again?')
}
