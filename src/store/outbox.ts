import type { OutgoingMessage, QueuedMessage, SentMessage } from '../domain/ports.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'

type Row = Omit<QueuedMessage, 'decision'> & { readonly decision: string | null }

/** Messages to send, and where those that show a decision went. Their text goes as soon as they are over. */
export function outboxTable({ db, now }: Context) {
  const insert = db.prepare(
    `INSERT INTO outbox (key, workspace, method, target, args, decision, retry_at, changed_at)
    VALUES (@key, @workspace, @method, @target, @args, @decision, @now, @now) ON CONFLICT (key) DO NOTHING`,
  )
  const outdate = db.prepare(
    `UPDATE outbox SET state = 'failed', error = 'replaced', target = NULL, args = NULL, changed_at = @now
    WHERE method = 'chat.update' AND target = @target AND state IN ('pending', 'in_doubt')
      AND json_extract(args, '$.ts') = json_extract(@args, '$.ts')`,
  )
  const due = db.prepare<[string, number], Row>(
    `SELECT id, key, workspace, method, target, args, decision, attempts, state FROM outbox
    WHERE state IN ('pending', 'in_doubt') AND retry_at <= ? ORDER BY id LIMIT ?`,
  )
  const sending = db.prepare(
    `UPDATE outbox SET state = 'sending', attempts = attempts + 1, changed_at = ?
    WHERE id = ? AND state IN ('pending', 'in_doubt')`,
  )
  const sent = db.prepare<[string, number], { workspace: string; decision: string | null }>(
    `UPDATE outbox SET state = 'sent', target = NULL, args = NULL, error = NULL, changed_at = ? WHERE id = ?
    RETURNING workspace, decision`,
  )
  const show = db.prepare(
    `INSERT INTO shown_messages (workspace, decision, channel, ts, sent_at)
    SELECT @workspace, id, @channel, @ts, @now FROM decisions WHERE id = @decision
    ON CONFLICT DO UPDATE SET sent_at = @now`,
  )
  const again = db.prepare('UPDATE outbox SET state = ?, error = ?, retry_at = ? WHERE id = ?')
  const over = db.prepare(
    "UPDATE outbox SET state = 'failed', error = ?, target = NULL, args = NULL, changed_at = ? WHERE id = ?",
  )
  const shown = db.prepare<[{ decision: string }], SentMessage>(
    `SELECT channel, ts FROM (
      SELECT channel, ts, sent_at AS at FROM shown_messages WHERE decision = @decision
      UNION
      SELECT target, json_extract(args, '$.ts'), changed_at FROM outbox
      WHERE decision = @decision AND method = 'chat.update' AND state IN ('pending', 'sending', 'in_doubt')
    ) GROUP BY channel, ts ORDER BY max(at) DESC, ts DESC`,
  )
  const doubt = db.prepare("UPDATE outbox SET state = 'in_doubt' WHERE state = 'sending'")

  return {
    /** An update that waits is given up for a newer one of the same message. */
    queue(message: OutgoingMessage, at: string): void {
      const row = { ...message, decision: message.decision ?? null, now: at }
      if (message.method === 'chat.update') outdate.run(row)
      insert.run(row)
    },
    due: (at: string, limit: number): readonly QueuedMessage[] =>
      due.all(at, limit).map(({ decision, ...row }) => (decision === null ? row : { ...row, decision })),
    sending: (id: number, at: string): void => void sending.run(at, id),
    sent: (id: number, message: SentMessage | null, at: string): void =>
      write(db, () => {
        const row = sent.get(at, id)
        if (row?.decision && message) show.run({ ...row, channel: message.channel, ts: message.ts, now: at })
      }),
    failed(id: number, error: string, retryAt: string | null, inDoubt = false): void {
      if (retryAt === null) over.run(error, now(), id)
      else again.run(inDoubt ? 'in_doubt' : 'pending', error, retryAt, id)
    },
    /** Messages that show a decision, or will once an update that waits has reached them. */
    shown: (decision: string): readonly SentMessage[] => shown.all({ decision }),
    /** What the last bot was sending when it ended is in doubt. */
    doubt: (): void => void doubt.run(),
  }
}

export type OutboxTable = ReturnType<typeof outboxTable>
