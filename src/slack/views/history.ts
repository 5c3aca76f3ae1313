import type { DecisionSummary, HistoryPage } from '../../domain/decision.ts'
import type { Content } from './content.ts'
import { bullets, line, paragraph } from './rich.ts'

const OPTION: Readonly<Record<string, string>> = {
  closed_api: 'closed API',
  open_hosted: 'open weights, hosted',
  open_self_hosted: 'open weights, self-hosted',
  hybrid_route: 'hybrid, by request',
  hybrid_migrate: 'hybrid, API first',
}

const row = ({ id, title, verdict, option, status, askedAt }: DecisionSummary): string =>
  `#${id}  ${askedAt.slice(0, 10)}  ${option ? OPTION[option] : verdict}${status === 'proposed' ? '' : `, ${status}`}  ${title}`

/** A page of earlier decisions, newest first, a line each. */
export function history(page: HistoryPage, searched: boolean): Content {
  if (page.rows.length === 0) {
    const text = searched
      ? 'No decision of yours or of this channel matches. Try fewer words, or `history` alone.'
      : 'No decisions yet, neither yours nor of this channel. Describe a situation and I will answer.'
    return { text }
  }
  const rows = page.rows.map(row)
  const head = searched ? 'Decisions that match' : 'Your decisions and those of this channel'
  const more = page.next ? 'There are more: narrow it down with words or since:2026-01.' : ''
  return {
    text: [head, ...rows, more].filter(Boolean).join('\n'),
    blocks: [paragraph([line({ bold: head })]), bullets(rows, 200), ...(more ? [paragraph([line(more)])] : [])],
  }
}
