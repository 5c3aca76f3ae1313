import { z } from 'zod'
import { FACTOR_NAMES, type FactorName, LEVELS, LISTS } from '../domain/factors.ts'

const WORDS = [...new Set([...Object.values(LEVELS), ...Object.values(LISTS)].flat())] as [string, ...string[]]
export const PERIODS = ['hour', 'day', 'weekday', 'week', 'month', 'quarter', 'year'] as const
export const UNITS = [
  ...['token', 'word', 'page'],
  ...['millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'year'],
] as [string, ...string[]]

/**
 * One thing that the assistant says it read. Quote before value, so that the evidence is written first; every field is
 * required and nullable; no `pattern`, no lengths, since local servers turn the schema into a grammar.
 */
const proposalSchema = z.object({
  message: z.int(),
  quote: z.string(),
  factor: z.enum(FACTOR_NAMES as [FactorName, ...FactorName[]]),
  /** A level, or one word of a list. */
  value: z.enum(WORDS).nullable(),
  /** A maker or vendor, for the two lists whose words are names. */
  name: z.string().nullable(),
  /** As written, not turned into months; `number_to` is the other end of a range. */
  number: z.number().nullable(),
  number_to: z.number().nullable(),
  unit: z.enum(UNITS).nullable(),
  per: z.enum(PERIODS).nullable(),
  currency: z.string().nullable(),
})
export const answerSchema = z.object({ findings: z.array(proposalSchema) })

export type Proposal = z.infer<typeof proposalSchema>

/** Longest answer that is read, and most proposals that are looked at: more is no honest reading of a brief. */
const MOST_CHARACTERS = 60_000
const MOST_PROPOSALS = 60

/** Models wrap JSON in fences or prose: the outermost braces are what counts. */
function outermost(text: string): unknown {
  const from = text.indexOf('{')
  const to = text.lastIndexOf('}')
  if (from < 0 || to < from) return undefined
  try {
    return JSON.parse(text.slice(from, to + 1))
  } catch {
    return undefined
  }
}

/**
 * Reads an answer. Takes the model's text; gives its well-formed proposals and how many were malformed, or null where
 * the text is no answer at all.
 */
export function readAnswer(
  text: string,
): { readonly proposals: readonly Proposal[]; readonly malformed: number } | null {
  const shell = z.object({ findings: z.array(z.unknown()) }).safeParse(outermost(text.slice(0, MOST_CHARACTERS)))
  if (!shell.success) return null
  const all = shell.data.findings
  const proposals = all.slice(0, MOST_PROPOSALS).flatMap((one) => {
    const parsed = proposalSchema.safeParse(one)
    return parsed.success ? [parsed.data] : []
  })
  return { proposals, malformed: all.length - proposals.length }
}
