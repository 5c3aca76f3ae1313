import { number } from '../explain/words.ts'
import { declined } from './declined.ts'

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
  if (text.trim() === '') throw declined('sayMore')
  if (text.length > MOST_CHARACTERS) {
    throw declined('tooLong', {
      n: (words) => number(words, text.length),
      most: (words) => number(words, MOST_CHARACTERS),
    })
  }
  if (count(text, /(?![\n\r\t])[\p{Cc}\ufffd]/gu) > text.length * BINARY_SHARE) {
    throw declined('looksLikeFile')
  }
  if (!/\p{L}/u.test(text.replace(/:[a-z0-9_+-]+:/gi, ''))) {
    throw declined('noWords')
  }
}
