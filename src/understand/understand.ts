import type { Brief, Language, Mention, Understanding } from '../domain/brief.ts'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'
import { createTagger, keepLongest } from './concepts.ts'
import { derivedClaims } from './derived.ts'
import { ellipsisClaims } from './ellipsis.ts'
import { createLanguageTeller } from './language.ts'
import { mergeClaims } from './merge.ts'
import { namedRetractions, phraseClaims } from './phrases.ts'
import { isGroup, type Quantity, quantities } from './quantities.ts'
import { type Reading, readMessage } from './reading.ts'
import { quantityClaims } from './slots.ts'
import { classify } from './subject.ts'
import { trialClaims } from './trials.ts'
import { quantityVocabulary } from './units.ts'

export interface Reader {
  /** Reads a brief. Pure: the same brief gives the same bytes. */
  readonly understand: (brief: Brief) => Understanding
  /** Reads the last message at its word although it only supposes ("what if it's 20M a day?"); null if it does not. */
  readonly suppose: (brief: Brief) => Understanding | null
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

/** A message of no more words is a heading to the next one ("volume?", "and the ceiling"). */
const HEADING = 4

const asks = ({ sentence }: Reading) => sentence.question || sentence.tokens.length <= HEADING

/** Compiles a lexicon into a reader. Throws PatternError naming the pattern that cannot be read. */
export function createReader(lexicon: Lexicon): Reader {
  const tagger = createTagger(lexicon)
  const vocabulary = quantityVocabulary(lexicon.units)
  const abbreviations = new Set(lexicon.units.abbreviations)
  const languageOf = createLanguageTeller(lexicon.languages)
  const read = (brief: Brief, suppose = false) =>
    brief.messages.flatMap((message, index) =>
      readMessage(message, index, tagger, abbreviations, suppose && index === brief.messages.length - 1),
    )
  const claimsOf = (readings: readonly Reading[]): readonly Claim[] => {
    const claims: Claim[] = []
    const groups: Quantity[] = []
    let last: Reading | undefined
    let asked: Reading | null = null
    for (const reading of readings) {
      if (last && last.message < reading.message) asked = asks(last) ? last : null
      last = reading
      const found = quantities(reading.sentence.tokens, vocabulary, reading.isProtected)
      groups.push(...found.filter(isGroup))
      const said = phraseClaims(reading)
      const filled = quantityClaims(reading, found, vocabulary, { claims, said, groups, asked })
      claims.push(...said, ...namedRetractions(reading), ...filled, ...ellipsisClaims(reading, found, filled, claims))
    }
    const later = [...trialClaims(readings), ...derivedClaims(claims, readings, lexicon.derived)]
    return [...claims, ...later].sort((a, b) => a.message - b.message)
  }
  const understanding = (readings: readonly Reading[]): Understanding => {
    const { findings, disagreements } = mergeClaims(claimsOf(readings))
    const spoken = languageOf(readings)
    const language: Language = spoken === 'other' ? 'en' : spoken
    const { kind, topic, passing } = classify(readings, findings, spoken === 'other')
    return {
      kind,
      ...(topic && { topic }),
      ...(passing && { passing }),
      language,
      findings,
      disagreements,
      mentions: mentionsOf(readings),
    }
  }
  const supposes = ({ message, hits }: Reading, last: number) =>
    message === last && hits.some(({ entry }) => entry.kind === 'sign' && entry.sign === 'supposition')
  return {
    claims: (brief) => claimsOf(read(brief)),
    understand: (brief) => understanding(read(brief)),
    suppose: (brief) => {
      const readings = read(brief, true)
      return readings.some((reading) => supposes(reading, brief.messages.length - 1)) ? understanding(readings) : null
    },
  }
}
