import type { Recommendation } from '../domain/recommendation.ts'
import { OPTIONS } from '../domain/recommendation.ts'

/** What is advised where nobody decides anything: nothing. */
export const offTopic = (): Recommendation => ({
  facts: {},
  verdict: 'off_topic',
  option: null,
  ground: 'off_topic',
  leaning: null,
  margin: null,
  stay: false,
  ranking: OPTIONS.map((option) => ({ option, value: null })),
  ruledOut: [],
  contributions: [],
  hybridBonus: null,
  plan: [],
  conflicts: [],
  flips: [],
  questions: [],
  robustness: null,
})
