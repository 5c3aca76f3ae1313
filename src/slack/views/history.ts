import type { AnyBlock, SectionBlock } from '@slack/types'
import type { DecisionSummary, HistoryPage, HistoryQuery } from '../../domain/decision.ts'
import { headline, surface, type Words } from '../../explain/words.ts'
import { ACTIONS } from './buttons.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { statusText } from './labels.ts'
import { line, paragraph } from './rich.ts'

export type Filters = Omit<HistoryQuery, 'limit' | 'after'>

/** What a paging button carries. */
export interface PageValue {
  readonly filters: Filters
  readonly after: string
}

const plain = (text: string, max = 75) => ({ type: 'plain_text' as const, text: clip(text, max) })

/** What was advised, for a list. */
export const advisedText = (words: Words, { option, verdict }: Pick<DecisionSummary, 'option' | 'verdict'>): string =>
  option ? headline(words, option) : verdict === 'undecided' ? surface(words, 'kindUndecided') : verdict

function rowText(words: Words, row: DecisionSummary): string {
  const state = row.status === 'proposed' ? [] : [statusText(words, row.status)]
  return [`#${row.id}`, row.askedAt.slice(0, 10), advisedText(words, row), ...state, row.title].join(' · ')
}

/** A line a decision, each with a button that opens it. */
export const rowBlocks = (words: Words, rows: readonly DecisionSummary[]): SectionBlock[] =>
  rows.map((row) => ({
    type: 'section',
    text: plain(rowText(words, row), 400),
    accessory: {
      type: 'button',
      text: plain(surface(words, 'open')),
      accessibility_label: clip(surface(words, 'openOne', { id: row.id }), 75),
      action_id: `${ACTIONS.details}:${row.id}`,
      value: JSON.stringify({ decision: row.id, version: 0 }),
    },
  }))

/** The way to the next page, where there is one. */
export function nextButton(words: Words, { next }: HistoryPage, filters: Filters): AnyBlock[] {
  if (next === null) return []
  const value: PageValue = { filters, after: next }
  const older = {
    type: 'button',
    text: plain(surface(words, 'older')),
    action_id: ACTIONS.page,
    value: JSON.stringify(value),
  } as const
  return [{ type: 'actions', block_id: 'pages', elements: [older] }]
}

/** A page of earlier decisions, newest first. */
export function history(words: Words, page: HistoryPage, filters: Filters): Content {
  const searched = Object.keys(filters).length > 0
  if (page.rows.length === 0) {
    const text = surface(words, searched ? 'noMatch' : 'noneYet')
    return { text }
  }
  const head = surface(words, searched ? 'matching' : 'yours')
  const rows = page.rows.map((row) => rowText(words, row))
  return {
    text: [head, ...rows].join('\n'),
    blocks: [paragraph([line({ bold: head })]), ...rowBlocks(words, page.rows), ...nextButton(words, page, filters)],
  }
}
