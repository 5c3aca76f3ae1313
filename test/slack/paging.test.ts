import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { DecisionSummary, HistoryQuery, Viewer } from '#src/domain/decision.ts'
import { historyFor } from '#src/slack/access.ts'
import type { Bot } from '#src/slack/bot.ts'

const VIEWER: Viewer = { workspace: 'T1', user: 'U1', scopes: ['U1'] }

/** A decision of U1's in a public channel, or in one that was made private since. */
const row = (open: boolean, i: number): DecisionSummary => ({
  id: `d${i}`,
  title: '',
  verdict: 'open',
  option: null,
  status: 'proposed',
  askedBy: 'U1',
  askedAt: '2026-11-24T00:00:00.000Z',
  place: { workspace: 'T1', channel: open ? 'COPEN' : 'CSHUT', kind: 'public', thread: '1' },
  scopes: ['U1'],
})

function botWith(rows: readonly DecisionSummary[], asked: string[]): Bot {
  const history = async ({ after, limit }: HistoryQuery) => {
    const from = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1
    const page = rows.slice(from, from + limit)
    return { rows: page, next: from + limit < rows.length ? page.at(-1)!.id : null }
  }
  const isPublic = async (channel: string) => {
    asked.push(channel)
    return channel === 'COPEN'
  }
  return { store: { history }, membership: { isPublic } } as unknown as Bot
}

it('pages show every row that may be seen once, in order, and end where these do', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 250 })), { maxLength: 8 }),
      fc.integer({ min: 1, max: 12 }),
      async (runs, limit) => {
        const rows = runs.flatMap(([open, n]) => Array<boolean>(n).fill(open)).map(row)
        const visible = rows.filter(({ place }) => place.channel === 'COPEN').map(({ id }) => id)
        const seen: string[] = []
        let after: string | null = null
        do {
          const asked: string[] = []
          const page = await historyFor(botWith(rows, asked), VIEWER, { limit, ...(after && { after }) })
          expect(asked.length).toBeLessThanOrEqual(2)
          if (page.next !== null) expect(page.rows).toHaveLength(limit)
          seen.push(...page.rows.map(({ id }) => id))
          after = page.next
        } while (after !== null)
        expect(seen).toEqual(visible)
      },
    ),
    { numRuns: 60 },
  )
})
