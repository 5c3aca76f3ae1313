/* Short names for what every part of the page's script does. */
export const find = (selector, root = document) => root.querySelector(selector)
export const all = (selector, root = document) => [...root.querySelectorAll(selector)]
export const body = document.body

let toastTimer
/** Shows a line for a few seconds. */
export function toast(text) {
  clearTimeout(toastTimer)
  find('#toast').textContent = text
  toastTimer = setTimeout(() => {
    find('#toast').textContent = ''
  }, 6000)
}

/** Asks the workspace to do something for the person that the page acts as. */
export async function post(name, data) {
  const response = await fetch(`/do/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as: body.dataset.as, ...data }),
  })
  const answer = await response.json()
  if (answer.error) toast(answer.error)
  return answer
}
