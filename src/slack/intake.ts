import { UserError } from '../domain/errors.ts'

/** Most characters of one scenario. */
export const MOST_CHARACTERS = 20_000
/** Share of control and replacement characters above which text is taken for a file. */
const BINARY_SHARE = 0.02

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * Checks that a person's text can be read as a scenario.
 * @throws UserError with the sentence to show
 */
export function checkScenario(text: string): void {
  if (text.trim() === '') throw new UserError('Tell me your situation in a sentence or two, and I will answer.')
  if (text.length > MOST_CHARACTERS) {
    throw new UserError(
      `Your text has ${text.length.toLocaleString('en-US')} characters and I read up to ${MOST_CHARACTERS.toLocaleString('en-US')} at a time. Send me the part that matters: the data, the volume, the budget, the team and any hard rule.`,
    )
  }
  if (count(text, /(?![\n\r\t])[\p{Cc}\ufffd]/gu) > text.length * BINARY_SHARE) {
    throw new UserError('That looks like the content of a file, not a description. Describe your situation in words.')
  }
  if (!/\p{L}/u.test(text.replace(/:[a-z0-9_+-]+:/gi, ''))) {
    throw new UserError('I found no words in that. Describe your situation in a sentence or two, and I will answer.')
  }
}
