import { EventEmitter } from 'node:events'

/** One request over the wire. `in` is towards Slack (the app called), `out` is towards the app. */
export interface Entry {
  readonly id: number
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly transport: 'http' | 'socket'
  /** Web API method, or the kind of the payload that was delivered. */
  readonly method: string
  /** HTTP status; null when no answer came. */
  readonly status: number | null
  readonly ms: number
  /** Error code or outcome, empty when it went well. */
  readonly error: string
  readonly request: unknown
  readonly response: unknown
}

/** Everything that went over the wire, oldest first; keeps the newest `limit` entries. */
export class Journal {
  readonly entries: Entry[] = []
  readonly added = new EventEmitter().setMaxListeners(0)
  #limit: number
  #next = 1

  constructor(limit = 5000) {
    this.#limit = limit
  }

  /** Adds an entry and tells listeners of `added`. */
  add(entry: Omit<Entry, 'id'>): Entry {
    const whole = { id: this.#next++, ...entry }
    this.entries.push(whole)
    if (this.entries.length > this.#limit) this.entries.shift()
    this.added.emit('entry', whole)
    return whole
  }

  /** The Web API calls of one method, oldest first. */
  calls(method: string): readonly Entry[] {
    return this.entries.filter((entry) => entry.direction === 'in' && entry.method === method)
  }

  /** What was delivered to the app, oldest first; optionally of one kind, such as `block_actions`. */
  deliveries(method?: string): readonly Entry[] {
    return this.entries.filter((entry) => entry.direction === 'out' && (!method || entry.method === method))
  }
}
