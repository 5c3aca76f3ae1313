import type { Finding, Understanding } from '../domain/brief.ts'
import type { FactorName } from '../domain/factors.ts'
import type { Reading } from './reading.ts'

/** So many facts outweigh the tone of small talk: of one's own case, and of nobody's. */
const FEW_FACTS = 2
const MANY_FACTS = 4
/** Most words of a question that asks for no more than a choice: "Which one?", "Opinions?" */
const SHORT = 4
/** Nobody says these of anything but work that a model is to do. */
const TELLING: ReadonlySet<FactorName> = new Set([
  'data_boundary',
  'edge_device',
  'vendor_independence',
  'excluded_options',
  'excluded_makers',
  'upfront_budget',
  'monthly_requests',
  'version_control',
  'transparency',
])

const asksShortly = ({ sentence, hits }: Reading): boolean =>
  sentence.question &&
  sentence.tokens.length <= SHORT &&
  hits.some(({ entry }) => entry.kind === 'sign' && entry.sign === 'decision')

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
  const asks = signs.has('choice') || readings.some(asksShortly)
  const decides = signs.has('decision') || asks
  const own = signs.has('own')
  const facts = findings.length
  if (topic && (facts === 0 || !own)) return { kind: 'question', topic }
  if (asks) return { kind: 'scenario' }
  if (signs.has('chatter') && !decides && facts < (own ? FEW_FACTS : MANY_FACTS)) return { kind: 'off_topic' }
  if (facts > 1) return { kind: 'scenario' }
  if (facts === 1 && about && (own || decides))
    return decides ? { kind: 'scenario' } : { kind: 'scenario', passing: true }
  if (facts === 1 && TELLING.has(findings[0]!.factor)) return { kind: 'scenario', passing: true }
  if (decides && own && signs.has('subject')) return { kind: 'scenario' }
  return { kind: 'off_topic' }
}
