import { hash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Context } from './context.ts'

/** What the hash covers: every column but the hash, and every choice. */
const COVERED = `SELECT d.*, '' AS row_hash,
  (SELECT json_group_array(json_array(c.id, c.status, c.option, c.reason, c.chosen_by, c.chosen_at)) FROM
    (SELECT * FROM choices WHERE choices.seq = d.seq ORDER BY id) c) AS choices
  FROM decisions d`
const ROWS_AT_ONCE = 200

const hashOf = (row: object): string =>
  hash('sha256', JSON.stringify(Object.entries(row).filter(([column]) => column !== 'row_hash')))

/**
 * A hash with each decision: SQLite's own checks miss nearly every flipped bit. `seal` after every change of a row,
 * in the same transaction; `verify` reads all rows, a batch at a time, and names those that changed by themselves.
 */
export function seals({ db }: Context) {
  const one = db.prepare<[number], object>(`${COVERED} WHERE d.seq = ?`)
  const store = db.prepare('UPDATE decisions SET row_hash = ? WHERE seq = ?')
  const some = db.prepare<[number, number], { seq: number; id: string }>(
    `${COVERED} WHERE d.seq > ? ORDER BY d.seq LIMIT ?`,
  )
  const stored = db.prepare<[number], string>('SELECT row_hash FROM decisions WHERE seq = ?').pluck()

  return {
    seal(seq: number): void {
      const row = one.get(seq)
      if (row) store.run(hashOf(row), seq)
    },
    async verify(): Promise<{ checked: number; damaged: readonly string[] }> {
      const damaged: string[] = []
      let checked = 0
      for (let rows = some.all(0, ROWS_AT_ONCE); rows.length > 0; rows = some.all(rows.at(-1)!.seq, ROWS_AT_ONCE)) {
        for (const row of rows) if (hashOf(row) !== stored.get(row.seq)) damaged.push(row.id)
        checked += rows.length
        await setImmediate()
      }
      return { checked, damaged }
    },
  }
}

export type Seals = ReturnType<typeof seals>
