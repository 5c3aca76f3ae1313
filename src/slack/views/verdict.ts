import type { RichTextSection } from '@slack/types'
import type { Explanation } from '../../domain/advice.ts'
import { clip } from './clip.ts'
import { LINE, line } from './rich.ts'

/** The verdict with its option in bold, and the id behind it; a headline that the sentence does not hold stands above. */
export function verdictLines({ headline, verdict }: Explanation, id?: string): RichTextSection[] {
  const code = { code: id ? `#${id}` : '' }
  const gap = id ? '  ' : ''
  const at = verdict.text.indexOf(headline)
  if (at >= 0) {
    const after = verdict.text.slice(at + headline.length)
    return [line(verdict.text.slice(0, at), { bold: headline }, clip(after, LINE), gap, code)]
  }
  const rest = verdict.text === '' ? [] : [line(clip(verdict.text, LINE))]
  return [line({ bold: headline }, gap, code), ...rest]
}
