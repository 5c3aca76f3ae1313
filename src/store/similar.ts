import { setImmediate } from 'node:timers/promises'
import type { SimilarDecision, Viewer } from '../domain/decision.ts'
import type { Context } from './context.ts'
import { SUMMARY_COLUMNS, toSummary } from './decision-rows.ts'
import { VISIBLE } from './decisions.ts'
import type { HistorySearch } from './history.ts'
import { wordsOf } from './search-terms.ts'

const WORDS_ASKED = 10
const NEWEST_OF_EACH = 50
const COMPARED = 20
const SHORTEST_WORD = 4

/**
 * Earlier decisions that use the same words. Each word brings its newest decisions among those that the viewer may
 * see, a rarer word weighs more, and the best are compared word by word: bounded work, whatever the size of the log,
 * and other work gets its turn between two words.
 */
export function similarSearch({ db }: Context, search: HistorySearch) {
  const rows = db.prepare<[Record<string, string>], { words: string }>(
    `SELECT ${SUMMARY_COLUMNS}, decision_search.title || ' ' || decision_search.words AS words
    FROM json_each(@seqs) best CROSS JOIN decisions d ON d.seq = best.value
    JOIN decision_search ON decision_search.rowid = d.seq WHERE d.workspace = @workspace AND ${VISIBLE}`,
  )
  return async (text: string, viewer: Viewer, limit: number): Promise<readonly SimilarDecision[]> => {
    const asked = telling(text)
    const access = search.accessOf(viewer)
    if (access.length === 0) return []
    const weights = new Map<number, number>()
    for (const word of asked) {
      const seqs = search.newestWith(access, word, NEWEST_OF_EACH)
      for (const seq of seqs) weights.set(seq, (weights.get(seq) ?? 0) + 1 / seqs.length)
      await setImmediate()
    }
    const best = [...weights].sort(([s, a], [t, b]) => b - a || t - s).slice(0, COMPARED)
    const seqs = JSON.stringify(best.map(([seq]) => seq))
    return rows
      .all({ seqs, workspace: viewer.workspace, scopes: JSON.stringify(viewer.scopes) })
      .map((row) => ({ ...toSummary(row), likeness: share(asked, new Set(wordsOf(row.words))) }))
      .sort((a, b) => b.likeness - a.likeness || b.askedAt.localeCompare(a.askedAt))
      .slice(0, limit)
  }
}

/** The longest distinct words: short ones say little about a subject. */
const telling = (text: string): readonly string[] =>
  [...new Set(wordsOf(text))]
    .filter((word) => word.length >= SHORTEST_WORD)
    .sort((a, b) => b.length - a.length)
    .slice(0, WORDS_ASKED)

const share = (asked: readonly string[], has: ReadonlySet<string>): number =>
  asked.filter((word) => has.has(word)).length / asked.length
