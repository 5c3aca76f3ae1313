import type { Finding, Understanding } from '../domain/brief.ts'
import type { Reading } from './reading.ts'

/**
 * What kind of text it is. A scenario needs facts about one's own case, or a decision about models to take; a question about
 * the subject needs a topic and no facts; all else is off topic.
 */
export function classify(
  readings: readonly Reading[],
  findings: readonly Finding[],
  unreadable: boolean,
): Pick<Understanding, 'kind' | 'topic' | 'passing'> {
  const signs = new Set<string>()
  let topic: string | undefined
  for (const { hits } of readings)
    for (const { entry } of hits) {
      if (entry.kind === 'sign') signs.add(entry.sign)
      if (entry.kind === 'topic') topic ??= entry.topic
      if (entry.kind === 'mention') signs.add('subject')
    }
  if (unreadable) return { kind: findings.length > 1 ? 'scenario' : 'unreadable' }
  const about = signs.has('subject') || signs.has('decision')
  if (topic && (findings.length === 0 || !signs.has('own'))) return { kind: 'question', topic }
  if (findings.length > 1) return { kind: 'scenario' }
  if (findings.length === 1 && about)
    return signs.has('decision') ? { kind: 'scenario' } : { kind: 'scenario', passing: true }
  if (signs.has('decision') && signs.has('own') && signs.has('subject')) return { kind: 'scenario' }
  return { kind: 'off_topic' }
}
