import type { Advice, Explanation } from '../domain/advice.ts'
import type { Brief } from '../domain/brief.ts'
import type { Decision, DecisionSummary, Viewer } from '../domain/decision.ts'
import { UserError } from '../domain/errors.ts'
import type { Store } from '../domain/ports.ts'

/** What the command line works with; the store is opened only by what needs it. */
export interface Session {
  readonly advise: (brief: Brief) => Promise<Advice>
  readonly explain: (advice: Advice) => Explanation
  readonly record: (decision: Decision) => string
  /** What changed from one answer to the other. */
  readonly compare: (before: Advice, after: Advice) => string
  /** The recorded brief on today's rulebook and prices. */
  readonly replay: (advice: Advice) => Advice
  /** Rows and single decisions as files. */
  readonly files: {
    readonly csv: (rows: readonly DecisionSummary[]) => string
    readonly json: (rows: readonly DecisionSummary[]) => string
    readonly decision: (decision: Decision) => string
  }
  readonly viewer: Viewer
  readonly store: (mode: 'write' | 'read') => Promise<Store>
  readonly now: () => string
}

/** Slack's own limit of a message. */
const MOST_CHARACTERS = 40_000
const TITLE = 80
const PAGE = 20

export const briefOf = (text: string, user: string): Brief => ({ messages: [{ user, text }] })

const titleOf = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > TITLE ? `${line.slice(0, TITLE - 1)}…` : line
}

/** Advises on one scenario and keeps the decision. Gives the text to print. Throws UserError for what is no scenario. */
export async function adviseOn(session: Session, text: string): Promise<string> {
  if (!text.trim())
    throw new UserError('Write your situation after the command, or start it without words to be asked.')
  if (text.length > MOST_CHARACTERS)
    throw new UserError(
      `That is ${text.length} characters; write at most ${MOST_CHARACTERS}, the deciding facts first.`,
    )
  const brief = briefOf(text, session.viewer.user)
  const advice = await session.advise(brief)
  const explanation = session.explain(advice)
  if (advice.recommendation.verdict === 'off_topic') return explanation.text
  const id = await keep(session, advice, titleOf(text))
  return `${explanation.text}\n${id}`
}

async function keep(session: Session, advice: Advice, title: string): Promise<string> {
  const store = await session.store('write')
  const { workspace, user } = session.viewer
  const now = session.now()
  const decision = await store.commitAnswer({
    request: `cli:${now}:${process.pid}:${Math.round(performance.now() * 1_000)}`,
    decision: {
      place: { workspace, channel: user, kind: 'command_line' },
      scopes: session.viewer.scopes,
      askedBy: user,
      askedAt: now,
      title,
      advice,
    },
    messages: () => [],
    now,
  })
  return `Kept as #${decision?.id}: npm run -s advise -- show ${decision?.id}`
}

const row = ({ id, askedAt, verdict, option, status, title }: DecisionSummary) =>
  [`#${id}`, askedAt.slice(0, 10), option ?? verdict, status, title || '(words deleted)'].join('  ')

/** Earlier decisions that the viewer may see, newest first, those with all words first asked for. */
export async function history(session: Session, words: string): Promise<string> {
  const store = await session.store('read')
  const page = await store.history({ limit: PAGE, ...(words ? { words } : {}) }, session.viewer)
  if (page.rows.length === 0)
    return words ? `No decision has all of these words: ${words}` : 'No decision yet: write a situation to get advice.'
  return page.rows.map(row).join('\n')
}

async function find(session: Session, id: string): Promise<Decision> {
  const store = await session.store('read')
  const decision = await store.decision(id.replace(/^#/, '').toLowerCase(), session.viewer)
  if (!decision)
    throw new UserError(`There is no decision #${id.replace(/^#/, '')} here: \`history\` lists the ones you may see.`)
  return decision
}

/** One decision as it was answered, with what people chose since. */
export async function show(session: Session, id: string): Promise<string> {
  if (!id) throw new UserError('Say which one: show, then the id that stands after # in the answer.')
  const decision = await find(session, id)
  const said = decision.advice.brief.messages.map(({ user, text }) => `${user}: ${text}`).join('\n')
  const choice = decision.choice
    ? `${decision.status} by ${decision.choice.by} on ${decision.choice.at.slice(0, 10)}${decision.choice.reason ? `: ${decision.choice.reason}` : ''}`
    : decision.status
  const head = `#${decision.id}  ${decision.askedAt.slice(0, 10)}  ${choice}`
  return [head, said, session.explain(decision.advice).text].join('\n\n')
}

const EXPORT_PAGE = 100

async function allRows(session: Session): Promise<readonly DecisionSummary[]> {
  const store = await session.store('read')
  const rows: DecisionSummary[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page = await store.history({ limit: EXPORT_PAGE, ...(after && { after }) }, session.viewer)
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}

/** One decision as a record (Markdown) or JSON; `all` as CSV or JSON. Throws UserError for anything else. */
export async function exportAs(session: Session, what: string, format: string): Promise<string> {
  if (!what) throw new UserError('Say which one: export, then the id that stands after # in the answer, or all.')
  const wanted = format || (what === 'all' ? 'csv' : 'adr')
  if (what === 'all' && wanted === 'csv') return session.files.csv(await allRows(session))
  if (what === 'all' && wanted === 'json') return session.files.json(await allRows(session))
  if (what !== 'all' && wanted === 'adr') return session.record(await find(session, what))
  if (what !== 'all' && wanted === 'json') return session.files.decision(await find(session, what))
  throw new UserError(`${what} does not come as ${wanted}: one decision comes as adr or json, all as csv or json.`)
}

/** What changed from one decision to another. */
export async function compareTwo(session: Session, first: string, second: string): Promise<string> {
  if (!first || !second) throw new UserError('Say which two: compare, then two ids.')
  const [before, after] = [await find(session, first), await find(session, second)]
  return `#${before.id} → #${after.id}\n${session.compare(before.advice, after.advice)}`
}

/** A recorded brief on today's rulebook and prices, and what came out otherwise. */
export async function replay(session: Session, id: string): Promise<string> {
  if (!id) throw new UserError('Say which one: replay, then the id that stands after # in the answer.')
  const { advice, ...decision } = await find(session, id)
  const now = session.replay(advice)
  const versions = `rulebook ${advice.versions.rulebook} → ${now.versions.rulebook}, prices ${advice.versions.catalogue} → ${now.versions.catalogue}`
  return `#${decision.id} again (${versions})\n${session.compare(advice, now)}`
}

/** Copies the database to a new file, also while the bot runs. */
export async function backup(session: Session, file: string): Promise<string> {
  if (!file) throw new UserError('Say where to: backup, then the name of a new file.')
  const store = await session.store('write')
  await store.backup(file)
  return `Copied to ${file}.`
}

/** Holds every row against the hash that was written with it. Throws UserError where one differs. */
export async function verify(session: Session): Promise<string> {
  const store = await session.store('read')
  const { checked, damaged } = await store.verify()
  if (damaged.length > 0)
    throw new UserError(
      `${damaged.length} of ${checked} decisions are not as they were written: ${damaged.join(', ')}. Restore the last backup.`,
    )
  return `${checked} decisions, each as it was written.`
}
