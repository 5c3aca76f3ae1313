import type { Core } from '../core.ts'
import type { Json } from '../types.ts'
import { deliver, type Route } from './deliver.ts'
import { envelope, scopeOfEvent, subscriptionOf } from './events.ts'
import type { Delivery, Parcel } from './parcel.ts'
import { SocketLink } from './socket.ts'

const REASON = { late: 'http_timeout', refused: 'http_error', unreachable: 'connection_failed' } as const

/** The way to the app: events with their retries, commands and interactions without. */
export class Outbound {
  readonly link = new SocketLink()
  readonly route: Route
  /** Pauses before the first, second and third retry of an event, in ms. */
  readonly retryMs: readonly number[]
  #core: Core
  #timers = new Set<NodeJS.Timeout>()
  #closed = false

  constructor(core: Core, route: Route, retryMs: readonly number[]) {
    this.#core = core
    this.route = route
    this.retryMs = retryMs
  }

  /** Delivers a command or an interaction, once. */
  send(parcel: Parcel): Promise<Delivery> {
    return deliver(this.#core, this.route, this.link, parcel)
  }

  /** Whether the app subscribed to an event and may see where it happened. */
  wants(event: Json, about: { channel?: string }): boolean {
    const { app, installed, world, identity } = this.#core
    const subscription = subscriptionOf(event)
    const scope = scopeOfEvent(subscription)
    const channel = about.channel === undefined ? undefined : world.channels.get(about.channel)
    return (
      installed &&
      app.events.has(subscription) &&
      (scope === undefined || app.scopes.has(scope)) &&
      (channel === undefined || channel.members.has(identity.botUserId))
    )
  }

  /** Delivers an event if the app wants it: the first attempt's outcome. Failures are retried in the background. */
  async event(event: Json, about: { channel?: string }): Promise<Delivery | undefined> {
    if (!this.wants(event, about)) return undefined
    const parcel = {
      kind: 'events_api',
      name: String(event.type),
      payload: envelope(this.#core, event, about.channel),
    } as const
    const first = await this.send(parcel)
    this.#retry(parcel, first, 1)
    return first
  }

  #retry(parcel: Parcel, last: Delivery, num: number): void {
    const pause = this.retryMs[num - 1]
    if (last.outcome === 'acked' || pause === undefined || this.#closed) return
    const timer = setTimeout(async () => {
      this.#timers.delete(timer)
      const again = await this.send({ ...parcel, retry: { num, reason: REASON[last.outcome as keyof typeof REASON] } })
      this.#retry(parcel, again, num + 1)
    }, pause)
    this.#timers.add(timer)
  }

  /** Delivers an event of the journal once more, as Slack's retry number `num`. */
  redeliver(eventId: string, num: number, reason: string): Promise<Delivery> {
    const entry = this.#core.journal.deliveries().find((e) => (e.request as Json).event_id === eventId)
    if (!entry) throw new Error(`no event ${eventId} was delivered`)
    const payload = entry.request as Json
    return this.send({ kind: 'events_api', name: entry.method, payload, retry: { num, reason } })
  }

  close(): void {
    this.#closed = true
    for (const timer of this.#timers) clearTimeout(timer)
    this.link.cut()
  }
}
