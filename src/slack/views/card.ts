import type { ActionsBlock, AnyBlock, RichTextSection } from '@slack/types'
import type { AskedQuestion, Explanation, Statement } from '../../domain/advice.ts'
import type { Decision } from '../../domain/decision.ts'
import { frame, type Words } from '../../explain/words.ts'
import { ACTIONS, type ButtonValue, button } from './buttons.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { type Labels, labelsFor } from './labels.ts'
import { LINE, labelled, line, paragraph } from './rich.ts'
import { verdictLines } from './verdict.ts'

/** Lines of text that a card may have (product.md). */
export const MOST_LINES = 12

export interface CardInput {
  readonly explanation: Explanation
  readonly words: Words
  /** No option is advised yet. */
  readonly undecided: boolean
  /** Null: an answer that is no decision (off topic, a question), so nothing was kept. */
  readonly decision: Pick<Decision, 'id' | 'version' | 'choice'> | null
  /** Where people of the thread contradict each other. */
  readonly contradictions?: readonly string[]
  /** Of a follow-up: what changed since the last answer; `undefined` for a first answer. */
  readonly changes?: readonly string[]
  /** What the reader should know about the reading itself ("only the newest 40 messages"). */
  readonly note?: string
  /** A private answer, which may be shared. */
  readonly shareable: boolean
  /** A new message in front of others: whoever it names would be notified. */
  readonly posted?: boolean
  /** Of a card in a thread: whether mentions are needed there. */
  readonly follow?: 'offer' | 'following'
}

const joined = (statements: readonly Statement[], most: number): string =>
  statements
    .slice(0, most)
    .map(({ text }) => text)
    .join(' ')

const optional = (label: string, text: string): RichTextSection[] => (text === '' ? [] : [labelled(label, text)])

function changeLine(changes: readonly string[] | undefined, labels: Labels): RichTextSection[] {
  if (changes === undefined) return []
  return changes.length === 0 ? [line(labels.unchanged)] : [labelled(labels.changed, changes.join(' '), 2 * LINE)]
}

/** What people decided; the person is named only where nobody is notified by it: in a card that is edited. */
function choiceLine(choice: Decision['choice'], labels: Labels, posted: boolean): RichTextSection[] {
  if (!choice) return []
  const reason = choice.reason ? `: ${clip(choice.reason, LINE - 50)}` : ''
  const who = posted ? [] : [' · ', { person: choice.by }]
  return [line({ bold: labels[choice.status] }, ...who, ` · ${choice.at.slice(0, 10)}${reason}`)]
}

const understoodText = ({ understood }: Explanation, words: Words): string =>
  wholeItems(
    understood.map(({ label, value, origin }) => `${label}: ${value} (${origin})`),
    '; ',
    words,
  )

const costsText = ({ costs }: Explanation, words: Words): string =>
  wholeItems(
    costs.map(({ text }) => withoutBasis(text)),
    ' · ',
    words,
  )

const moreInDetails = (n: number, words: Words): string =>
  frame(words, 'moreItems', { n: String(n), details: labelsFor(words).details })

/** As many whole items as a line holds, and how many more the details have. */
function wholeItems(items: readonly string[], separator: string, words: Words): string {
  const all = items.join(separator)
  if (all.length <= LINE) return all
  const shown = (n: number): string => {
    return [...items.slice(0, n), moreInDetails(items.length - n, words)].join(separator)
  }
  const most = items.findLastIndex((_, i) => shown(i + 1).length <= LINE) + 1
  return most === 0 ? clip(all, LINE) : shown(most)
}

/** A cost without the model and prices that it was worked out for: these stand in the details. */
const withoutBasis = (text: string): string => text.replace(/ \([^()]*\)\.?$/, '')

const MOST_CONTRADICTIONS = 2

/** The first contradictions, and how many more the details have. */
function firstOf(contradictions: readonly string[], words: Words): readonly string[] {
  const more = contradictions.length - MOST_CONTRADICTIONS
  if (more <= 0) return contradictions
  return [...contradictions.slice(0, MOST_CONTRADICTIONS), `${moreInDetails(more, words)}.`]
}

