import type { Message, Span } from '../domain/brief.ts'
import { type FactorName, isListFactor } from '../domain/factors.ts'
import { type Asserted, assertionsOf, governs, scopesOf } from './assertion.ts'
import { type Hit, keepLongest, type Tagger } from './concepts.ts'
import { fold, mask } from './text.ts'
import { type Sentence, sentences } from './tokens.ts'

type Target = { readonly start: number; readonly end: number }

/** One sentence with everything that was tagged in it, and the questions that the later stages ask of it. */
export interface Reading {
  readonly message: number
  readonly by: string
  readonly sentence: Sentence
  readonly hits: readonly Hit[]
  readonly isProtected: (token: number) => boolean
  /** It is taken at its word although it only supposes: what looks like no fact ("if we buy") is one here. */
  readonly supposed: boolean
  readonly assertions: (target: Target, factor: FactorName | null) => readonly Asserted[]
  readonly governs: (category: 'revise' | 'retract', target: Target) => boolean
  /** The words of the original between two tokens (end exclusive). */
  readonly span: (start: number, end: number) => Span
}

/** Longest text of a message that is read; Slack's own limit for a message is the same. */
const MOST_CHARACTERS = 40_000

function readSentence(message: Message, index: number, sentence: Sentence, tagger: Tagger, supposed: boolean): Reading {
  const hits = tagger.tag(sentence.tokens)
  const scopes = scopesOf(sentence, hits)
  const covered = new Set<number>()
  for (const hit of hits) if (hit.entry.kind === 'protected') for (let i = hit.start; i < hit.end; i++) covered.add(i)
  return {
    message: index,
    by: message.user,
    sentence,
    hits,
    isProtected: (token) => covered.has(token),
    supposed,
    assertions: (target, factor) => {
      const asserted = assertionsOf(target, factor, scopes)
      return supposed ? asserted.filter(({ assertion }) => assertion === 'negated') : asserted
    },
    governs: (category, target) => (supposed && category === 'revise') || governs(category, target, scopes),
    span: (start, end) => {
      const from = sentence.tokens[start]?.start ?? 0
      const to = sentence.tokens[end - 1]?.end ?? from
      return { message: index, start: from, end: to, text: message.text.slice(from, to) }
    },
  }
}

/** Sentences of one message, tagged. `supposed`: it is taken at its word although it only supposes. */
export function readMessage(
  message: Message,
  index: number,
  tagger: Tagger,
  abbreviations: ReadonlySet<string>,
  supposed = false,
): readonly Reading[] {
  const text = mask(fold(message.text.slice(0, MOST_CHARACTERS)))
  return sentences(text, abbreviations).map((sentence) => readSentence(message, index, sentence, tagger, supposed))
}

/**
 * Phrase hits of a reading, the longest of each factor where they share words; of hits of one value the one that shows
 * most. Of a list factor only a decoy takes another word's place: "Azure or AWS" names two.
 */
export function phraseHits(reading: Reading) {
  const phrases = reading.hits.flatMap((hit) =>
    hit.entry.kind === 'phrase' && !(reading.supposed && hit.entry.rule.value === null)
      ? [{ ...hit, entry: hit.entry }]
      : [],
  )
  type PhraseHit = (typeof phrases)[number]
  const sameValue = (a: PhraseHit, b: PhraseHit) =>
    a.entry.factor === b.entry.factor && String(a.entry.rule.value) === String(b.entry.rule.value)
  const otherValue = (a: PhraseHit, b: PhraseHit) =>
    a.entry.factor === b.entry.factor &&
    !sameValue(a, b) &&
    // A weak phrase with words around it is longer than a firm one inside it, and no better for it.
    (a.entry.rule.weak || !b.entry.rule.weak || b.entry.rule.value === null) &&
    (!isListFactor(a.entry.factor) || b.entry.rule.value === null)
  const standing = keepLongest(phrases, otherValue)
  return keepLongest(standing, sameValue, (hit) => hit.evidenceEnd - hit.evidenceStart)
}
