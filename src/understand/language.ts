import type { Language } from '../domain/brief.ts'
import type { Languages } from '../domain/lexicon.ts'
import type { Reading } from './reading.ts'

type Spoken = Language | 'other'

/** Last UTF-16 unit of the Latin script with its extensions. */
const LATIN = 0x24f

/**
 * Tells the language by its commonest function words: English where none prevails, `other` for a language that no rule
 * reads or a script that is not Latin.
 */
export function createLanguageTeller(languages: Languages): (readings: readonly Reading[]) => Spoken {
  const of = new Map<string, Spoken[]>()
  for (const [language, words] of Object.entries(languages) as [Spoken, string[]][])
    for (const word of words) of.set(word, [...(of.get(word) ?? []), language])
  return (readings) => {
    const counts = new Map<Spoken, number>()
    let letters = 0
    let foreign = 0
    for (const { sentence } of readings)
      for (const { kind, text } of sentence.tokens) {
        if (kind !== 'word') continue
        letters += text.length
        if (text.charCodeAt(0) > LATIN) foreign += text.length
        for (const language of of.get(text) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
      }
    if (letters > 0 && foreign * 2 > letters) return 'other'
    let best: Spoken = 'en'
    for (const [language, count] of counts) if (count > (counts.get(best) ?? 0)) best = language
    return best
  }
}
