import { setImmediate } from 'node:timers/promises'
import type { Context } from './context.ts'
import { write } from './context.ts'
import type { DecisionTable } from './decisions.ts'
import { titleWithoutWords, withoutWords } from './redact.ts'
import type { SearchIndex } from './search-index.ts'

const TABLES = [
  ...['inbox', 'outbox', 'shown_messages', 'followed_threads', 'once_flags', 'allowed_channels'],
  ...['policies', 'events_seen', 'choices', 'feedback', 'decision_people', 'scopes_in_use'],
]

/** Deleting words and workspaces, out of rows, index and the write-ahead log. */
export function privacy({ db, now }: Context, decisions: DecisionTable, index: SearchIndex) {
  const byPerson = db
    .prepare<[string, string], number>('SELECT seq FROM decision_people WHERE workspace = ? AND person = ?')
    .pluck()
  const askedBefore = db
    .prepare<[string], number>('SELECT seq FROM decisions WHERE others_text = 1 AND asked_at < ?')
    .pluck()
  const update = db.prepare('UPDATE decisions SET title = ?, advice = ?, others_text = ? WHERE seq = ?')
  const unsent = db.prepare(
    `UPDATE outbox SET state = 'failed', error = 'forgotten', target = NULL, args = NULL, changed_at = ?
    WHERE decision = ? AND state IN ('pending', 'sending', 'in_doubt')`,
  )
  const reasons = [
    db.prepare<[string, string], number>(
      'UPDATE choices SET reason = NULL WHERE workspace = ? AND chosen_by = ? AND reason IS NOT NULL RETURNING seq',
    ),
    db.prepare<[string, string], number>(
      'UPDATE feedback SET reason = NULL WHERE workspace = ? AND person = ? AND reason IS NOT NULL RETURNING seq',
    ),
  ].map((statement) => statement.pluck())
  const inWorkspace = db.prepare<[string], number>('SELECT seq FROM decisions WHERE workspace = ?').pluck()
  const remove = db.prepare('DELETE FROM decisions WHERE seq = ?')
  const clear = TABLES.map((table) => db.prepare(`DELETE FROM ${table} WHERE workspace = ?`))

  /** What was deleted also stands in the write-ahead log until that is emptied. */
  const emptyLog = (): void => void db.pragma('wal_checkpoint(TRUNCATE)')

  /** True when there were words to delete. */
  const redact = (seq: number, forgets: (user: string, asker: string) => boolean): boolean => {
    const decision = decisions.read(seq)
    if (!decision) return false
    const advice = withoutWords(decision.advice, (user) => forgets(user, decision.askedBy))
    if (advice === decision.advice) return false
    const others = advice.brief.messages.some((m) => m.user !== decision.askedBy && m.text !== '')
    update.run(titleWithoutWords(decision.title, advice), JSON.stringify(advice), others ? 1 : 0, seq)
    unsent.run(now(), decision.id)
    decisions.changed(seq)
    return true
  }

  /** One transaction a decision, and other work between two: taking words out of the index takes milliseconds. */
  const oneByOne = async (seqs: readonly number[], change: (seq: number) => void): Promise<void> => {
    for (const seq of seqs) {
      write(db, () => change(seq))
      await setImmediate()
    }
  }

  return {
    async forget(workspace: string, user: string): Promise<number> {
      const changed = new Set<number>()
      write(db, () => {
        for (const seq of reasons.flatMap((statement) => statement.all(workspace, user))) {
          decisions.changed(seq)
          changed.add(seq)
        }
      })
      await oneByOne(byPerson.all(workspace, user), (seq) => {
        if (redact(seq, (author) => author === user)) changed.add(seq)
      })
      if (changed.size > 0) emptyLog()
      return changed.size
    },

    async expireOthersText(before: string): Promise<number> {
      const seqs = askedBefore.all(before)
      await oneByOne(seqs, (seq) => void redact(seq, (author, asker) => author !== asker))
      if (seqs.length > 0) emptyLog()
      return seqs.length
    },

    async purge(workspace: string): Promise<void> {
      await oneByOne(inWorkspace.all(workspace), (seq) => {
        index.remove(seq)
        remove.run(seq)
      })
      write(db, () => {
        for (const statement of clear) statement.run(workspace)
      })
      emptyLog()
    },
  }
}
