import type { Finding } from '../domain/brief.ts'
import type { Decision } from '../domain/decision.ts'
import { type FactorName, type FactorValue, factsSchema } from '../domain/factors.ts'
import { label } from '../explain/words.ts'
import { answer } from './answer.ts'
import type { Bot, Request } from './bot.ts'
import { copiesOf } from './copies.ts'
import { declined } from './declined.ts'
import { inPlace, type Shown } from './outgoing.ts'
import { noticeOf } from './views/notices.ts'

/** What people settled by hand so far in the line of decisions that this one ends. */
export const confirmedIn = (decision: Decision | null): readonly Finding[] =>
  decision?.advice.understanding.findings.filter(({ status }) => status === 'confirmed') ?? []

/**
 * What a person chose for a factor, as a finding of theirs.
 * @throws UserError where the value is none of that factor's
 */
export function confirmedBy(user: string, factor: FactorName, value: FactorValue): Finding {
  const parsed = factsSchema.safeParse({ [factor]: value })
  if (!parsed.success) throw declined('notPossible', { value: String(value), factor: (words) => label(words, factor) })
  return { factor, value: parsed.data[factor]!, status: 'confirmed', evidence: [], by: user, rule: 'by hand' }
}

/** Findings by hand, the newest of each factor. */
export const latest = (...findings: readonly Finding[]): readonly Finding[] => [
  ...new Map(findings.map((finding) => [finding.factor, finding])).values(),
]

/**
 * Advises again on the same words with what a person just settled, and shows the new answer, with what it changed,
 * in the place of the old one.
 * @throws UserError where somebody else was quicker
 */
export async function revise(
  bot: Bot,
  request: Request,
  decision: Decision,
  changed: readonly Finding[],
  shown: Shown,
): Promise<void> {
  if (decision.status === 'superseded') throw declined('movedOn', { id: decision.id })
  const copies = await copiesOf(bot, request.asker, decision, shown)
  return answer(bot, request, {
    copies,
    replaces: decision.id,
    ...(shown.ephemeral && copies.length > 0 && { note: noticeOf('changedThere') }),
    brief: decision.advice.brief,
    place: decision.place,
    scopes: decision.scopes,
    confirmed: latest(...confirmedIn(decision), ...changed),
    previous: decision,
    send: (key, asker, content, id) => inPlace(key, asker, shown, content, id),
  })
}
