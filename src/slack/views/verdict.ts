import type { RichTextSection } from '@slack/types'
import type { Explanation } from '../../domain/advice.ts'
import { clip } from './clip.ts'
import { LINE, line } from './rich.ts'

/** The verdict with its option in bold, and the id behind it; a headline that the sentence does not begin with stands
 * above it. */
export function verdictLines({ headline, verdict }: Explanation, id?: string): RichTextSection[] {
  const code = { code: id ? `#${id}` : '' }
  const gap = id ? '  ' : ''
  if (verdict.text.startsWith(headline)) {
    return [line({ bold: headline }, clip(verdict.text.slice(headline.length), LINE), gap, code)]
  }
  const rest = verdict.text === '' ? [] : [line(clip(verdict.text, LINE))]
  return [line({ bold: headline }, gap, code), ...rest]
}
