import { chmodSync, existsSync, renameSync, rmSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from '../domain/errors.ts'
import type { QueueReport } from '../domain/ports.ts'
import { type Connection, fileIdentity } from './connection.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'
import { storeError } from './errors.ts'

const MIB = 2 ** 20

/** Health, tidying and copies of the database. */
export function care({ db, now }: Context, { file, identity }: Connection) {
  const beat = db.prepare('INSERT INTO heartbeat VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET at = excluded.at')
  const old = [
    db.prepare('DELETE FROM inbox WHERE done_at < ?'),
    db.prepare("DELETE FROM outbox WHERE state IN ('sent', 'failed') AND changed_at < ?"),
  ]
  const queues = db.prepare<[], QueueReport>(
    `SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL) AS unfinished,
      (SELECT min(received_at) FROM inbox WHERE done_at IS NULL) AS oldest,
      (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending')) AS pending,
      (SELECT count(*) FROM outbox WHERE state = 'in_doubt') AS inDoubt,
      (SELECT count(*) FROM outbox WHERE state = 'failed') AS failed`,
  )

  return {
    health(): { ok: boolean; detail: string } {
      if (identity !== null && fileIdentity(file) !== identity) {
        return { ok: false, detail: `${file} was moved, deleted or replaced while in use: restart the bot.` }
      }
      if (!db.readonly) beat.run(now())
      const able = `${file} is ${db.readonly ? 'readable' : 'writable'}`
      if (identity === null) return { ok: true, detail: `${able}.` }
      const { bavail, bsize } = statfsSync(dirname(file))
      return { ok: true, detail: `${able}, ${Math.floor((bavail * bsize) / MIB)} MiB are free on its disk.` }
    },
    queues: (): QueueReport => queues.get()!,
    sweep: (before: string): void =>
      write(db, () => {
        for (const statement of old) statement.run(before)
      }),
    async backup(target: string): Promise<void> {
      if (existsSync(target)) throw new ConfigError(`${target} exists already: name a new file for the backup.`)
      if (!existsSync(dirname(target))) throw new ConfigError(`There is no folder ${dirname(target)}: make it first.`)
      const part = `${target}.part`
      rmSync(part, { force: true })
      try {
        // A snapshot in one statement: page-wise copying starts over whenever the bot writes.
        db.prepare('VACUUM INTO ?').run(part)
        chmodSync(part, 0o600)
      } catch (error) {
        throw storeError(error, part)
      }
      renameSync(part, target)
    },
  }
}
