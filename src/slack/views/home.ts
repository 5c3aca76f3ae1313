import type { AnyBlock, HomeView, PlainTextOption } from '@slack/types'
import type { HistoryPage } from '../../domain/decision.ts'
import type { Verdict } from '../../domain/recommendation.ts'
import { surface, type Words } from '../../explain/words.ts'
import { help } from './help.ts'
import { type Filters, nextButton, rowBlocks } from './history.ts'
import { line, paragraph } from './rich.ts'

/** Action ids of the Home tab's own controls. */
export const HOME = { search: 'home_search', kind: 'home_kind' } as const

const KINDS: readonly (readonly [Verdict | 'all', string])[] = [
  ['all', 'all'],
  ['open', 'kindOpen'],
  ['closed', 'kindClosed'],
  ['hybrid', 'kindHybrid'],
  ['undecided', 'kindUndecided'],
]
const plain = (text: string) => ({ type: 'plain_text' as const, text })

function controls(words: Words, filters: Filters): AnyBlock[] {
  const options = KINDS.map(([value, text]): PlainTextOption => ({ text: plain(surface(words, text)), value }))
  const chosen = options.find(({ value }) => value === (filters.kind ?? 'all'))!
  return [
    {
      type: 'input',
      block_id: HOME.search,
      dispatch_action: true,
      optional: true,
      label: plain(surface(words, 'search')),
      element: {
        type: 'plain_text_input',
        action_id: HOME.search,
        placeholder: plain(surface(words, 'searchHint')),
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
    paragraph([line({ bold: surface(words, welcome ? 'welcome' : 'howTo') })]),
    ...(help(words, command).blocks ?? []),
  ]
  const empty = paragraph([line(surface(words, Object.keys(filters).length > 0 ? 'homeNoMatch' : 'homeNone'))])
  const list: AnyBlock[] = [
    paragraph([line({ bold: surface(words, 'homeList') })]),
    ...controls(words, filters),
    ...(page.rows.length > 0 ? rowBlocks(words, page.rows) : [empty]),
    ...nextButton(words, page, filters),
  ]
  const blocks = welcome ? [...guide, ...list] : [...list, { type: 'divider' } as const, ...guide]
  return { type: 'home', private_metadata: JSON.stringify(filters), blocks }
}
