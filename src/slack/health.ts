import type { Store } from '../domain/ports.ts'

export interface Readiness {
  readonly ok: boolean
  readonly detail: string
}

/** Whether the bot can take requests now: started, not stopping, connected, and its store writable. */
export interface Health {
  ready(): Promise<Readiness>
  started(): void
  stopping(): void
}

/** `connected` tells of the line to Slack where there is one to hold (Socket Mode). */
export function createHealth(store: Pick<Store, 'health'>, connected: () => boolean): Health {
  let phase: 'starting' | 'running' | 'stopping' = 'starting'
  return {
    async ready() {
      if (phase !== 'running') return { ok: false, detail: phase }
      if (!connected()) return { ok: false, detail: 'not connected to Slack' }
      return store.health()
    },
    started: () => {
      phase = 'running'
    },
    stopping: () => {
      phase = 'stopping'
    },
  }
}
