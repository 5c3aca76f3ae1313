import { z } from 'zod'
import type { Advice } from '../domain/advice.ts'
import type { Choice, Decision, DecisionSummary, Place } from '../domain/decision.ts'
import { OPTIONS, type Option, VERDICTS, type Verdict } from '../domain/recommendation.ts'

const option = z.enum(OPTIONS as readonly [Option, ...Option[]]).nullable()

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema)

/** Columns of `decisions` without the advice, checked as they come back. */
const summarySchema = z.object({
  seq: z.number().int(),
  id: z.string(),
  workspace: z.string(),
  channel: z.string(),
  place_kind: z.enum(['public', 'private', 'dm', 'group_dm', 'command_line']),
  thread: z.string().nullable(),
  asked_by: z.string(),
  asked_at: z.string(),
  title: z.string(),
  verdict: z.enum(VERDICTS as readonly [Verdict, ...Verdict[]]),
  option,
  status: z.enum(['proposed', 'accepted', 'overridden', 'deferred', 'superseded']),
  scopes: json(z.array(z.string())),
})

const adviceSchema = z.looseObject({
  brief: z.looseObject({ messages: z.array(z.looseObject({ user: z.string(), text: z.string() })) }),
  understanding: z.looseObject({ findings: z.array(z.unknown()) }),
  recommendation: z.looseObject({ verdict: z.string(), facts: z.looseObject({}) }),
  versions: z.looseObject({ engine: z.string(), rulebook: z.string(), catalogue: z.string() }),
  hash: z.string(),
})

const decisionSchema = summarySchema.extend({
  version: z.number().int(),
  previous: z.string().nullable(),
  advice: json(z.unknown()),
})

const choiceSchema = z.object({
  status: z.enum(['accepted', 'overridden', 'deferred']),
  option,
  reason: z.string().nullable(),
  chosen_by: z.string(),
  chosen_at: z.string(),
})

/** Columns that make a summary. */
export const SUMMARY_COLUMNS =
  'd.seq, d.id, d.workspace, d.channel, d.place_kind, d.thread, d.asked_by, d.asked_at, d.title, d.verdict, d.option, d.status, d.scopes'
/** Columns that make a decision. */
export const DECISION_COLUMNS = `${SUMMARY_COLUMNS}, d.version, d.previous, d.advice`

type SummaryRow = z.infer<typeof summarySchema>

const placeOf = (row: SummaryRow): Place => ({
  workspace: row.workspace,
  channel: row.channel,
  kind: row.place_kind,
  ...(row.thread === null ? {} : { thread: row.thread }),
})

/** A list row from a database row. @throws ZodError when the row is not what this program writes */
export function toSummary(raw: unknown): DecisionSummary {
  const row = summarySchema.parse(raw)
  const { id, title, verdict, option, status, scopes } = row
  return {
    id,
    title,
    verdict,
    option,
    status,
    scopes,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    place: placeOf(row),
  }
}

/** A decision from its row and its newest choice. @throws ZodError when a row is not what this program writes */
export function toDecision(raw: unknown, choice: unknown): Decision {
  const row = decisionSchema.parse(raw)
  // Checked only, so that it comes back in the order in which it was written.
  adviceSchema.parse(row.advice)
  return {
    id: row.id,
    place: placeOf(row),
    scopes: row.scopes,
    askedBy: row.asked_by,
    askedAt: row.asked_at,
    title: row.title,
    advice: row.advice as Advice,
    ...(row.previous === null ? {} : { previous: row.previous }),
    status: row.status,
    choice: choice === undefined ? null : toChoice(choice),
    verdict: row.verdict,
    option: row.option,
    version: row.version,
  }
}

function toChoice(raw: unknown): Choice {
  const row = choiceSchema.parse(raw)
  return {
    status: row.status,
    by: row.chosen_by,
    at: row.chosen_at,
    ...(row.option === null ? {} : { option: row.option }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  }
}
