import { setImmediate } from 'node:timers/promises'
import type { Context } from './context.ts'
import { write } from './context.ts'
import type { DecisionTable } from './decisions.ts'
import { titleWithoutWords, withoutWords } from './redact.ts'
import type { SearchIndex } from './search-index.ts'

const ROWS_AT_ONCE = 50
const TABLES = [
  ...['inbox', 'outbox', 'shown_messages', 'followed_threads', 'once_flags', 'allowed_channels'],
  ...['policies', 'events_seen', 'choices', 'feedback', 'decision_people'],
]

/** Deleting words and workspaces, out of rows, index and the write-ahead log, in batches that let other work through. */
export function privacy({ db, now }: Context, decisions: DecisionTable, index: SearchIndex) {
  const byPerson = db
    .prepare<[string, string, number, number], number>(
      'SELECT seq FROM decision_people WHERE workspace = ? AND person = ? AND seq > ? ORDER BY seq LIMIT ?',
    )
    .pluck()
  const askedBefore = db
    .prepare<[string, number, number], number>(
      'SELECT seq FROM decisions WHERE others_text = 1 AND asked_at < ? AND seq > ? ORDER BY seq LIMIT ?',
    )
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
  const some = db
    .prepare<[string, number], number>('SELECT seq FROM decisions WHERE workspace = ? ORDER BY seq LIMIT ?')
    .pluck()
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

  return {
    async forget(workspace: string, user: string): Promise<number> {
      const changed = new Set<number>()
      write(db, () => {
        for (const seq of reasons.flatMap((statement) => statement.all(workspace, user))) {
          decisions.changed(seq)
          changed.add(seq)
        }
      })
      for (let last = 0, batch: number[] = [0]; batch.length > 0; last = batch.at(-1) ?? last) {
        batch = byPerson.all(workspace, user, last, ROWS_AT_ONCE)
        write(db, () => {
          for (const seq of batch) if (redact(seq, (author) => author === user)) changed.add(seq)
        })
        await setImmediate()
      }
      emptyLog()
      return changed.size
    },

    async expireOthersText(before: string): Promise<number> {
      let count = 0
      for (let last = 0, batch: number[] = [0]; batch.length > 0; last = batch.at(-1) ?? last) {
        batch = askedBefore.all(before, last, ROWS_AT_ONCE)
        write(db, () => {
          for (const seq of batch) if (redact(seq, (author, asker) => author !== asker)) count++
        })
        await setImmediate()
      }
      if (count > 0) emptyLog()
      return count
    },

    async purge(workspace: string): Promise<void> {
      for (let batch = some.all(workspace, ROWS_AT_ONCE); batch.length > 0; ) {
        write(db, () => {
          for (const seq of batch) {
            index.remove(seq)
            remove.run(seq)
          }
        })
        await setImmediate()
        batch = some.all(workspace, ROWS_AT_ONCE)
      }
      write(db, () => {
        for (const statement of clear) statement.run(workspace)
      })
      emptyLog()
    },
  }
}
