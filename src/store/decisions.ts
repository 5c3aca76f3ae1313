import type { Decision, NewDecision, Scope, Viewer } from '../domain/decision.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'
import { DECISION_COLUMNS, toDecision } from './decision-rows.ts'
import type { Seals } from './seal.ts'
import type { SearchIndex } from './search-index.ts'
import { freeShortId } from './short-id.ts'

/** True where one of a decision's scopes is one of the viewer's (`@scopes`, JSON). */
export const VISIBLE = `EXISTS (SELECT 1 FROM json_each(d.scopes) s
  WHERE s.value IN (SELECT value FROM json_each(@scopes)))`

/** True where whoever is in the conversation of decision `d` may see it. */
export const inThread = (d: string): string =>
  `(${d}.place_kind IN ('dm', 'command_line') OR EXISTS (SELECT 1 FROM json_each(${d}.scopes) s WHERE s.value = ${d}.channel))`

/** The table of decisions: logging, reading with permission, and rewriting a row with its seal and index. */
export function decisionTable(context: Context, seals: Seals, index: SearchIndex) {
  const { db } = context
  const bySeq = db.prepare<[number], unknown>(`SELECT ${DECISION_COLUMNS} FROM decisions d WHERE d.seq = ?`)
  const choice = db.prepare<[number], unknown>('SELECT * FROM choices WHERE seq = ? ORDER BY id DESC LIMIT 1')
  const seqById = db.prepare<[string], number>('SELECT seq FROM decisions WHERE id = ?').pluck()
  const seqByRequest = db.prepare<[string], number>('SELECT seq FROM decisions WHERE request_key = ?').pluck()
  const seqVisible = db
    .prepare<[{ id: string; workspace: string; scopes: string }], number>(
      `SELECT d.seq FROM decisions d WHERE d.id = @id AND d.workspace = @workspace AND ${VISIBLE}`,
    )
    .pluck()
  const seqInThread = db
    .prepare<[string, string, string], number>(
      `SELECT d.seq FROM decisions d WHERE d.workspace = ? AND d.channel = ? AND d.thread = ?
        AND ${inThread('d')} ORDER BY d.seq DESC LIMIT 1`,
    )
    .pluck()
  const lineFrom = db
    .prepare<[string], number>(
      `WITH RECURSIVE line(seq, id) AS (SELECT seq, id FROM decisions WHERE id = ?
        UNION SELECT d.seq, d.id FROM decisions d JOIN line l ON d.previous = l.id) SELECT seq FROM line`,
    )
    .pluck()
  const lastLogged = db.prepare<[], string>('SELECT logged_at FROM decisions ORDER BY seq DESC LIMIT 1').pluck()
  const insert = db.prepare(
    `INSERT INTO decisions (id, workspace, channel, place_kind, thread, scopes, asked_by, asked_at, logged_at, title,
      verdict, option, previous, request_key, engine, rulebook, catalogue, row_hash, others_text, advice)
    VALUES (@id, @workspace, @channel, @kind, @thread, @scopes, @askedBy, @askedAt, @loggedAt, @title,
      @verdict, @option, @previous, @request, @engine, @rulebook, @catalogue, '', @othersText, @advice)`,
  )
  const addPerson = db.prepare('INSERT OR IGNORE INTO decision_people (workspace, person, seq) VALUES (?, ?, ?)')
  const useScope = db.prepare('INSERT OR IGNORE INTO scopes_in_use (workspace, scope) VALUES (?, ?)')
  const setState = db.prepare('UPDATE decisions SET status = ?, version = version + 1 WHERE seq = ?')
  const setScopes = db.prepare('UPDATE decisions SET scopes = ? WHERE seq = ?')

  const read = (seq: number | undefined): Decision | null =>
    seq === undefined ? null : toDecision(bySeq.get(seq), choice.get(seq))
  const visibleSeq = (id: string, viewer: Viewer) =>
    seqVisible.get({ id, workspace: viewer.workspace, scopes: JSON.stringify(viewer.scopes) })

  /** Seals a changed row and indexes it anew; gives it as it is now. */
  const changed = (seq: number): Decision => {
    seals.seal(seq)
    const decision = read(seq)!
    index.replace(seq, decision)
    return decision
  }

  return {
    read,
    changed,
    visibleSeq,
    seqOf: (id: string) => seqById.get(id),
    byRequest: (key: string) => read(seqByRequest.get(key)),
    visible: (id: string, viewer: Viewer) => read(visibleSeq(id, viewer)),
    inThread: (workspace: string, channel: string, thread: string) => read(seqInThread.get(workspace, channel, thread)),
    setStatus(seq: number, status: Decision['status']): Decision {
      setState.run(status, seq)
      return changed(seq)
    },
    /** Inside a transaction. Gives the row's number. */
    insert(decision: NewDecision, request: string, now: string): number {
      const { place, advice, askedAt } = decision
      const writers = new Set(advice.brief.messages.map((m) => m.user))
      const id = freeShortId(context.id, (candidate) => seqById.get(candidate) !== undefined)
      const { lastInsertRowid } = insert.run({
        id,
        workspace: place.workspace,
        channel: place.channel,
        kind: place.kind,
        thread: place.thread ?? null,
        scopes: JSON.stringify([...new Set(decision.scopes)]),
        askedBy: decision.askedBy,
        askedAt,
        loggedAt: [now, askedAt, lastLogged.get() ?? ''].sort().at(-1)!,
        title: decision.title,
        verdict: advice.recommendation.verdict,
        option: advice.recommendation.option,
        previous: decision.previous ?? null,
        request,
        ...advice.versions,
        othersText: advice.brief.messages.some((m) => m.user !== decision.askedBy && m.text !== '') ? 1 : 0,
        advice: JSON.stringify(advice),
      })
      const seq = Number(lastInsertRowid)
      for (const scope of decision.scopes) useScope.run(place.workspace, scope)
      for (const person of writers.add(decision.askedBy)) addPerson.run(place.workspace, person, seq)
      seals.seal(seq)
      index.put(seq, read(seq)!)
      return seq
    },
    /** Inside a transaction. Null where it is not the viewer's to share, or shared already. */
    share(id: string, scopes: readonly Scope[], viewer: Viewer): Decision | null {
      const seq = scopes.some((scope) => viewer.scopes.includes(scope)) ? visibleSeq(id, viewer) : undefined
      const decision = read(seq)
      if (seq === undefined || !decision || scopes.every((scope) => decision.scopes.includes(scope))) return null
      for (const scope of scopes) useScope.run(viewer.workspace, scope)
      setScopes.run(JSON.stringify(scopes), seq)
      return changed(seq)
    },
    unshare: (id: string): void =>
      write(db, () => {
        const line = lineFrom.all(id).flatMap((seq) => read(seq) ?? [])
        if (line.some(({ choice, askedBy }) => choice && choice.by !== askedBy)) return
        for (const { id: one, askedBy } of line) {
          const seq = seqById.get(one)!
          setScopes.run(JSON.stringify([askedBy]), seq)
          changed(seq)
        }
      }),
  }
}

export type DecisionTable = ReturnType<typeof decisionTable>
