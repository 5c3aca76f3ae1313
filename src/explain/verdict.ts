import type { Statement } from '../domain/advice.ts'
import type { Demand, Recommendation, SingleOption } from '../domain/recommendation.ts'
import { isHybrid, legsOf } from './arguments.ts'
import type { Ground } from './ground.ts'
import { said } from './reasons.ts'
import { evidenceOf, fill, frame, headline, noun, number, short, strength, type Words, wording } from './words.ts'

/** Tenths of the variations in which the verdict stands, rounded down: never more than what was counted. */
export const tenths = (share: number): number => Math.floor(share * 10 + 1e-9)

/** Whether the verdict stands in too few variations to be spoken without "so far". */
export const isSoFar = ({ ground, robustness }: Recommendation, words: Words): boolean =>
  ground !== 'forced' && robustness !== null && robustness.share < words.shared.soFarBelow

/** How firmly the verdict stands, in words that a person can check; nothing for a verdict that is forced. */
function firmness(recommendation: Recommendation, words: Words): string {
  const { robustness, ground } = recommendation
  if (robustness === null) return ''
  if (ground === 'forced') return frame(words, 'forced')
  const { factsKnown, share } = robustness
  const facts =
    factsKnown === 1 ? frame(words, 'factsOne') : frame(words, 'factsMany', { n: number(words, factsKnown) })
  const n = tenths(share)
  return n === 0 ? frame(words, 'standsRarely', { facts }) : frame(words, 'stands', { n: number(words, n), facts })
}

/** The first sentence of an answer: the verdict, how it compares where it is a hybrid, and how firmly it stands. */
export function verdictStatement(ground: Ground): Statement {
  const { recommendation, words } = ground
  const { option, stay } = recommendation
  if (option === null) return { text: undecided(ground), factors: [], evidence: [] }
  const key = isSoFar(recommendation, words) ? (stay ? 'soFarStay' : 'soFar') : stay ? 'stay' : 'advise'
  const sentences = [
    frame(words, key, { option: headline(words, option) }),
    isHybrid(option) ? gap(ground) : '',
    firmness(recommendation, words),
  ]
  return { text: sentences.filter((text) => text !== '').join(' '), factors: [], evidence: [], speaksFor: option }
}

/** For a hybrid: which single option would be ahead without the parts, and how far. */
function gap(ground: Ground): string {
  const { recommendation, words } = ground
  const values = new Map(recommendation.ranking.map(({ option, value }) => [option, value]))
  const legs = legsOf(ground).filter((leg) => values.get(leg) !== null)
  const [first, second] = legs.sort((a, b) => (values.get(b) as number) - (values.get(a) as number))
  if (first === undefined || second === undefined) return ''
  const ahead = (values.get(first) as number) - (values.get(second) as number)
  if (ahead === 0) return frame(words, 'gapNone')
  return frame(words, 'gap', { option: noun(words, first), strength: strength(words, ahead) })
}

function undecided(ground: Ground): string {
  const { recommendation, words } = ground
  if (recommendation.ground === 'conflict') return conflictText(ground)
  const sentences = [frame(words, recommendation.ground === 'near' ? 'near' : 'tooFew')]
  if (recommendation.leaning !== null && recommendation.ground === 'near')
    sentences.push(frame(words, 'leaning', { side: words.texts.sides[recommendation.leaning] }))
  if (recommendation.ground === 'too_few' || recommendation.questions.length === 0) sentences.push(howTo(words))
  return sentences.join(' ')
}

/** What to write, with an example. */
export const howTo = (words: Words): string => frame(words, 'howTo', { example: frame(words, 'example') })

/** Both demands by name, and the question which of them gives. */
function conflictText(ground: Ground): string {
  const { recommendation, words } = ground
  const demands = recommendation.conflicts.map((demand) => demandText(ground, demand))
  const one = demands.length < 2
  return `${frame(words, one ? 'conflictOne' : 'conflict', { demands: demands.join('; ') })} ${frame(words, one ? 'whichOne' : 'which')}`
}

/** A demand in people's own words with what it means. */
export function demandText(ground: Ground, demand: Demand): string {
  const { words, recommendation, findings } = ground
  const options = (recommendation.facts.excluded_options ?? []).map((option) => short(words, option as SingleOption))
  const meaning = fill(wording(words.texts.demands, demand.rule), { options: options.join(' / ') })
  return evidenceOf(findings, demand.factors).length === 0 ? meaning : `${said(ground, demand.factors)} (${meaning})`
}

/** The demands of a contradiction, one statement each. */
export const conflictStatements = (ground: Ground): readonly Statement[] =>
  ground.recommendation.conflicts.map((demand) => ({
    text: demandText(ground, demand),
    factors: demand.factors,
    evidence: evidenceOf(ground.findings, demand.factors),
  }))
