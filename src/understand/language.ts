import type { Language } from '../domain/brief.ts'
import type { Languages } from '../domain/lexicon.ts'
import type { Reading } from './reading.ts'

/** The language whose function words are commonest; `other` where a foreign one or no Latin script prevails. */
export function languageOf(readings: readonly Reading[], languages: Languages): Language | 'other' {
  const counts = new Map<string, number>()
  let letters = 0
  let foreign = 0
  const sets = Object.entries(languages).map(([language, words]) => [language, new Set(words)] as const)
  for (const { sentence } of readings)
    for (const token of sentence.tokens) {
      if (token.kind !== 'word') continue
      letters += token.text.length
      if (token.text.charCodeAt(0) > 0x24f) foreign += token.text.length
      for (const [language, words] of sets)
        if (words.has(token.text)) counts.set(language, (counts.get(language) ?? 0) + 1)
    }
  if (letters > 0 && foreign * 2 > letters) return 'other'
  let best: Language | 'other' = 'en'
  for (const [language] of sets) if ((counts.get(language) ?? 0) > (counts.get(best) ?? 0)) best = language as Language
  return best
}
