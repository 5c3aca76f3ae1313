import { stringify } from 'csv-stringify/sync'
import type { Decision, DecisionSummary } from '../domain/decision.ts'
import { spelledOut, visible } from '../domain/visible.ts'

const COLUMNS = ['id', 'asked_at', 'asked_by', 'channel', 'verdict', 'option', 'status', 'title'] as const

const rowOf = ({ id, title, verdict, option, status, askedBy, askedAt, place }: DecisionSummary) => ({
  id,
  asked_at: askedAt,
  asked_by: askedBy,
  channel: place.channel,
  verdict,
  option: option ?? '',
  status,
  title,
})

/** Decisions as CSV (RFC 4180) with a header; a cell that a spreadsheet would take for a formula is made text. */
export const csvOf = (rows: readonly DecisionSummary[]): string =>
  stringify(
    rows.map(rowOf).map((row) => ({ ...row, title: visible(row.title) })),
    { header: true, columns: [...COLUMNS], escape_formulas: true, record_delimiter: '\r\n' },
  )

/** The same rows as a JSON array. */
export const jsonOf = (rows: readonly DecisionSummary[]): string =>
  `${spelledOut(JSON.stringify(rows.map(rowOf), null, 2))}\n`

/** One decision whole: what was said, found, advised and chosen. */
export function decisionJson({ id, askedBy, askedAt, status, choice, place, title, advice }: Decision): string {
  const { brief, understanding, recommendation, costs, versions, hash } = advice
  const record = { id, title, asked_by: askedBy, asked_at: askedAt, place, status, choice, brief }
  return `${spelledOut(JSON.stringify({ ...record, findings: understanding.findings, recommendation, costs, versions, hash }, null, 2))}\n`
}
