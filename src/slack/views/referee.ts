import type { RichTextBlock, RichTextSection } from '@slack/types'
import type { Brief, Finding, Span, Understanding } from '../../domain/brief.ts'
import { capital, label, valueText, type Words } from '../../explain/words.ts'
import { clip } from './clip.ts'
import { line } from './rich.ts'

const MOST_LINES = 30
const QUOTE = 120

/** Who said a piece of a message, if the piece is really there: attribution is exact or left out. */
function speaker({ messages }: Brief, { message, start, end, text }: Span): string | null {
  const said = messages[message]
  return said && said.text.slice(start, end) === text ? said.user : null
}

const quoted = (text: string): string => `“${clip(text, QUOTE)}”`

/**
 * Where people of a thread contradict each other, a sentence each: the factor and the words on both sides. A claim
 * whose words are not its speaker's own is dropped, and with fewer than two speakers there is no contradiction.
 */
export function contradictions(words: Words, brief: Brief, { disagreements }: Understanding): readonly string[] {
  return disagreements.flatMap(({ factor, claims }) => {
    const exact = claims.flatMap(({ by, evidence }) => {
      const span = evidence.find((one) => speaker(brief, one) === by)
      return span ? [{ by, text: quoted(span.text) }] : []
    })
    if (new Set(exact.map(({ by }) => by)).size < 2) return []
    return [`${capital(label(words, factor))}: ${exact.map(({ text }) => text).join(' ≠ ')}.`]
  })
}

function need(words: Words, brief: Brief, { factor, value, evidence }: Finding): RichTextSection | null {
  const span = evidence[0]
  const person = span && speaker(brief, span)
  if (!span || !person) return null
  const link = brief.messages[span.message]?.permalink
  const what = `: ${capital(label(words, factor))} – ${valueText(words, factor, value)} `
  return line({ person }, what, link ? { link, text: quoted(span.text) } : quoted(span.text))
}

/** Who needs what, with a link to the very words; null where one person spoke alone. For views, where naming a person
 * notifies nobody. */
export function needs(words: Words, brief: Brief, { findings }: Understanding): RichTextBlock | null {
  if (new Set(brief.messages.map(({ user }) => user)).size < 2) return null
  const lines = findings.map((finding) => need(words, brief, finding)).filter((one) => one !== null)
  if (lines.length === 0) return null
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_list', style: 'bullet', elements: lines.slice(0, MOST_LINES) }],
  }
}
