import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { newSecret } from '../ids.ts'
import type { Json } from '../types.ts'
import type { Delivery, Parcel } from './parcel.ts'

/** The Socket Mode end of Slack: `hello`, envelopes, acknowledgements, `disconnect`. */
export class SocketLink {
  #server = new WebSocketServer({ noServer: true })
  #sockets: WebSocket[] = []
  #waiting = new Map<string, (body: unknown) => void>()
  #turn = 0

  connected(): boolean {
    return this.#sockets.length > 0
  }

  /** Takes over an HTTP connection that asks for a web socket. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, appId: string): void {
    this.#server.handleUpgrade(request, socket, head, (ws) => {
      this.#sockets.push(ws)
      ws.on('close', () => {
        this.#sockets = this.#sockets.filter((other) => other !== ws)
      })
      ws.on('message', (data) => this.#acknowledge(String(data)))
      const hello = { type: 'hello', num_connections: this.#sockets.length, connection_info: { app_id: appId } }
      ws.send(
        JSON.stringify({
          ...hello,
          debug_info: { host: 'local', build_number: 1, approximate_connection_time: 18060 },
        }),
      )
    })
  }

  #acknowledge(data: string): void {
    const { envelope_id, payload } = JSON.parse(data) as { envelope_id?: string; payload?: unknown }
    const done = envelope_id === undefined ? undefined : this.#waiting.get(envelope_id)
    done?.(payload ?? null)
  }

  /** Sends a parcel by one of the connections, in turn, and waits for its acknowledgement. */
  async send(parcel: Parcel, ackMs: number): Promise<Omit<Delivery, 'ms'>> {
    const ws = this.#sockets[this.#turn++ % this.#sockets.length]
    if (!ws) return { outcome: 'unreachable', status: null, body: null }
    const id = newSecret()
    const { promise, resolve } = Promise.withResolvers<unknown>()
    this.#waiting.set(id, resolve)
    const lost = Symbol('lost')
    const timer = setTimeout(() => resolve(lost), ackMs)
    const envelope: Json = {
      envelope_id: id,
      type: parcel.kind,
      payload: parcel.payload,
      accepts_response_payload: parcel.kind !== 'events_api',
      ...(parcel.kind === 'events_api'
        ? { retry_attempt: parcel.retry?.num ?? 0, retry_reason: parcel.retry?.reason ?? '' }
        : {}),
    }
    ws.send(JSON.stringify(envelope))
    const body = await promise
    clearTimeout(timer)
    this.#waiting.delete(id)
    return body === lost ? { outcome: 'late', status: null, body: null } : { outcome: 'acked', status: 200, body }
  }

  /** Asks every connection to go, as Slack does before it refreshes them, then closes it. */
  refresh(reason = 'refresh_requested'): void {
    for (const ws of this.#sockets) {
      ws.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'local' } }))
      ws.close()
    }
  }

  /** Cuts every connection without a word. */
  cut(): void {
    for (const ws of this.#sockets) ws.terminate()
  }
}
