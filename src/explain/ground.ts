import type { Advice } from '../domain/advice.ts'
import type { Finding } from '../domain/brief.ts'
import type { Recommendation } from '../domain/recommendation.ts'
import type { Texts } from '../domain/texts.ts'
import { type Words, wordsFor } from './words.ts'

/** What a statement draws on. */
export interface Ground {
  readonly words: Words
  readonly findings: readonly Finding[]
  readonly recommendation: Recommendation
}

/** What a statement may draw on: the advice's own findings, in the language of the brief. */
export const groundOf = (advice: Advice, texts: Texts, locale?: string): Ground => ({
  words: wordsFor(
    texts,
    advice.understanding.language,
    locale,
    advice.recommendation.facts.data_boundary === 'own_cloud',
  ),
  findings: advice.understanding.findings,
  recommendation: advice.recommendation,
})
