import type { Choice, Decision, Feedback, Viewer } from '../domain/decision.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'
import type { DecisionTable } from './decisions.ts'
import type { Superseding } from './supersede.ts'

/** What people chose, each choice a record of its own, and how they rated the answer. */
export function choiceTable({ db }: Context, decisions: DecisionTable, superseding: Superseding) {
  const insert = db.prepare(
    `INSERT INTO choices (workspace, seq, status, option, reason, chosen_by, chosen_at)
    VALUES (@workspace, @seq, @status, @option, @reason, @by, @at)`,
  )
  const upsert = db.prepare(
    `INSERT INTO feedback (workspace, seq, person, rating, reason, given_at)
    VALUES (@workspace, @seq, @person, @rating, @reason, @at)
    ON CONFLICT (seq, person) DO UPDATE SET rating = @rating, reason = @reason, given_at = @at`,
  )
  const retract = db.prepare('DELETE FROM feedback WHERE seq = ? AND person = ?')
  const ratings = db.prepare<
    [number],
    { person: string; rating: Feedback['rating']; reason: string | null; at: string }
  >('SELECT person, rating, reason, given_at AS at FROM feedback WHERE seq = ? ORDER BY given_at, person')

  return {
    choose: (id: string, version: number, choice: Choice, viewer: Viewer): { ok: boolean; decision: Decision | null } =>
      write(db, () => {
        const seq = decisions.visibleSeq(id, viewer)
        const decision = decisions.read(seq)
        if (seq === undefined || !decision) return { ok: false, decision: null }
        if (decision.version !== version || decision.status === 'superseded') return { ok: false, decision }
        const { option = null, reason = null, ...rest } = choice
        insert.run({ ...rest, option, reason, seq, workspace: viewer.workspace })
        if (choice.status !== 'deferred') superseding.byChoice(seq)
        return { ok: true, decision: decisions.setStatus(seq, choice.status) }
      }),

    rate: (id: string, feedback: Omit<Feedback, 'by'> | null, viewer: Viewer): boolean =>
      write(db, () => {
        const seq = decisions.visibleSeq(id, viewer)
        if (seq === undefined) return false
        if (feedback === null) retract.run(seq, viewer.user)
        else {
          const { rating, reason = null, at } = feedback
          upsert.run({ workspace: viewer.workspace, seq, person: viewer.user, rating, reason, at })
        }
        return true
      }),

    feedback(id: string, viewer: Viewer): readonly Feedback[] {
      const seq = decisions.visibleSeq(id, viewer)
      if (seq === undefined) return []
      return ratings.all(seq).map(({ person, rating, reason, at }) => ({
        by: person,
        rating,
        ...(reason === null ? {} : { reason }),
        at,
      }))
    },
  }
}
