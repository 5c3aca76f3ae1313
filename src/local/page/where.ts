import type { Channel } from '../types.ts'
import type { World } from '../world.ts'

/** What a browser window shows; it is all in the address. */
export interface Where {
  /** Who looks. */
  readonly as: string
  readonly channel: string | undefined
  /** The thread open at the side. */
  readonly thread: string | undefined
  /** The app's page, instead of a channel. */
  readonly app: 'home' | 'messages' | undefined
}

/** The channels that a person is in, in the order of the side bar. */
export const channelsOf = (world: World, user: string): readonly Channel[] =>
  [...world.channels.values()].filter((c) => c.members.has(user) && !c.isArchived)

/** The direct message channel of a person with the app. */
export const appChannel = (world: World, user: string, bot: string): Channel => world.directMessage([bot, user])

/**
 * Reads an address. Anybody unknown becomes the first person; a channel that the person is not in becomes one that they
 * are in, so that nobody looks where they may not.
 */
export function whereOf(params: URLSearchParams, world: World, bot: string, first: string): Where {
  const asked = world.people.get(params.get('as') ?? '')
  const as = asked && !asked.isBot ? asked.id : first
  const tab = params.get('app')
  const app = tab === 'home' || tab === 'messages' ? tab : undefined
  if (app)
    return {
      as,
      app,
      channel: app === 'messages' ? appChannel(world, as, bot).id : undefined,
      thread: threadIn(params),
    }
  const mine = channelsOf(world, as)
  const wanted = mine.find((c) => c.id === params.get('channel'))
  const standard = mine.find((c) => c.name === 'llm-platform') ?? mine.find((c) => c.kind !== 'im') ?? mine[0]
  return {
    as,
    app,
    channel: (wanted ?? standard)?.id,
    thread: wanted || !params.get('channel') ? threadIn(params) : undefined,
  }
}

const threadIn = (params: URLSearchParams) => params.get('thread') ?? undefined

/** The address of what a window shows, with changes; `undefined` takes a part away. */
export function addressOf(where: Where, change: Partial<Record<keyof Where, string | undefined>> = {}): string {
  const next = { ...where, ...change }
  const params = new URLSearchParams()
  for (const key of ['as', 'app', 'channel', 'thread'] as const) {
    if (next[key] && !(key === 'channel' && next.app)) params.set(key, next[key])
  }
  return `/?${params}`
}
