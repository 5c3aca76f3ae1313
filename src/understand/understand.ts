import type { Brief, Language, Mention, Understanding } from '../domain/brief.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'
import { createTagger, keepLongest } from './concepts.ts'
import { derivedClaims } from './derived.ts'
import { ellipsisClaims } from './ellipsis.ts'
import { createLanguageTeller } from './language.ts'
import { mergeClaims } from './merge.ts'
import { phraseClaims } from './phrases.ts'
import { quantities } from './quantities.ts'
import { type Reading, readMessage } from './reading.ts'
import { quantityClaims } from './slots.ts'
import { classify } from './subject.ts'
import { quantityVocabulary } from './units.ts'

export interface Reader {
  /** Reads a brief. Pure: the same brief gives the same bytes. */
  readonly understand: (brief: Brief) => Understanding
  /** The claims behind it, each with its rule, in the order in which they were said. */
  readonly claims: (brief: Brief) => readonly Claim[]
}

function mentionsOf(readings: readonly Reading[]): readonly Mention[] {
  return readings.flatMap((reading) => {
    const named = reading.hits.flatMap((hit) => (hit.entry.kind === 'mention' ? [{ ...hit, entry: hit.entry }] : []))
    return keepLongest(named, () => true).map((hit) => ({
      kind: hit.entry.mention,
      id: hit.entry.id,
      evidence: reading.span(hit.start, hit.end),
    }))
  })
}

/** Compiles a lexicon into a reader. Throws PatternError naming the pattern that cannot be read. */
export function createReader(lexicon: Lexicon): Reader {
  const tagger = createTagger(lexicon)
  const vocabulary = quantityVocabulary(lexicon.units)
  const abbreviations = new Set(lexicon.units.abbreviations)
  const languageOf = createLanguageTeller(lexicon.languages)
  const read = (brief: Brief) =>
    brief.messages.flatMap((message, index) => readMessage(message, index, tagger, abbreviations))
  const claimsOf = (readings: readonly Reading[]): readonly Claim[] => {
    const claims: Claim[] = []
    for (const reading of readings) {
      const found = quantities(reading.sentence.tokens, vocabulary, reading.isProtected)
      const filled = quantityClaims(reading, found, lexicon.units, claims)
      claims.push(...phraseClaims(reading), ...filled, ...ellipsisClaims(reading, found, filled, claims))
    }
    return [...claims, ...derivedClaims(claims, lexicon.derived)]
  }
  return {
    claims: (brief) => claimsOf(read(brief)),
    understand: (brief) => {
      const readings = read(brief)
      const { findings, disagreements } = mergeClaims(claimsOf(readings))
      const spoken = languageOf(readings)
      const language: Language = spoken === 'other' ? 'en' : spoken
      const { kind, topic } = classify(readings, findings, spoken === 'other')
      return { kind, ...(topic ? { topic } : {}), language, findings, disagreements, mentions: mentionsOf(readings) }
    },
  }
}
