import type { Bot } from './bot.ts'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failure'
  readonly detail: string
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: string
}

/** Scopes of the manifest, and what each optional one is for. */
export const REQUIRED_SCOPES = ['commands', 'app_mentions:read', 'chat:write'] as const
export const OPTIONAL_SCOPES: Readonly<Record<string, string>> = {
  'channels:history': 'reading and following threads in public channels',
  'groups:history': 'reading and following threads in private channels',
  'im:history': 'reading direct messages',
  'mpim:history': 'reading group direct messages',
  'channels:read': 'the decisions of public channels in the Home tab, and knowing shared channels',
  'groups:read': 'the decisions of private channels in the Home tab',
  'mpim:read': 'the decisions of group direct messages in the Home tab',
  'files:write': 'exports as files',
  'im:write': 'exports as files in a direct message',
  'users:read': 'knowing admins and guests',
}
/** Seconds of difference to Slack's clock that signatures survive with room to spare. */
const MOST_SKEW = 60
/** Days from which the shipped prices are worth a look. */
const OLD_FACTS = 90

async function tokenCheck({ client }: Bot): Promise<Check> {
  try {
    await client.auth.test()
    return { name: 'Token', state: 'ok', detail: 'Slack accepts it' }
  } catch (error) {
    return { name: 'Token', state: 'failure', detail: String(error), remedy: 'Set SLACK_BOT_TOKEN anew and restart.' }
  }
}

function scopeChecks({ identity: { scopes } }: Bot): Check[] {
  if (scopes.length === 0) return [{ name: 'Scopes', state: 'warning', detail: 'Slack did not say which are granted' }]
  const missing = REQUIRED_SCOPES.filter((scope) => !scopes.includes(scope))
  const without = Object.entries(OPTIONAL_SCOPES).filter(([scope]) => !scopes.includes(scope))
  return [
    missing.length === 0
      ? { name: 'Scopes', state: 'ok', detail: 'the required ones are granted' }
      : {
          name: 'Scopes',
          state: 'failure',
          detail: `missing: ${missing.join(', ')}`,
          remedy: 'Install the app again from manifest.json.',
        },
    ...without.map(
      ([scope, use]): Check => ({ name: scope, state: 'warning', detail: `not granted, so without ${use}` }),
    ),
  ]
}

async function eventCheck({ store }: Bot, workspace: string): Promise<Check> {
  const seen = await store.eventsSeen(workspace)
  const detail = seen.map(({ name, count, lastAt }) => `${name} ${count} (last ${lastAt.slice(0, 16)})`).join(', ')
  if (seen.some(({ name }) => name === 'app_mention')) return { name: 'Events', state: 'ok', detail }
  return {
    name: 'Events',
    state: 'warning',
    detail: detail || 'none yet',
    remedy: 'Mention the bot once; if nothing arrives, check the event subscriptions against manifest.json.',
  }
}

async function clockCheck({ client, now }: Bot): Promise<Check> {
  const date = await fetch(client.slackApiUrl, { method: 'HEAD', signal: AbortSignal.timeout(3000) }).then(
    ({ headers }) => headers.get('date'),
    () => null,
  )
  if (!date) return { name: 'Clock', state: 'warning', detail: 'Slack’s clock could not be read' }
  const skew = Math.round(Math.abs(now().getTime() - Date.parse(date)) / 1000)
  if (skew <= MOST_SKEW) return { name: 'Clock', state: 'ok', detail: `${skew} s from Slack’s` }
  return {
    name: 'Clock',
    state: 'failure',
    detail: `${skew} s from Slack’s`,
    remedy: 'Set the machine’s clock (NTP): signatures fail from 300 s on.',
  }
}

function factsCheck({ advisor, now }: Bot): Check {
  const days = Math.floor((now().getTime() - Date.parse(advisor.factsDate)) / 86_400_000)
  const detail = `prices of ${advisor.factsDate}, ${days} days old`
  if (days <= OLD_FACTS) return { name: 'Facts', state: 'ok', detail }
  return {
    name: 'Facts',
    state: 'warning',
    detail,
    remedy: 'Update to a newer release: totals are left out when prices are stale.',
  }
}

async function databaseChecks({ store }: Bot): Promise<Check[]> {
  const { ok, detail } = await store.health()
  const { unfinished, oldest, pending, inDoubt, failed } = await store.queues()
  const waiting = `${unfinished} unfinished${oldest ? ` since ${oldest.slice(0, 16)}` : ''}, ${pending} to send, ${inDoubt} in doubt, ${failed} given up`
  return [
    ok
      ? { name: 'Database', state: 'ok', detail }
      : { name: 'Database', state: 'failure', detail, remedy: 'Free or mount its disk, then restart.' },
    // This very request is one of the unfinished.
    { name: 'Queues', state: unfinished > 10 || failed > 0 ? 'warning' : 'ok', detail: waiting },
  ]
}

async function endpointCheck({ advisor }: Bot): Promise<Check> {
  const { state, detail } = await advisor.endpoint()
  return { name: 'LLM endpoint', state: state === 'off' ? 'ok' : state, detail }
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
