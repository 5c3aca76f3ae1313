import type { AnyBlock, HomeView, PlainTextOption } from '@slack/types'
import type { HistoryPage } from '../../domain/decision.ts'
import type { Verdict } from '../../domain/recommendation.ts'
import type { Words } from '../../explain/words.ts'
import { help } from './help.ts'
import { type Filters, nextButton, rowBlocks } from './history.ts'
import { line, paragraph } from './rich.ts'

/** Action ids of the Home tab's own controls. */
export const HOME = { search: 'home_search', kind: 'home_kind' } as const

const KINDS: readonly (readonly [Verdict | 'all', string])[] = [
  ['all', 'All'],
  ['open', 'Open'],
  ['closed', 'Closed'],
  ['hybrid', 'Hybrid'],
  ['undecided', 'Undecided'],
]
const plain = (text: string) => ({ type: 'plain_text' as const, text })

function controls(filters: Filters): AnyBlock[] {
  const options = KINDS.map(([value, text]): PlainTextOption => ({ text: plain(text), value }))
  const chosen = options.find(({ value }) => value === (filters.kind ?? 'all'))!
  return [
    {
      type: 'input',
      block_id: HOME.search,
      dispatch_action: true,
      optional: true,
      label: plain('Search'),
      element: {
        type: 'plain_text_input',
        action_id: HOME.search,
        placeholder: plain('Words, then Enter'),
        ...(filters.words && { initial_value: filters.words }),
      },
    },
    {
      type: 'actions',
      block_id: HOME.kind,
      elements: [{ type: 'static_select', action_id: HOME.kind, options, initial_option: chosen }],
    },
  ]
}

export interface HomeInput {
  readonly words: Words
  readonly page: HistoryPage
  readonly filters: Filters
  readonly command: string
  /** Shown once: what the bot is for. */
  readonly welcome: boolean
}

/** The Home tab: a person's own decisions and those of their channels, with search, filter and pages. */
export function home({ words, page, filters, command, welcome }: HomeInput): HomeView {
  const guide = [
    paragraph([line({ bold: welcome ? 'Welcome to Open or Closed?' : 'How to ask' })]),
    ...(help(command).blocks ?? []),
  ]
  const empty = paragraph([line(Object.keys(filters).length > 0 ? 'Nothing matches.' : 'No decisions yet.')])
  const list: AnyBlock[] = [
    paragraph([line({ bold: 'Decisions of yours and of your channels' })]),
    ...controls(filters),
    ...(page.rows.length > 0 ? rowBlocks(words, page.rows) : [empty]),
    ...nextButton(page, filters),
  ]
  const blocks = welcome ? [...guide, ...list] : [...list, { type: 'divider' } as const, ...guide]
  return { type: 'home', private_metadata: JSON.stringify(filters), blocks }
}
