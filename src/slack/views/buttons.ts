import type { Button } from '@slack/types'
import type { FactorName, FactorValue } from '../../domain/factors.ts'
import { clip } from './clip.ts'

/** Action ids of the buttons. Those that stand more than once in a message carry a number behind the name. */
export const ACTIONS = {
  details: 'details',
  figures: 'figures',
  share: 'share',
  answer: 'answer',
  change: 'change',
  accept: 'accept',
  otherwise: 'otherwise',
  defer: 'defer',
  follow: 'follow',
  stop: 'stop',
  feedback: 'feedback',
  page: 'page',
} as const

/** Callback ids of the forms. */
export const FORMS = {
  assumptions: 'assumptions',
  policy: 'policy',
  otherwise: 'otherwise',
  feedback: 'feedback',
  share: 'share',
} as const

/** What a button carries: the decision that it belongs to, and the version that the person saw. */
export interface ButtonValue {
  readonly decision: string
  readonly version: number
  /** Of a question's button: the answer that it gives. */
  readonly factor?: FactorName
  readonly value?: FactorValue
}

/** @param text at most 75 characters, Slack's limit; longer is cut */
export const button = (text: string, actionId: string, value: ButtonValue): Button => ({
  type: 'button',
  text: { type: 'plain_text', text: clip(text, 75) },
  action_id: actionId,
  value: JSON.stringify(value),
})
