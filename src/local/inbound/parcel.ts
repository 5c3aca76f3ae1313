import type { Json } from '../types.ts'

/** What came of one delivery to the app. */
export interface Delivery {
  /** `acked` is any 2xx, or an acknowledgement by socket; `late` is none within Slack's 3 s. */
  readonly outcome: 'acked' | 'refused' | 'late' | 'unreachable'
  readonly status: number | null
  readonly ms: number
  /** The acknowledgement's body: parsed JSON, text, or null. */
  readonly body: unknown
  /** Of an event: its id, the same in every retry. */
  readonly eventId?: string
}

/** A payload on its way to the app. */
export interface Parcel {
  readonly kind: 'events_api' | 'slash_commands' | 'interactive'
  /** Its name in the journal: an event's type, a command, or an interaction's type. */
  readonly name: string
  readonly payload: Json
  readonly retry?: { readonly num: number; readonly reason: string }
}
