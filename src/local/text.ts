import type { World } from './world.ts'

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Entity-encodes text as Slack does in events and command payloads: `&`, `<` and `>`, nothing else. */
export const encode = (text: string): string => text.replace(/[&<>]/g, (char) => ENTITIES[char] as string)

/** The three entities read back. */
export const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Text of an app as Slack keeps it: a lone `&` becomes an entity, markup stays. */
export const encodeLoneAmpersands = (text: string): string => text.replace(/&(?!(?:amp|lt|gt);)/g, '&amp;')

const MENTION = /(^|[\s(])([@#])([a-z0-9][a-z0-9._-]*)/gi
const LINK = /\bhttps?:\/\/[^\s<>]+/g

/**
 * What Slack's composer sends for text that a person typed: entities encoded, `@handle` and `#channel` of this
 * workspace turned into references, `@here`/`@channel`/`@everyone` into broadcasts, addresses into links. Anything
 * else that looks like markup was typed by hand and stays text.
 */
export function typed(text: string, world: World): string {
  return encode(text)
    .replace(LINK, (url) => `<${url}>`)
    .replace(MENTION, (whole, before: string, sign: string, word: string) => {
      const name = word.replace(/[.-]+$/, '')
      const rest = word.slice(name.length)
      const found = sign === '@' ? reference(name, world) : channelReference(name, world)
      return found ? `${before}${found}${rest}` : whole
    })
}

/** The same for the text of a command declared with `should_escape`: references carry names, addresses are links. */
export const typedInCommand = (text: string, world: World): string =>
  typed(text, world).replace(/<@([A-Z0-9]+)>/g, (_, id: string) => `<@${id}|${world.people.get(id)?.name ?? ''}>`)

function reference(name: string, world: World): string | undefined {
  if (['here', 'channel', 'everyone'].includes(name)) return `<!${name}>`
  const person = [...world.people.values()].find((p) => p.name.toLowerCase() === name.toLowerCase())
  return person && `<@${person.id}>`
}

function channelReference(name: string, world: World): string | undefined {
  const channel = [...world.channels.values()].find((c) => c.name === name && c.kind === 'public')
  return channel && `<#${channel.id}|${channel.name}>`
}
