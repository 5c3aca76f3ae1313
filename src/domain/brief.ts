import type { FactorName, FactorValue } from './factors.ts'

/** One message as a person wrote it: decoded text, exact to the UTF-16 unit that evidence points into. */
export interface Message {
  readonly user: string
  readonly text: string
  /** Slack's timestamp and a link to the message, where it has them. */
  readonly ts?: string
  readonly permalink?: string
}

/** What was said, in order. */
export interface Brief {
  readonly messages: readonly Message[]
}

/** A piece of a message: `text` is exactly `messages[message].text.slice(start, end)` in UTF-16 units. */
export interface Span {
  readonly message: number
  readonly start: number
  readonly end: number
  readonly text: string
}

/** One piece lies inside another. */
export const isWithin = (part: Span, whole: Span): boolean =>
  part.message === whole.message && part.start >= whole.start && part.end <= whole.end

/** How a value came to be known. Only the first three may come from text. */
export type FindingStatus = 'stated' | 'implied' | 'suggested' | 'default' | 'assumed' | 'confirmed'

/** A factor's value with its evidence. `rule` names the rule, prompt or person that it comes from. */
export interface Finding {
  readonly factor: FactorName
  readonly value: FactorValue
  readonly status: FindingStatus
  readonly evidence: readonly Span[]
  /** Who said it, where a person did. */
  readonly by?: string
  readonly rule: string
  /** How a number was computed from the words ("3,000 a day x 30"). */
  readonly derivation?: string
  /** Of a list that was said in several places: the words for each of its values. */
  readonly parts?: readonly { readonly value: string; readonly evidence: readonly Span[] }[]
}

/** Two people who said different things about one factor without either giving way. */
export interface Disagreement {
  readonly factor: FactorName
  readonly claims: readonly { readonly by: string; readonly value: FactorValue; readonly evidence: readonly Span[] }[]
}

export type Language = 'en' | 'de' | 'fr' | 'es'

/** What a brief settles: at most one finding a factor, in the order of the vocabulary. */
export interface Understanding {
  /** scenario: somebody decides something; question: about the subject, nobody decides; off_topic: neither;
   * unreadable: a language that the rules do not read. */
  readonly kind: 'scenario' | 'question' | 'off_topic' | 'unreadable'
  /** A single fact, said in passing: nobody asks for a decision, so no verdict is spoken on it alone. */
  readonly passing?: true
  /** For a question: the id of the topic that `data/` answers. */
  readonly topic?: string
  readonly language: Language
  readonly findings: readonly Finding[]
  readonly disagreements: readonly Disagreement[]
  /** Options, models, makers or hosts that people named, in their words: never corrected. */
  readonly mentions: readonly Mention[]
}

export interface Mention {
  readonly kind: 'model' | 'maker' | 'host'
  readonly id: string
  readonly evidence: Span
}
