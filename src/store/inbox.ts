import type { IncomingRequest, UnfinishedRequest } from '../domain/ports.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'

interface Waiting {
  readonly request: IncomingRequest
  readonly resolve: (outcome: 'new' | 'duplicate') => void
  readonly reject: (error: unknown) => void
}

/** Requests as they arrived. Those of one turn of the event loop share one commit: same durability, fewer syncs. */
export function inboxTable({ db }: Context) {
  const insert = db.prepare(
    `INSERT INTO inbox (key, workspace, kind, body, received_at) VALUES (@key, @workspace, @kind, @body, @receivedAt)
    ON CONFLICT (key) DO NOTHING`,
  )
  const count = db.prepare(
    `INSERT INTO events_seen (workspace, name, count, last_at) VALUES (@workspace, @name, 1, @receivedAt)
    ON CONFLICT (workspace, name) DO UPDATE SET count = count + 1, last_at = max(last_at, @receivedAt)`,
  )
  const open = db.prepare<[], Omit<UnfinishedRequest, 'receivedAt'> & { received_at: string }>(
    'SELECT key, workspace, kind, body, received_at, attempts FROM inbox WHERE done_at IS NULL ORDER BY id',
  )
  const attempt = db.prepare('UPDATE inbox SET attempts = attempts + 1 WHERE done_at IS NULL')
  const state = db.prepare<[string], { done_at: string | null; decision: string | null }>(
    'SELECT done_at, decision FROM inbox WHERE key = ?',
  )
  const finish = db.prepare(
    `INSERT INTO inbox (key, workspace, kind, received_at, decision, done_at)
    VALUES (@key, @workspace, 'command', @now, @decision, @now)
    ON CONFLICT (key) DO UPDATE SET body = NULL, decision = @decision, done_at = @now`,
  )

  let waiting: Waiting[] = []
  const take = (request: IncomingRequest): 'new' | 'duplicate' => {
    if (request.name !== undefined) count.run({ ...request, body: null })
    return insert.run({ ...request, name: null }).changes === 1 ? 'new' : 'duplicate'
  }
  const flush = (): void => {
    const batch = waiting
    waiting = []
    if (batch.length === 0) return
    try {
      const outcomes = write(db, () => batch.map(({ request }) => take(request)))
      batch.forEach(({ resolve }, i) => {
        resolve(outcomes[i]!)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }

  return {
    flush,
    receive: (request: IncomingRequest): Promise<'new' | 'duplicate'> =>
      new Promise((resolve, reject) => {
        if (waiting.push({ request, resolve, reject }) === 1) setImmediate(flush)
      }),
    unfinished(): readonly UnfinishedRequest[] {
      flush()
      return write(db, () => {
        const rows = open.all().map(({ received_at, ...row }) => ({ ...row, receivedAt: received_at }))
        attempt.run()
        return rows
      })
    },
    /** Null while the request is open or was never received. */
    finished(key: string): { readonly decision: string | null } | null {
      const row = state.get(key)
      return row && row.done_at !== null ? { decision: row.decision } : null
    },
    finish: (key: string, workspace: string, decision: string | null, now: string): void =>
      void finish.run({ key, workspace, decision, now }),
  }
}

export type InboxTable = ReturnType<typeof inboxTable>
