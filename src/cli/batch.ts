import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { Brief } from '../domain/brief.ts'
import { type Facts, factsSchema } from '../domain/factors.ts'

const messageSchema = z.object({ user: z.string().default('U1'), text: z.string(), ts: z.string().optional() })
const caseSchema = z
  .object({
    id: z.union([z.string(), z.number()]).transform(String),
    messages: z.array(messageSchema).optional(),
    facts: factsSchema.optional(),
  })
  .refine((given) => (given.messages === undefined) !== (given.facts === undefined), {
    message: 'a case has either "messages" or "facts"',
  })

export type Case = { readonly id: string } & ({ readonly brief: Brief } | { readonly facts: Facts })

/** Reads one line as a case. Gives a sentence instead when it is none. */
export function readCase(line: string): Case | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'this is not JSON; each line holds one case such as {"id": "a", "messages": [{"user": "U1", "text": "..."}]}'
  }
  const parsed = caseSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const where = issue?.path.length ? `${issue.path.join('.')}: ` : ''
    return `${where}${issue?.message ?? 'not a case'}`
  }
  const { id, messages, facts } = parsed.data
  if (facts) return { id, facts }
  const brief = {
    messages: (messages ?? []).map(({ user, text, ts }) => ({ user, text, ...(ts === undefined ? {} : { ts }) })),
  }
  return { id, brief }
}

/**
 * Answers cases line by line, in order. `answer` gives the object to print. Gives the exit status: 1 if a line was no
 * case. Blank lines are passed over and counted.
 */
export async function answerLines(
  input: Readable,
  print: (line: string) => void,
  answer: (given: Case) => Promise<Record<string, unknown>>,
): Promise<0 | 1> {
  let status: 0 | 1 = 0
  let number = 0
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (!line.trim()) continue
    const given = readCase(line)
    if (typeof given === 'string') {
      status = 1
      print(JSON.stringify({ id: null, error: `line ${number}: ${given}` }))
    } else print(JSON.stringify(await answer(given)))
  }
  return status
}
