import type { Decision } from '../domain/decision.ts'
import type { Context } from './context.ts'
import type { DecisionTable } from './decisions.ts'

/**
 * What a later decision does to earlier ones of its thread, and to the one it follows. New advice replaces advice that
 * nobody took up yet; only a new choice of people replaces what people chose. Both inside a transaction.
 */
export function superseding({ db }: Context, decisions: DecisionTable) {
  const earlier = db
    .prepare<[{ seq: number; statuses: string }], number>(
      `SELECT e.seq FROM decisions d JOIN decisions e ON e.workspace = d.workspace AND e.seq < d.seq
      WHERE d.seq = @seq AND e.status IN (SELECT value FROM json_each(@statuses))
        AND ((e.channel = d.channel AND e.thread = d.thread) OR e.id = d.previous)`,
    )
    .pluck()
  const replace = (seq: number, statuses: readonly Decision['status'][]): void => {
    for (const old of earlier.all({ seq, statuses: JSON.stringify(statuses) })) {
      decisions.setStatus(old, 'superseded')
    }
  }
  return {
    byAdvice: (seq: number): void => replace(seq, ['proposed', 'deferred']),
    byChoice: (seq: number): void => replace(seq, ['proposed', 'deferred', 'accepted', 'overridden']),
  }
}

export type Superseding = ReturnType<typeof superseding>
