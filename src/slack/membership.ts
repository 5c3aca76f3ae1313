import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Scope, Viewer } from '../domain/decision.ts'
import type { Asker } from './outgoing.ts'
import { viewerOf } from './viewer.ts'

/** How long an answer of Slack's about somebody's conversations may be used, in milliseconds. */
const FRESH = 30_000
const MOST_PAGES = 10

/** Who is in which conversation right now, asked of Slack; whatever cannot be asked counts as "in none". */
export interface Membership {
  /** Conversations of the bot that this person is in. */
  channelsOf(user: string): Promise<readonly Scope[]>
  /** Everything that is this person's at this moment, wherever they are. */
  viewer(asker: Asker): Promise<Viewer>
  /** Null: it cannot be told. */
  isShared(channel: string): Promise<boolean | null>
}

export function createMembership(client: WebClient, log: Logger, now: () => Date): Membership {
  const known = new Map<string, { readonly until: number; readonly channels: Promise<readonly Scope[]> }>()

  async function ask(user: string): Promise<readonly Scope[]> {
    const channels: string[] = []
    let cursor: string | undefined
    for (let i = 0; i < MOST_PAGES; i++) {
      const types = 'public_channel,private_channel,mpim'
      const page = await client.users.conversations({ user, types, limit: 200, ...(cursor && { cursor }) })
      channels.push(...(page.channels ?? []).map(({ id }) => id ?? '').filter(Boolean))
      cursor = page.response_metadata?.next_cursor || undefined
      if (!cursor) break
    }
    return channels
  }

  function channelsOf(user: string): Promise<readonly Scope[]> {
    const at = now().getTime()
    const before = known.get(user)
    if (before && before.until > at) return before.channels
    const channels = ask(user).catch((error: unknown) => {
      log.debug({ error: String(error) }, 'conversations not known')
      known.delete(user)
      return []
    })
    if (known.size > 5000) known.clear()
    known.set(user, { until: at + FRESH, channels })
    return channels
  }

  return {
    channelsOf,
    async viewer(asker) {
      const here = viewerOf(asker)
      return { ...here, scopes: [...new Set([...here.scopes, ...(await channelsOf(asker.user))])] }
    },
    isShared: (channel) =>
      client.conversations.info({ channel }).then(
        ({ channel: info }) => info?.is_ext_shared ?? null,
        () => null,
      ),
  }
}
