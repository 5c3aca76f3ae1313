import type { DecisionSummary } from '../../domain/decision.ts'
import { csvOf, decisionJson, jsonOf } from '../../export/table.ts'
import { decisionFor, historyFor, viewerNow } from '../access.ts'
import type { Bot, Request } from '../bot.ts'
import type { Command } from '../commands.ts'
import { declined } from '../declined.ts'
import { outgoing } from '../outgoing.ts'
import type { Filters } from '../views/history.ts'

const PAGE = 100
const MOST_ROWS = 5000

async function found(bot: Bot, { asker }: Request, filters: Filters): Promise<readonly DecisionSummary[]> {
  const viewer = await viewerNow(bot, asker)
  const rows: DecisionSummary[] = []
  let after: string | null = null
  do {
    const query = { ...filters, limit: PAGE, ...(after !== null && { after }) }
    const page = await historyFor(bot, viewer, query)
    rows.push(...page.rows)
    after = page.next
  } while (after !== null && rows.length < MOST_ROWS)
  return rows
}

async function fileOf(bot: Bot, request: Request, { what, format, filters }: Extract<Command, { kind: 'export' }>) {
  if (what === 'all') {
    const rows = await found(bot, request, filters)
    return format === 'json' ? ['decisions.json', jsonOf(rows)] : ['decisions.csv', csvOf(rows)]
  }
  const decision = await decisionFor(bot, await viewerNow(bot, request.asker), what)
  if (!decision) throw declined('unknownDecision', { id: what.slice(0, 20) })
  if (format === 'json') return [`decision-${what}.json`, decisionJson(decision)]
  return [`decision-${what}.md`, bot.advisor.record(decision)]
}

/** A file for the asker alone, in their direct message; as private text where no file may be sent. */
export async function exportDecisions(
  bot: Bot,
  request: Request,
  command: Extract<Command, { kind: 'export' }>,
): Promise<void> {
  if (command.what === '' || command.format === (command.what === 'all' ? 'adr' : 'csv')) throw declined('exportWhich')
  const { key, asker } = request
  const [filename = '', text = ''] = await fileOf(bot, request, command)
  const where = { method: 'file', target: asker.user, filename } as const
  await bot.store.commitAnswer({
    request: key,
    messages: () => [outgoing(`${key}:answer`, asker, where, { text })],
    now: bot.now().toISOString(),
  })
  bot.wake()
}