/** The lines above the questions, as many reasons as still fit. */
function lines(
  { explanation: e, words, undecided, decision, changes, note, contradictions = [], posted = false }: CardInput,
  asked: number,
): RichTextSection[] {
  const labels = labelsFor(words)
  const head = verdictLines(e, decision?.id)
  const changed = changeLine(changes, labels)
  const chosen = choiceLine(decision?.choice ?? null, labels, posted)
  const rest = [
    ...optional(
      labels.conflicts,
      [joined(e.conflicts, 2), ...firstOf(contradictions, words)].filter(Boolean).join(' '),
    ),
    ...optional(labels.plan, joined(e.plan, 3)),
    ...optional(labels.against, e.against?.text ?? ''),
    ...optional(undecided ? labels.decides : labels.unless, joined(e.unless, 2)),
    ...optional(labels.understood, understoodText(e, words)),
    ...optional(labels.assumed, clip(joined(e.assumed, 4), LINE / 2)),
    ...optional(labels.costs, costsText(e, words)),
  ]
  const foot = [line(clip([note, e.footer].filter(Boolean).join(' '), LINE))].filter(
    ({ elements }) => elements.length > 0,
  )
  const fixed = head.length + chosen.length + changed.length + foot.length + asked
  const kept = rest.slice(0, Math.max(0, MOST_LINES - fixed))
  const reasons = e.because.slice(0, Math.max(0, Math.min(3, MOST_LINES - fixed - kept.length)))
  const because = reasons.map(({ text }, i) =>
    i === 0 ? labelled(labels.because, text) : line(`• ${clip(text, LINE)}`),
  )
  return [...head, ...chosen, ...changed, ...because, ...kept, ...foot]
}

function questionBlocks({ factor, text, choices }: AskedQuestion, at: ButtonValue, number: number): AnyBlock[] {
  const actions: ActionsBlock = {
    type: 'actions',
    block_id: `question:${number}`,
    elements: choices
      .slice(0, 6)
      .map(({ label, value }, i) => button(label, `${ACTIONS.answer}:${number}:${i}`, { ...at, factor, value })),
  }
  return [paragraph([line({ bold: clip(text, LINE) })]), ...(actions.elements.length > 0 ? [actions] : [])]
}

/** The whole answer in words, with what stands around it: for notifications, screen readers, refused blocks. */
function fallback({ explanation, words, decision, changes, note, contradictions = [] }: CardInput): string {
  const labels = labelsFor(words)
  const changed = changes && (changes.length === 0 ? labels.unchanged : `${labels.changed}: ${changes.join(' ')}`)
  const chosen = decision?.choice && `${labels[decision.choice.status]} ${decision.choice.at.slice(0, 10)}`
  const crux = contradictions.length > 0 && `${labels.conflicts}: ${contradictions.join(' ')}`
  return [chosen, changed, explanation.text, crux, decision && `#${decision.id}`, note].filter(Boolean).join('\n')
}

function buttonRows({ explanation, words, shareable, follow }: CardInput, at: ButtonValue): AnyBlock[] {
  const labels = labelsFor(words)
  const look = [
    button(labels.details, ACTIONS.details, at),
    ...(explanation.costs.length > 0 ? [button(labels.figures, ACTIONS.figures, at)] : []),
    button(labels.change, ACTIONS.change, at),
    ...(shareable ? [button(labels.share, ACTIONS.share, at)] : []),
    ...(follow === 'offer' ? [button(labels.follow, ACTIONS.follow, at)] : []),
    ...(follow === 'following' ? [button(labels.stop, ACTIONS.stop, at)] : []),
  ]
  const decide = [
    button(labels.accept, ACTIONS.accept, at),
    button(labels.otherwise, ACTIONS.otherwise, at),
    button(labels.defer, ACTIONS.defer, at),
  ]
  const thumb = (text: string, rating: string) => ({
    text: { type: 'plain_text' as const, text },
    value: JSON.stringify({ ...at, rating }),
    accessibility_label: text,
  })
  return [
    { type: 'actions', block_id: 'look', elements: look },
    { type: 'actions', block_id: 'decide', elements: decide },
    {
      type: 'context_actions',
      block_id: 'feedback',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: ACTIONS.feedback,
          positive_button: thumb(labels.good, 'good'),
          negative_button: thumb(labels.bad, 'bad'),
        },
      ],
    },
  ]
}

/** The answer as one message: at most 12 lines of text, verdict first, then up to three questions and the buttons. */
export function card(input: CardInput): Content {
  const { explanation, decision } = input
  const at = decision && { decision: decision.id, version: decision.version }
  const questions = at ? explanation.questions.slice(0, 3) : []
  const blocks: AnyBlock[] = [
    paragraph(lines(input, questions.length)),
    ...(at ? questions.flatMap((question, i) => questionBlocks(question, at, i)) : []),
    ...(at ? buttonRows(input, at) : []),
  ]
  return { text: fallback(input), blocks }
}
