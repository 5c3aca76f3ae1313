import type { Statement } from '../domain/advice.ts'
import { type FactorName, type FactorValue, isMoney } from '../domain/factors.ts'
import type { Flip } from '../domain/recommendation.ts'
import type { Ground } from './ground.ts'
import { fill, frame, noun, type Place, valueText, type Words } from './words.ts'

const MOST_FLIPS = 3
/** One of these stands for the others: all say how much work there is. */
const VOLUME: readonly FactorName[] = ['monthly_spend', 'monthly_tokens', 'monthly_requests', 'tokens_per_request']

/** True by what people decide or have, not by anything that could turn out: said only where nothing else flips. */
const LAST: readonly FactorName[] = ['excluded_options', 'runs_today']

/** One flip as a sentence that can be checked; null where the words for its clause are missing. */
export function flipText(given: Words, flip: Flip): string | null {
  const to = (place: Place): Place => {
    if (flip.factor === 'data_boundary') return flip.to === 'own_cloud' ? 'ownCloud' : null
    return flip.factor === 'edge_device' ? (flip.to === 'required' ? 'device' : null) : place
  }
  const words = { ...given, place: to(given.place) }
  const option = flip.option === null ? frame(words, 'flipOpen') : noun(words, flip.option)
  if (flip.direction !== undefined) {
    const the = words.texts.numbers[flip.factor]?.the
    if (the === undefined) return null
    const value = valueText(words, flip.factor, flip.to)
    return frame(words, flip.direction === 'above' ? 'flipAbove' : 'flipBelow', { the, value, option })
  }
  const word = String([flip.to as string | readonly string[]].flat()[0])
  const clauses = words.texts.clauses[flip.factor]
  const clause = clauses?.[word] ?? clauses?.['*']
  if (clause === undefined) return null
  return frame(words, 'flip', { clause: fill(clause, { name: words.shared.names[word] ?? word }), option })
}

const amountOf = (value: FactorValue | undefined): number | undefined =>
  typeof value === 'number' ? value : isMoney(value) ? value.amount : undefined

/** How many times larger or smaller a said number would have to be; undefined where it was not said. */
function stretch(flip: Flip, said: FactorValue | undefined): number | undefined {
  const [from, to] = [amountOf(said), amountOf(flip.to)]
  if (flip.direction === undefined || !from || !to) return undefined
  return Math.max(from / to, to / from)
}

/**
 * The flips worth saying: to another verdict before back to open; a said number that is near first, one that is far
 * last; one for each factor and one for the volume.
 */
function chosenFlips({ recommendation, words }: Ground): readonly Flip[] {
  const distance = (flip: Flip) => {
    const times = stretch(flip, recommendation.facts[flip.factor])
    return times === undefined ? 1 : times <= words.shared.flipWithin ? 0 : 3
  }
  const rank = (flip: Flip) =>
    (flip.verdict === 'undecided' ? 8 : 0) + (LAST.includes(flip.factor) ? 4 : 0) + distance(flip)
  const chosen: Flip[] = []
  for (const flip of [...recommendation.flips].sort((a, b) => rank(a) - rank(b))) {
    const rivals = VOLUME.includes(flip.factor) ? VOLUME : [flip.factor]
    if (chosen.length < MOST_FLIPS && !chosen.some((one) => rivals.includes(one.factor))) chosen.push(flip)
  }
  const substantial = chosen.filter((flip) => !LAST.includes(flip.factor))
  return substantial.length > 0 ? substantial : chosen
}

/** What would change the answer, as statements. */
export const unless = (ground: Ground): readonly Statement[] =>
  chosenFlips(ground).flatMap((flip) => {
    const text = flipText(ground.words, flip)
    return text === null ? [] : [{ text, factors: [flip.factor], evidence: [] }]
  })
