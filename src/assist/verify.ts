import type { Brief, Finding } from '../domain/brief.ts'
import { closedWords, type FactorName, type FactorValue, isListFactor, isNameListFactor } from '../domain/factors.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Loose } from '../domain/loose.ts'
import { createSpotter, createTagger } from '../understand/concepts.ts'
import { quantities } from '../understand/quantities.ts'
import { type Reading, readMessage } from '../understand/reading.ts'
import { quantityVocabulary, type Vocabulary } from '../understand/units.ts'
import { type Amount, amountOf } from './amounts.ts'
import { type Held, mergeHeld } from './held.ts'
import type { Stretch } from './personal.ts'
import type { Proposal } from './proposal.ts'
import { findQuote, type Place } from './quote.ts'
import { namesIn, slotAllows, speaksFor } from './support.ts'

/** A message as it may be quoted: its sentences, and what was hidden in it. */
export interface Quotable {
  readonly readings: readonly Reading[]
  readonly hidden: readonly Stretch[]
  /** Not sent, or it speaks to the machine: nothing in it can be suggested. */
  readonly closed: boolean
}

export interface Verified {
  readonly findings: readonly Finding[]
  /** What held as well, but on factors that were not open. */
  readonly others: readonly Finding[]
  /** Proposals that did not become a finding. */
  readonly dropped: number
}

/** What is known of a message before anything is sent. */
export interface MessageRead {
  readonly readings: readonly Reading[]
  /** Numbers with a unit: what the reading is about, so never personal data. */
  readonly amounts: readonly Stretch[]
  /** It speaks to the machine. */
  readonly instructs: boolean
}

export interface Verifier {
  /** One message as the loose rules read it. */
  readonly read: (brief: Brief, message: number) => MessageRead
  /** Holds every proposal against the text. `open` are the factors that may be suggested; `rule` names the prompt. */
  readonly verify: (
    brief: Brief,
    quotable: readonly Quotable[],
    proposals: readonly Proposal[],
    open: ReadonlySet<FactorName>,
    rule: string,
  ) => Verified
}

/** The word of a level or list that is proposed, or null where the factor has no such word. */
function wordOf({ factor, value, name }: Proposal): string | null {
  if (isNameListFactor(factor)) return name?.trim().toLowerCase() || null
  return value !== null && closedWords(factor).includes(value) ? value : null
}

function heldAt(
  place: Place,
  proposal: Proposal,
  vocabulary: Vocabulary,
  known: ReadonlySet<string>,
): ({ value: FactorValue } & Partial<Amount>) | null {
  const { factor } = proposal
  const word = wordOf(proposal)
  if (word !== null) {
    if (isNameListFactor(factor) && !(known.has(word) && namesIn(place, word))) return null
    return speaksFor(place, factor, word) ? { value: isListFactor(factor) ? [word] : word } : null
  }
  const amount = amountOf(place, factor, proposal, vocabulary)
  return amount && slotAllows(place, factor, amount.quantity) ? amount : null
}

/** Compiles the loose rules beside the lexicon. Throws PatternError naming the pattern that cannot be read. */
export function createVerifier(lexicon: Lexicon, loose: Loose): Verifier {
  const tagger = createTagger({
    ...lexicon,
    phrases: [...lexicon.phrases, ...loose.phrases],
    cues: [...lexicon.cues, ...loose.doubts],
  })
  const isInstruction = createSpotter(loose.instructions, lexicon.classes)
  const abbreviations = new Set(lexicon.units.abbreviations)
  const vocabulary = quantityVocabulary(lexicon.units)
  const known = new Set(loose.names)

  const hold = (brief: Brief, quotable: readonly Quotable[], proposal: Proposal): Held | null => {
    const message = brief.messages[proposal.message]
    const source = quotable[proposal.message]
    if (!message || !source || source.closed) return null
    for (const place of findQuote(message, source.readings, source.hidden, proposal.quote)) {
      const read = heldAt(place, proposal, vocabulary, known)
      if (!read) continue
      const { start, end } = place
      const span = { message: proposal.message, start, end, text: message.text.slice(start, end) }
      const { value, derivation } = read
      return { factor: proposal.factor, value, span, message: proposal.message, ...(derivation ? { derivation } : {}) }
    }
    return null
  }

  return {
    read: (brief, index) => {
      const message = brief.messages[index]
      if (!message) return { readings: [], amounts: [], instructs: false }
      const readings = readMessage(message, index, tagger, abbreviations)
      const amounts = readings.flatMap((reading) =>
        quantities(reading.sentence.tokens, vocabulary, reading.isProtected)
          .filter(({ unit }) => unit !== null)
          .map(({ start, end }) => reading.span(start, end)),
      )
      const instructs = readings.some(({ sentence }) => isInstruction(sentence.tokens))
      return { readings, amounts, instructs }
    },
    verify: (brief, quotable, proposals, open, rule) => {
      const held = proposals.flatMap((proposal) => hold(brief, quotable, proposal) ?? [])
      const merged = mergeHeld(held, brief, rule)
      const findings = merged.filter(({ factor }) => open.has(factor))
      const kept = new Set(findings.map(({ factor }) => factor))
      return {
        findings,
        others: merged.filter(({ factor }) => !open.has(factor)),
        dropped: proposals.length - held.filter(({ factor }) => kept.has(factor)).length,
      }
    },
  }
}
