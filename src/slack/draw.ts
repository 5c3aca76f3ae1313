import type { Advice } from '../domain/advice.ts'
import type { Decision, Place, Scope } from '../domain/decision.ts'
import type { Bot } from './bot.ts'
import type { Asker } from './outgoing.ts'
import { isPrivate, shareObstacle } from './viewer.ts'
import { card } from './views/card.ts'
import type { Content } from './views/content.ts'
import { contradictions } from './views/referee.ts'

/** What stands around an answer on its card. */
export interface Surroundings {
  /** Of a follow-up: what changed. */
  readonly changes?: readonly string[]
  /** What the reader should know about the reading. */
  readonly note?: string
  /** The one person who sees this card, where it is one: it may offer to be shared. */
  readonly onlyFor?: Asker | false
  /** A new message in front of others. */
  readonly posted?: boolean
  /** Of who asked: how numbers and money are written. */
  readonly locale?: string | undefined
}

/** Whether the card of a thread offers to follow it, or to stop. */
function followState(bot: Bot, { channel, thread }: Place, scopes: readonly Scope[]) {
  if (!thread || isPrivate(scopes)) return {}
  return { follow: bot.following.has(channel, thread) ? ('following' as const) : ('offer' as const) }
}

/** The card of an advice; `decision` null where nothing was kept (off topic, a question about the subject). */
export function draw(bot: Bot, advice: Advice, decision: Decision | null, around: Surroundings): Content {
  const { changes, note, locale } = around
  const words = bot.advisor.words(advice.understanding.language, locale)
  return card({
    explanation: bot.advisor.explain(advice, locale),
    words,
    undecided: advice.recommendation.option === null,
    decision,
    contradictions: contradictions(words, advice.brief, advice.understanding),
    ...(changes && { changes }),
    ...(note && { note }),
    ...(around.posted && { posted: true }),
    shareable: Boolean(around.onlyFor && decision && shareObstacle(decision, around.onlyFor) === null),
    ...(decision && followState(bot, decision.place, decision.scopes)),
  })
}
