import { loadKnowledge } from '#src/knowledge.ts'
import { createReader } from '#src/understand/understand.ts'

/** The shipped knowledge, loaded once for all tests of a file. */
export const knowledge = loadKnowledge('data')
export const reader = createReader(knowledge.lexicon)

/** What one message by one person settles, as a plain record. */
export function factsOf(text: string): Record<string, unknown> {
  const { findings } = reader.understand({ messages: [{ user: 'U1', text }] })
  return Object.fromEntries(findings.map(({ factor, value }) => [factor, value]))
}
