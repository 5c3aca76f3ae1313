import type { RichTextBlock, RichTextLink, RichTextSection, RichTextText, RichTextUserMention } from '@slack/types'
import { clip } from './clip.ts'

/** Longest line of a card, in characters: what is longer stands in the details. */
export const LINE = 300

type Part =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly person: string }
  | { readonly link: string; readonly text: string }

const oneLine = (text: string): string => text.replace(/\s+/g, ' ')

/** Rich text is shown as it is: nothing that people wrote can become a mention, a link or a format. */
function element(part: Part): RichTextText | RichTextUserMention | RichTextLink {
  if (typeof part === 'string') return { type: 'text', text: oneLine(part) }
  if ('bold' in part) return { type: 'text', text: oneLine(part.bold), style: { bold: true } }
  if ('link' in part) return { type: 'link', url: part.link, text: oneLine(part.text) }
  if ('person' in part) return { type: 'user', user_id: part.person }
  return { type: 'text', text: oneLine(part.code), style: { code: true } }
}

const filled = (part: Part): boolean => part !== '' && Object.values(part).every((text) => text !== '')

/** One line; empty parts are left out, as Slack refuses them. */
export const line = (...parts: readonly Part[]): RichTextSection => ({
  type: 'rich_text_section',
  elements: parts.filter(filled).map(element),
})

/** A line that starts with a label in bold: "Against: ...". */
export const labelled = (label: string, text: string, max = LINE): RichTextSection =>
  line({ bold: `${label}: ` }, clip(text, max))

/** Lines under each other as one block. */
export const paragraph = (lines: readonly RichTextSection[], id?: string): RichTextBlock => ({
  type: 'rich_text',
  ...(id && { block_id: id }),
  elements: lines.filter(({ elements }) => elements.length > 0),
})

/** Bulleted lines as one block. */
export const bullets = (texts: readonly string[], max = LINE): RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_list', style: 'bullet', elements: texts.map((text) => line(clip(text, max))) }],
})
