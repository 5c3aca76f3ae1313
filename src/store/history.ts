import type { HistoryPage, HistoryQuery, Viewer } from '../domain/decision.ts'
import { UserError } from '../domain/errors.ts'
import type { Context } from './context.ts'
import { SUMMARY_COLUMNS, toSummary } from './decision-rows.ts'
import { type DecisionTable, VISIBLE } from './decisions.ts'
import { accessToken, facetToken, matchQuery, wordsOf } from './search-terms.ts'

const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?)?)?$/
const MOST_WORDS = 20
const NEWEST = Number.MAX_SAFE_INTEGER
const EMPTY: HistoryPage = { rows: [], next: null }

/** Lists and searches, newest first, by key and never by offset; the index holds the permission, the row repeats it. */
export function historySearch({ db }: Context, decisions: DecisionTable) {
  const page = db.prepare<[Record<string, string | number>], unknown>(
    `SELECT ${SUMMARY_COLUMNS} FROM decision_search JOIN decisions d ON d.seq = decision_search.rowid
    WHERE decision_search MATCH @match AND decision_search.rowid < @before AND decision_search.rowid >= @from
      AND d.workspace = @workspace AND d.asked_at >= @since AND ${VISIBLE}
    ORDER BY decision_search.rowid DESC LIMIT @limit`,
  )
  const firstSince = db
    .prepare<[string, string], number>(
      'SELECT seq FROM decisions WHERE workspace = ? AND logged_at >= ? ORDER BY logged_at, seq LIMIT 1',
    )
    .pluck()
  const newestWith = db
    .prepare<[string, number], number>(
      'SELECT rowid FROM decision_search WHERE decision_search MATCH ? ORDER BY rowid DESC LIMIT ?',
    )
    .pluck()

  const inUse = db
    .prepare<[string, string], string>(
      `SELECT scope FROM json_each(?) s CROSS JOIN scopes_in_use u ON u.workspace = ? AND u.scope = s.value`,
    )
    .pluck()

  /** Index words of the viewer's scopes that any decision has. */
  const accessOf = ({ workspace, scopes }: Viewer): readonly string[] =>
    inUse.all(JSON.stringify(scopes), workspace).map((scope) => accessToken(workspace, scope))

  return {
    accessOf,
    /** @throws UserError for too many words, a `since` that is no date or an `after` that is not from a page before */
    history(query: HistoryQuery, viewer: Viewer): HistoryPage {
      const { kind, status, owner, channel, since = '', limit } = query
      if (since !== '' && !(DATE.test(since) && !Number.isNaN(Date.parse(since)))) {
        throw new UserError(`"${since}" is no date: write since:2026-01 or since:2026-01-31.`)
      }
      const words = [...new Set(wordsOf(query.words ?? ''))]
      if (words.length > MOST_WORDS) throw new UserError(`Search for at most ${MOST_WORDS} words.`)
      const unsearchable = words.length === 0 && (query.words ?? '').trim() !== ''
      const before = query.after === undefined ? NEWEST : decisions.visibleSeq(query.after, viewer)
      if (before === undefined) throw new UserError('That page is no longer there: start the list again.')
      const access = accessOf(viewer)
      if (unsearchable || access.length === 0) return EMPTY
      const facets = Object.entries({ kind, status, owner, channel }).flatMap(([facet, value]) =>
        value === undefined ? [] : [facetToken(facet as 'kind' | 'status' | 'owner' | 'channel', value)],
      )
      const from = since === '' ? 0 : firstSince.get(viewer.workspace, since)
      if (from === undefined) return EMPTY
      const found = page.all({
        match: matchQuery(access, facets, words),
        scopes: JSON.stringify(viewer.scopes),
        workspace: viewer.workspace,
        ...{ before, from, since, limit: limit + 1 },
      })
      const rows = found.slice(0, limit).map(toSummary)
      return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
    },
    /** Rows with a word, newest first, among those with one of the access words. */
    newestWith: (access: readonly string[], word: string, limit: number): readonly number[] =>
      newestWith.all(matchQuery(access, [], [word]), limit),
  }
}

export type HistorySearch = ReturnType<typeof historySearch>
