import type { AnyBlock, ModalView } from '@slack/types'
import type { Brief } from '../../domain/brief.ts'
import type { Words } from '../../explain/words.ts'
import { FORMS } from './buttons.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { labelsFor } from './labels.ts'
import { line, paragraph } from './rich.ts'

/** Most characters of the asker's words that the preview repeats. */
const MOST_CHARACTERS = 2500

const plain = (text: string) => ({ type: 'plain_text' as const, text: clip(text, 24) })

/** Buttons are no news to the channel, and a preview's would act on a message that is not there yet. */
const read = ({ blocks = [] }: Content): readonly AnyBlock[] => blocks.filter(({ type }) => type === 'rich_text')

/**
 * What the channel will see, before it does: the card as it will be posted, then the words that details, history and
 * exports show to whoever may see the decision.
 */
export function shareForm(words: Words, card: Content, { messages }: Brief, metadata: string): ModalView {
  const labels = labelsFor(words)
  const said = clip(messages.map(({ text }) => text).join(' · '), MOST_CHARACTERS)
  const wordsToo: AnyBlock[] =
    said === '' ? [] : [{ type: 'divider' }, paragraph([line({ bold: labels.shareWords }), line(said)])]
  return {
    type: 'modal',
    callback_id: FORMS.share,
    title: plain(labels.shareTitle),
    submit: plain(labels.share),
    close: plain(labels.cancel),
    private_metadata: metadata,
    blocks: [paragraph([line(labels.shareText)]), { type: 'divider' }, ...read(card), ...wordsToo],
  }
}
