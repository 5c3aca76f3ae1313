import type { Texts } from '../domain/texts.ts'
import { frame, type Words } from './words.ts'

/** The short answer to a question about the subject with its source and date, or that there is no checked answer. */
export function topicAnswer(texts: Texts, words: Words, topic: string | undefined): string {
  const found = texts.topics.find(({ id }) => id === topic)
  if (found === undefined) return frame(words, 'unknownTopic')
  return frame(words, 'answerSource', {
    answer: found.answers[words.language],
    source: found.source,
    date: found.sourceDate,
  })
}
