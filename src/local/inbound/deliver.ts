import { createHmac } from 'node:crypto'
import type { Core } from '../core.ts'
import type { Delivery, Parcel } from './parcel.ts'
import type { SocketLink } from './socket.ts'

export interface Route {
  /** Where the app takes signed requests; undefined when it uses Socket Mode. */
  url: string | undefined
  readonly ackMs: number
}

/** Slack's v0 signature of a body (docs.slack.dev/authentication/verifying-requests-from-slack). */
export const sign = (secret: string, timestamp: string, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`

function encodeBody({ kind, payload }: Parcel): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const fields = kind === 'slash_commands' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) }
  return { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return text
  }
}

async function overHttp(core: Core, url: string, parcel: Parcel, ackMs: number): Promise<Omit<Delivery, 'ms'>> {
  const { type, body } = encodeBody(parcel)
  const timestamp = String(Math.floor(core.world.now() / 1000))
  const headers: Record<string, string> = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': sign(core.identity.signingSecret, timestamp, body),
  }
  if (parcel.retry) {
    headers['x-slack-retry-num'] = String(parcel.retry.num)
    headers['x-slack-retry-reason'] = parcel.retry.reason
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ackMs),
    })
    const answer = parsed(await response.text())
    return { outcome: response.ok ? 'acked' : 'refused', status: response.status, body: answer }
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError'
    return { outcome: late ? 'late' : 'unreachable', status: null, body: null }
  }
}

/** Delivers a parcel, by socket when one is connected, else by signed HTTP, and notes it in the journal. */
export async function deliver(core: Core, route: Route, link: SocketLink, parcel: Parcel): Promise<Delivery> {
  const at = core.world.now()
  const started = performance.now()
  const bySocket = link.connected()
  const result = bySocket
    ? await link.send(parcel, route.ackMs)
    : route.url === undefined
      ? ({ outcome: 'unreachable', status: null, body: null } as const)
      : await overHttp(core, route.url, parcel, route.ackMs)
  const ms = Math.round(performance.now() - started)
  core.journal.add({
    at,
    direction: 'out',
    transport: bySocket ? 'socket' : 'http',
    method: parcel.name,
    status: result.status,
    ms,
    error: result.outcome === 'acked' ? '' : result.outcome,
    request: parcel.payload,
    response: result.body,
  })
  const eventId = parcel.payload.event_id
  return { ...result, ms, ...(typeof eventId === 'string' ? { eventId } : {}) }
}
