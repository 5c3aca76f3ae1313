import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { type Block, Message } from 'slack-blocks-to-jsx'
import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { Html } from './html.ts'

/** The renderer library, without its style sheet: the page has one of its own, and no copy of an id per message. */

const KEPT = 500
const caches = new WeakMap<World, Map<string, string>>()

/** Its wrapper and classes off; links only to the web or mail; pictures of other machines as their description; one tag for a strike. */
const clean = (markup: string): string =>
  markup
    .replace(/^.*?slack_blocks_to_jsx--block_wrapper[^>]*>/s, '')
    .replace(/(?:<\/div>){4}$/, '')
    .replace(/ class="([^"]*)"/g, (_, names: string) => {
      const own = names.split(/\s+/).filter((name) => name.startsWith('slack_'))
      return own.length ? ` class="${own.join(' ').replaceAll('slack_blocks_to_jsx', 'block')}"` : ''
    })
    .replace(/ href="(?!https?:|mailto:)[^"]*"/gi, '')
    .replace(
      /<img\b[^>]*?\balt="([^"]*)"[^>]*>|<img\b[^>]*>/g,
      (_, alt = 'picture') => `<span class="picture">${alt}</span>`,
    )
    .replace(/<(\/?)del>/g, '<$1s>')
    .replace(/<(?:iframe|video|embed|object)\b[^>]*>/g, '')
    .replace(/<button\b[^>]*aria-label="(?:View as table|Download chart data)"[^>]*>.*?<\/button>/gs, '')

/** A block as the library draws it; nothing for one that it does not know. Throws what it throws. */
export function drawn(block: Json, world: World): Html {
  const key = JSON.stringify(block)
  const cache = caches.get(world) ?? new Map<string, string>()
  caches.set(world, cache)
  const known = cache.get(key)
  if (known !== undefined) return new Html(known)
  const users = [...world.people.values()].map((p) => ({ id: p.id, name: p.realName }))
  const channels = [...world.channels.values()].filter((c) => c.kind === 'public').map(({ id, name }) => ({ id, name }))
  const options = { logo: '', name: '', unstyled: true, withoutWrapper: true, data: { users, channels } }
  const markup = clean(
    renderToStaticMarkup(createElement(Message, { ...options, blocks: [block as unknown as Block] })),
  )
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value as string)
  cache.set(key, markup)
  return new Html(markup)
}

const EMOJI = new Map<string, Html | string>()

/** An emoji by its name; `:name:` when there is none of that name. */
export function emoji(name: string): Html | string {
  const known = EMOJI.get(name)
  if (known !== undefined) return known
  const block = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'emoji', name }] }] }
  const options = { logo: '', name: '', unstyled: true, withoutWrapper: true }
  const markup = renderToStaticMarkup(createElement(Message, { ...options, blocks: [block as unknown as Block] }))
  const sign = /\p{Extended_Pictographic}[\p{Emoji_Component}\p{Extended_Pictographic}]*/u.exec(
    markup.replace(/<[^>]*>/g, ''),
  )?.[0]
  const result = sign
    ? new Html(`<span class="emoji" role="img" aria-label="${name.replaceAll('_', ' ')}">${sign}</span>`)
    : `:${name}:`
  EMOJI.set(name, result)
  return result
}
