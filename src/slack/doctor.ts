import type { Words } from '../explain/words.ts'
import type { Bot } from './bot.ts'
import { type Notice, type NoticeName, noticeOf, say } from './views/notices.ts'

/** One thing that was looked at. */
export interface Check {
  readonly name: Notice | string
  readonly state: 'ok' | 'warning' | 'failure'
  /** A string: what something outside said of itself. */
  readonly detail: Notice | string
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: Notice
}

/** Scopes of the manifest, and what each optional one is for. */
export const REQUIRED_SCOPES = ['commands', 'app_mentions:read', 'chat:write'] as const
export const OPTIONAL_SCOPES = {
  'channels:history': 'useHistory',
  'groups:history': 'usePrivateHistory',
  'im:history': 'useDirect',
  'mpim:history': 'useGroupDirect',
  'channels:read': 'usePublic',
  'groups:read': 'usePrivate',
  'mpim:read': 'useGroup',
  'files:write': 'useFiles',
  'im:write': 'useDirectFiles',
  'users:read': 'usePeople',
} as const satisfies Readonly<Record<string, NoticeName>>
/** Seconds of difference to Slack's clock that signatures survive with room to spare. */
const MOST_SKEW = 60
/** Days from which the shipped prices are worth a look. */
const OLD_FACTS = 90

async function tokenCheck({ client }: Bot): Promise<Check> {
  try {
    await client.auth.test()
    return { name: noticeOf('token'), state: 'ok', detail: noticeOf('tokenOk') }
  } catch (error) {
    return { name: noticeOf('token'), state: 'failure', detail: String(error), remedy: noticeOf('tokenRemedy') }
  }
}

function scopeChecks({ identity: { scopes } }: Bot): Check[] {
  if (scopes.length === 0) return [{ name: noticeOf('scopes'), state: 'warning', detail: noticeOf('scopesUnknown') }]
  const missing = REQUIRED_SCOPES.filter((scope) => !scopes.includes(scope))
  const without = Object.entries(OPTIONAL_SCOPES).filter(([scope]) => !scopes.includes(scope))
  return [
    missing.length === 0
      ? { name: noticeOf('scopes'), state: 'ok', detail: noticeOf('scopesOk') }
      : {
          name: noticeOf('scopes'),
          state: 'failure',
          detail: noticeOf('scopesMissing', { list: missing.join(', ') }),
          remedy: noticeOf('scopesRemedy'),
        },
    ...without.map(
      ([scope, use]): Check => ({
        name: scope,
        state: 'warning',
        detail: noticeOf('scopeWithout', { use: (words) => say(words, use) }),
      }),
    ),
  ]
}

async function eventCheck({ store }: Bot, workspace: string): Promise<Check> {
  const seen = await store.eventsSeen(workspace)
  const lines = (words: Words) =>
    seen.map(({ name, count, lastAt }) => say(words, 'eventSeen', { name, n: String(count), at: lastAt.slice(0, 16) }))
  const detail = noticeOf('eventsSeen', {
    list: (words) => (seen.length > 0 ? lines(words).join(', ') : say(words, 'eventsNone')),
  })
  if (seen.some(({ name }) => name === 'app_mention')) return { name: noticeOf('events'), state: 'ok', detail }
  return {
    name: noticeOf('events'),
    state: 'warning',
    detail,
    remedy: noticeOf('eventsRemedy'),
  }
}

async function clockCheck({ client, now }: Bot): Promise<Check> {
  const date = await fetch(client.slackApiUrl, { method: 'HEAD', signal: AbortSignal.timeout(3000) }).then(
    ({ headers }) => headers.get('date'),
    () => null,
  )
  if (!date) return { name: noticeOf('clock'), state: 'warning', detail: noticeOf('clockUnknown') }
  const skew = Math.round(Math.abs(now().getTime() - Date.parse(date)) / 1000)
  if (skew <= MOST_SKEW)
    return { name: noticeOf('clock'), state: 'ok', detail: noticeOf('clockSkew', { n: String(skew) }) }
  return {
    name: noticeOf('clock'),
    state: 'failure',
    detail: noticeOf('clockSkew', { n: String(skew) }),
    remedy: noticeOf('clockRemedy'),
  }
}

function factsCheck({ advisor, now }: Bot): Check {
  const days = Math.floor((now().getTime() - Date.parse(advisor.factsDate)) / 86_400_000)
  const detail = noticeOf('factsAge', { date: advisor.factsDate, n: String(days) })
  if (days <= OLD_FACTS) return { name: noticeOf('facts'), state: 'ok', detail }
  return {
    name: noticeOf('facts'),
    state: 'warning',
    detail,
    remedy: noticeOf('factsRemedy'),
  }
}

async function databaseChecks({ store }: Bot): Promise<Check[]> {
  const { ok, detail } = await store.health()
  const { unfinished, oldest, pending, inDoubt, failed } = await store.queues()
  const counts = {
    unfinished: String(unfinished),
    pending: String(pending),
    doubt: String(inDoubt),
    failed: String(failed),
  }
  const waiting = oldest
    ? noticeOf('queuesSince', { ...counts, oldest: oldest.slice(0, 16) })
    : noticeOf('queuesWaiting', counts)
  return [
    ok
      ? { name: noticeOf('database'), state: 'ok', detail }
      : { name: noticeOf('database'), state: 'failure', detail, remedy: noticeOf('databaseRemedy') },
    // This very request is one of the unfinished.
    { name: noticeOf('queues'), state: unfinished > 10 || failed > 0 ? 'warning' : 'ok', detail: waiting },
  ]
}

async function endpointCheck({ advisor }: Bot): Promise<Check> {
  const { state, detail } = await advisor.endpoint()
  return { name: noticeOf('endpoint'), state: state === 'off' ? 'ok' : state, detail }
}

/** Looks at everything that the bot stands on. */
export async function examine(bot: Bot, workspace: string): Promise<readonly Check[]> {
  return [
    await tokenCheck(bot),
    ...scopeChecks(bot),
    await eventCheck(bot, workspace),
    await clockCheck(bot),
    factsCheck(bot),
    await endpointCheck(bot),
    ...(await databaseChecks(bot)),
  ]
}
