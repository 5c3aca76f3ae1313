import { newSecret } from './ids.ts'

const TRIGGER_MS = 3000
const RESPONSE_MS = 30 * 60_000
const RESPONSE_USES = 5

/** Where an answer by `response_url` goes. */
export interface ResponseTarget {
  readonly user: string
  readonly channel: string
  readonly threadTs?: string
  /** The message whose button was used; absent after a slash command. */
  readonly messageTs?: string
}

/** Trigger ids (once, within 3 s) and response addresses (5 uses within 30 minutes). */
export class Triggers {
  #now: () => number
  #triggers = new Map<string, { user: string; until: number; used: boolean }>()
  #responses = new Map<string, { target: ResponseTarget; until: number; left: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** A fresh trigger id for an interaction of `user`. */
  mint(user: string): string {
    const id = `${this.#now()}.${newSecret(6)}.${newSecret()}`
    this.#triggers.set(id, { user, until: this.#now() + TRIGGER_MS, used: false })
    return id
  }

  /** Uses up a trigger id: who interacted, or Slack's error code. */
  exchange(id: string): { user: string } | { error: string } {
    const trigger = this.#triggers.get(id)
    if (!trigger) return { error: 'invalid_trigger_id' }
    if (trigger.used) return { error: 'exchanged_trigger_id' }
    if (trigger.until < this.#now()) return { error: 'expired_trigger_id' }
    trigger.used = true
    return { user: trigger.user }
  }

  /** A fresh token for a response address. */
  mintResponse(target: ResponseTarget): string {
    const token = newSecret(18)
    this.#responses.set(token, { target, until: this.#now() + RESPONSE_MS, left: RESPONSE_USES })
    return token
  }

  /** Uses a response address once: where it leads, or Slack's error code. */
  respond(token: string): ResponseTarget | { error: string } {
    const response = this.#responses.get(token)
    if (!response || response.until < this.#now()) return { error: 'expired_url' }
    if (response.left === 0) return { error: 'used_url' }
    response.left -= 1
    return response.target
  }
}
