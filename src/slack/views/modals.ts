import type { ModalView } from '@slack/types'
import { OPTIONS } from '../../domain/recommendation.ts'
import { headline, type Words } from '../../explain/words.ts'
import { FORMS } from './buttons.ts'
import { clip } from './clip.ts'
import { labelsFor } from './labels.ts'
import { line, paragraph } from './rich.ts'

const plain = (text: string, max = 75) => ({ type: 'plain_text' as const, text: clip(text, max) })

/** Blocks and actions of the two small forms. */
export const FIELDS = { option: 'option', reason: 'reason' } as const

/** A modal that only says something, a line of text a line. */
export const notice = (id: string, text: string): ModalView => ({
  type: 'modal',
  title: plain(`#${id}`, 24),
  blocks: [paragraph(text.split('\n').map((words) => line(clip(words, 500))))],
})

const reasonInput = (label: string, optional: boolean) =>
  ({
    type: 'input',
    block_id: FIELDS.reason,
    optional,
    label: plain(label, 150),
    element: { type: 'plain_text_input', action_id: FIELDS.reason, multiline: true, max_length: 500 },
  }) as const

/** *Choose otherwise*: what was chosen, and why. */
export function otherwiseForm(words: Words, metadata: string): ModalView {
  const labels = labelsFor(words)
  const options = OPTIONS.map((option) => ({ text: plain(headline(words, option)), value: option }))
  return {
    type: 'modal',
    callback_id: FORMS.otherwise,
    title: plain(labels.otherwise, 24),
    submit: plain(labels.save, 24),
    close: plain(labels.close, 24),
    private_metadata: metadata,
    blocks: [
      {
        type: 'input',
        block_id: FIELDS.option,
        label: plain(labels.option, 150),
        element: { type: 'static_select', action_id: FIELDS.option, options },
      },
      reasonInput(labels.reason, false),
    ],
  }
}

/** Thumbs down: what was wrong, if the person wants to say. */
export function feedbackForm(words: Words, metadata: string): ModalView {
  const labels = labelsFor(words)
  return {
    type: 'modal',
    callback_id: FORMS.feedback,
    title: plain(labels.bad, 24),
    submit: plain(labels.save, 24),
    close: plain(labels.close, 24),
    private_metadata: metadata,
    blocks: [reasonInput(labels.reason, true)],
  }
}
