import type { Criteria } from '../domain/criteria.ts'
import type { NextQuestion } from '../domain/recommendation.ts'
import type { Model } from './model.ts'
import { holds } from './outcome.ts'
import type { State } from './state.ts'

/** Moves the questions that the criteria want asked first to the front, where they are among those that can decide. */
export function askFirst(model: Model, state: State, ranked: readonly NextQuestion[]): readonly NextQuestion[] {
  const first = model.askFirst.filter(({ when }) => holds(when, state.masks)).map(({ ask }) => ask)
  return [
    ...ranked.filter(({ factor }) => first.includes(factor)),
    ...ranked.filter(({ factor }) => !first.includes(factor)),
  ]
}

/**
 * The round of questions: the likeliest to change the verdict, at most one of each group of alternatives. For a
 * conflict every demand is asked for, since any of them may give.
 */
export function chooseQuestions(
  criteria: Criteria,
  ranked: readonly NextQuestion[],
  isConflict: boolean,
): readonly NextQuestion[] {
  const { atMost } = criteria.questions
  const leastChance = isConflict ? 0 : criteria.questions.leastChance
  const alternatives = isConflict ? [] : criteria.questions.alternatives
  const chosen: NextQuestion[] = []
  for (const question of ranked) {
    if (chosen.length === atMost) break
    if (question.chance < leastChance) continue
    const rivals = alternatives.filter((group) => group.includes(question.factor)).flat()
    if (!chosen.some((earlier) => rivals.includes(earlier.factor))) chosen.push(question)
  }
  return chosen
}
