import { z } from 'zod'
import { cueFileSchema, phraseFileSchema } from './lexicon.ts'

const line = z.string().min(1)
const reason = z.strictObject({ en: line, de: line, fr: line, es: line })

/**
 * What a second reader's claims are held against (`data/lexicon/loose.json`). Its words are too weak to stand alone;
 * together with a claim that quotes them they count.
 */
export const looseFileSchema = z.strictObject({
  about: line,
  /** One line for each factor, as the second reader is told what it means. */
  meanings: z.record(z.string(), line),
  /** Makers, vendors and countries that the two lists of names may hold. */
  names: z.array(line).min(1),
  /** Words that go with a value; the value `*` is any name that the quote holds. */
  phrases: z.array(phraseFileSchema),
  /** Cues that cast doubt on a sentence where a second reader is concerned, wider than the rules' own. */
  doubts: cueFileSchema.shape.cues,
  /** Words that speak to the machine: nothing in their message can be suggested. */
  instructions: z.array(line).min(1),
  /** Why assistance was not, or not fully, used; said after "not used:". */
  reasons: z.strictObject({
    boundary: reason,
    secret: reason,
    person_limit: reason,
    day_limit: reason,
    unavailable: reason,
    unreadable: reason,
  }),
})

export type Loose = z.infer<typeof looseFileSchema>
export type ReasonName = keyof Loose['reasons']
