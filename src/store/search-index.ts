import type { Decision } from '../domain/decision.ts'
import type { Context } from './context.ts'
import { accessToken, facetsOf } from './search-terms.ts'

/** The full-text index: one row a decision, written anew whenever something of it changes. */
export function searchIndex({ db }: Context) {
  const insert = db.prepare('INSERT INTO decision_search (rowid, access, facets, title, words) VALUES (?, ?, ?, ?, ?)')
  const remove = db.prepare('DELETE FROM decision_search WHERE rowid = ?')

  const put = (seq: number, decision: Decision): void => {
    const { workspace } = decision.place
    const words = [...decision.advice.brief.messages.map((m) => m.text), decision.choice?.reason ?? '']
    insert.run(
      seq,
      decision.scopes.map((scope) => accessToken(workspace, scope)).join(' '),
      facetsOf(decision),
      decision.title.normalize('NFC'),
      words.join('\n').normalize('NFC'),
    )
  }
  return {
    put,
    remove: (seq: number): void => void remove.run(seq),
    replace(seq: number, decision: Decision): void {
      remove.run(seq)
      put(seq, decision)
    },
  }
}

export type SearchIndex = ReturnType<typeof searchIndex>
