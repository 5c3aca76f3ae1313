import { visible } from '../domain/visible.ts'

/** Slack's markup `<...>` and what a reader sees in its place. */
const MARKUP = /<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g

function shown(kind: string, target: string, label: string | undefined): string {
  if (kind === '@') return `@${label || target}`
  if (kind === '#') return `#${label || target}`
  if (kind === '!') {
    if (target.startsWith('date^')) return label ?? ''
    if (target.startsWith('subteam^')) return label || '@team'
    return `@${target}`
  }
  return label || target
}

/** Text as a person sees it, out of what Slack sends: mentions of the bot gone, markup and entities resolved once. */
export function readable(wire: string, botUser: string): string {
  const text = wire.replace(MARKUP, (_, kind: string, target: string, label: string | undefined) =>
    kind === '@' && target === botUser ? '' : shown(kind, target, label),
  )
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim()
}

/** Whether Slack's text addresses this person or bot. */
export const mentions = (wire: string, user: string): boolean =>
  wire.includes(`<@${user}>`) || wire.includes(`<@${user}|`)

/** For fields that Slack parses (`text`, mrkdwn): nothing in it can ping, link or format as markup. */
export const escaped = (text: string): string =>
  visible(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** For fields that Slack shows as they are: an angle bracket that would open markup elsewhere is drawn as a quote. */
export const inert = (text: string): string => visible(text).replace(/<(?=[@!#]|[a-z][a-z+.-]{0,20}:)/gi, '‹')
