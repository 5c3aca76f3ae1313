import type { Decision } from '../domain/decision.ts'
import type { Context } from './context.ts'
import { type DecisionTable, inThread } from './decisions.ts'

const STATUSES = '(SELECT value FROM json_each(@statuses))'

/**
 * What a later decision does to earlier ones of its thread, and to the one it follows; a private answer and its thread
 * leave each other alone. New advice replaces advice that
 * nobody took up yet; only a new choice of people replaces what people chose. Both inside a transaction.
 */
export function superseding({ db }: Context, decisions: DecisionTable) {
  const earlier = db
    .prepare<[{ seq: number; statuses: string }], number>(
      `SELECT e.seq FROM decisions d JOIN decisions e ON e.workspace = d.workspace AND e.seq < d.seq
      WHERE d.seq = @seq AND e.channel = d.channel AND e.thread = d.thread AND e.status IN ${STATUSES}
        AND ${inThread('d')} AND ${inThread('e')}
      UNION
      SELECT e.seq FROM decisions d JOIN decisions e ON e.workspace = d.workspace AND e.id = d.previous
      WHERE d.seq = @seq AND e.status IN ${STATUSES}`,
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
