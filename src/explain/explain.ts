import type { Advice, Explanation, Statement } from '../domain/advice.ts'
import type { Texts } from '../domain/texts.ts'
import { against, because } from './arguments.ts'
import { unless } from './flips.ts'
import { type Ground, groundOf } from './ground.ts'
import { askedQuestions, assumedStatements, costLines, planStatements, understoodItems } from './items.ts'
import { footerOf, plainText } from './layout.ts'
import { ruledOutStatements, weighedStatements } from './reasons.ts'
import { topicAnswer } from './topics.ts'
import { conflictStatements, howTo, isSoFar, verdictStatement } from './verdict.ts'
import { comparedWithToday } from './whynot.ts'
import { frame, headline, type Words } from './words.ts'

/** Who reads, and when: the day for ages of facts, the locale for numbers where it fits the language. */
export interface View {
  readonly today: string
  readonly locale?: string
}

/**
 * Lays words over an advice, in the language of the brief; adds no claim. Gives every part of the answer and the whole
 * as plain text. Throws a ConfigError only where the texts lack a wording (readTexts and the tests hold them complete).
 */
export function explain(advice: Advice, texts: Texts, view: View): Explanation {
  const ground = groundOf(advice, texts, view.locale)
  const { words } = ground
  if (advice.recommendation.verdict === 'off_topic') return withoutCase(advice, texts, words, view.today)
  const parts: Omit<Explanation, 'text'> = {
    language: words.language,
    headline: headlineOf(ground),
    verdict: verdictStatement(ground),
    because: because(ground),
    against: against(ground),
    unless: unless(ground),
    plan: planStatements(ground),
    ruledOut: ruledOutStatements(ground),
    conflicts: conflictStatements(ground),
    weighed: weighedStatements(ground),
    compared: comparedWithToday(ground),
    understood: understoodItems(ground, advice.defaults),
    assumed: assumedStatements(ground, advice.defaults),
    questions: askedQuestions(ground),
    costs: costLines(words, advice.costs, advice.recommendation),
    footer: footerOf(words, advice, view.today),
  }
  const questionsFirst = advice.recommendation.option === null || isSoFar(advice.recommendation, words)
  return {
    ...parts,
    text: plainText(words, parts, { questionsFirst, undecided: advice.recommendation.option === null }),
  }
}

function headlineOf({ recommendation, words }: Ground): string {
  if (recommendation.option !== null) return headline(words, recommendation.option)
  return frame(words, recommendation.ground === 'conflict' ? 'headlineConflict' : 'headlineUndecided')
}

/** Where there is nothing to decide: a question's answer, or what to write instead. */
function withoutCase(
  { understanding, assist, ...rest }: Advice,
  texts: Texts,
  words: Words,
  today: string,
): Explanation {
  const { kind, topic } = understanding
  const [key, text] =
    kind === 'question'
      ? ['headlineQuestion', topicAnswer(texts, words, topic)]
      : kind === 'unreadable'
        ? ['headlineUnreadable', frame(words, 'unreadable')]
        : ['headlineOffTopic', frame(words, 'offTopic')]
  const verdict: Statement = { text: `${text} ${howTo(words)}`, factors: [], evidence: [] }
  const parts: Omit<Explanation, 'text'> = {
    language: words.language,
    headline: frame(words, key),
    verdict,
    because: [],
    against: null,
    unless: [],
    plan: [],
    ruledOut: [],
    conflicts: [],
    weighed: [],
    understood: [],
    assumed: [],
    questions: [],
    costs: [],
    footer: footerOf(words, { understanding, assist, ...rest }, today),
  }
  return { ...parts, text: plainText(words, parts, { questionsFirst: false, undecided: false }) }
}
