import type { Criteria } from '../domain/criteria.ts'
import type { NextQuestion } from '../domain/recommendation.ts'

/** The round of questions: the likeliest to change the verdict, at most one of each group of alternatives. */
export function chooseQuestions(criteria: Criteria, ranked: readonly NextQuestion[]): readonly NextQuestion[] {
  const { atMost, alternatives } = criteria.questions
  const chosen: NextQuestion[] = []
  for (const question of ranked) {
    if (chosen.length === atMost) break
    const rivals = alternatives.filter((group) => group.includes(question.factor)).flat()
    if (!chosen.some((earlier) => rivals.includes(earlier.factor))) chosen.push(question)
  }
  return chosen
}
