import type { Advice } from '../domain/advice.ts'
import type { Finding } from '../domain/brief.ts'
import type { Facts } from '../domain/factors.ts'
import type { Recommendation } from '../domain/recommendation.ts'
import type { Texts } from '../domain/texts.ts'
import { type Place, type Words, wordsFor } from './words.ts'

/** What a statement draws on. */
export interface Ground {
  readonly words: Words
  readonly findings: readonly Finding[]
  readonly recommendation: Recommendation
}

const placeOf = ({ edge_device, data_boundary }: Facts): Place =>
  edge_device === 'required' ? 'device' : data_boundary === 'own_cloud' ? 'ownCloud' : null

/** What a statement may draw on: the advice's own findings, in the language of the brief. */
export const groundOf = (advice: Advice, texts: Texts, locale?: string): Ground => ({
  words: wordsFor(texts, advice.understanding.language, locale, placeOf(advice.recommendation.facts)),
  findings: advice.understanding.findings,
  recommendation: advice.recommendation,
})
