import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Scope, Viewer } from '../domain/decision.ts'
import type { Asker } from './outgoing.ts'
import { viewerOf } from './viewer.ts'

/** How long an answer of Slack's about somebody's conversations may be used, in milliseconds. */
const FRESH = 1000
const MOST_PAGES = 10
/** What Slack gives at a time. */
const MOST_A_PAGE = 999

/** What decides whether somebody may ask and administer. */
export interface Person {
  readonly isAdmin: boolean
  /** A guest of this workspace, or somebody of another company. */
  readonly isOutsider: boolean
  /** As Slack has it: `en-GB`. */
  readonly locale?: string
}

/** Who is in which conversation right now, asked of Slack; whatever cannot be asked counts as "in none". */
export interface Membership {
  /** Whether the bot may ask Slack about conversations at all. */
  canTell(): boolean
  /** Conversations of the bot that this person is in. */
  channelsOf(user: string): Promise<readonly Scope[]>
  /** Everything that is this person's at this moment, wherever they are. */
  viewer(asker: Asker): Promise<Viewer>
  /** Null: it cannot be told. */
  person(user: string): Promise<Person | null>
  /** Null: it cannot be told. */
  isShared(channel: string): Promise<boolean | null>
  /** Whether anybody of the workspace may read it now. Null: it cannot be told. */
  isPublic(channel: string): Promise<boolean | null>
}

/** Milliseconds that an answer may wait for Slack to tell of a person or a channel. */
const PATIENCE = 1500

const inTime = <T>(asked: Promise<T>): Promise<T | null> =>
  Promise.race([
    asked.catch(() => null),
    new Promise<null>((resolve) => {
      setTimeout(() => resolve(null), PATIENCE).unref()
    }),
  ])

/** Asks once in a short while for each key, so that one request does not ask Slack the same twice. */
function shortLived<T>(now: () => Date, ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, { readonly until: number; readonly answer: Promise<T> }>()
  return (key) => {
    const at = now().getTime()
    const before = known.get(key)
    if (before && before.until > at) return before.answer
    if (known.size > 5000) known.clear()
    const answer = ask(key)
    known.set(key, { until: at + FRESH, answer })
    return answer
  }
}

/** @param scopes granted ones; empty where Slack did not say, and then it is tried */
export function createMembership(
  client: WebClient,
  log: Logger,
  now: () => Date,
  scopes: readonly string[],
): Membership {
  const may = (scope: string) => scopes.length === 0 || scopes.includes(scope)

  async function ask(user: string): Promise<readonly Scope[]> {
    const channels: string[] = []
    let cursor: string | undefined
    for (let i = 0; i < MOST_PAGES; i++) {
      const types = 'public_channel,private_channel,mpim'
      const page = await client.users.conversations({ user, types, limit: MOST_A_PAGE, ...(cursor && { cursor }) })
      channels.push(...(page.channels ?? []).map(({ id }) => id ?? '').filter(Boolean))
      cursor = page.response_metadata?.next_cursor || undefined
      if (!cursor) break
    }
    return channels
  }

  const channelsOf = shortLived(now, async (user: string): Promise<readonly Scope[]> => {
    if (!may('channels:read')) return []
    return ask(user).catch((error: unknown) => {
      log.debug({ error: String(error) }, 'conversations not known')
      return []
    })
  })

  const person = shortLived(now, async (user: string): Promise<Person | null> => {
    const reply = may('users:read') ? await inTime(client.users.info({ user, include_locale: true })) : null
    if (!reply?.user) return null
    const { is_admin, is_owner, is_restricted, is_ultra_restricted, is_stranger, locale } = reply.user
    return {
      isAdmin: is_admin === true || is_owner === true,
      isOutsider: [is_restricted, is_ultra_restricted, is_stranger].includes(true),
      ...(locale && { locale }),
    }
  })

  let lacks = !may('channels:read')
  const channelNow = async (channel: string) => {
    if (lacks) return undefined
    const asked = client.conversations.info({ channel }).catch((error: unknown) => {
      lacks ||= error instanceof WebAPIPlatformError && error.data.error === 'missing_scope'
      throw error
    })
    return (await inTime(asked))?.channel
  }

  return {
    canTell: () => !lacks,
    channelsOf,
    async viewer(asker) {
      const here = viewerOf(asker)
      return { ...here, scopes: [...new Set([...here.scopes, ...(await channelsOf(asker.user))])] }
    },
    person,
    async isShared(channel) {
      return (await channelNow(channel))?.is_ext_shared ?? null
    },
    async isPublic(channel) {
      const isPrivate = (await channelNow(channel))?.is_private
      return isPrivate === undefined ? null : !isPrivate
    },
  }
}
