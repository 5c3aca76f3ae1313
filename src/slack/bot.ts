import type { WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import type { Advice, Explanation } from '../domain/advice.ts'
import type { Brief, Finding, Language } from '../domain/brief.ts'
import type { CostChart } from '../domain/costs.ts'
import type { Decision } from '../domain/decision.ts'
import type { EndpointReport, Store } from '../domain/ports.ts'
import type { Difference } from '../explain/compare.ts'
import type { Words } from '../explain/words.ts'
import type { Following } from './following.ts'
import type { Limiter } from './limiter.ts'
import type { Membership } from './membership.ts'
import type { Asker } from './outgoing.ts'
import type { Self } from './request.ts'

/** The bot's brain as Slack's side sees it: knowledge and assistance are already inside. */
export interface Advisor {
  /** `confirmed`: what people settled by a click or a form; it stands above what the text says. `defaults`: the team's
   * policy, which stands in for what nobody said. */
  advise(brief: Brief, asker: string, confirmed?: readonly Finding[], defaults?: readonly Finding[]): Promise<Advice>
  /** The same brief on today's rulebook and prices. */
  replay(advice: Advice): Advice
  /** `locale`: the reader's, for numbers and money. */
  /** As if what the last message supposes were so; null where it supposes nothing. */
  suppose(brief: Brief, confirmed?: readonly Finding[], defaults?: readonly Finding[]): Advice | null
  explain(advice: Advice, locale?: string): Explanation
  /** What changed in the input and in the answer. */
  compare(before: Advice, after: Advice, locale?: string): Difference
  /** Cost over volume with the break-even in words; null where there are no totals. */
  chart(advice: Advice): CostChart | null
  /** What the hosts of the shortlisted models do with data, with source and date. */
  terms(advice: Advice): readonly string[]
  /** Whether the endpoint of LLM assistance answers. */
  endpoint(): Promise<EndpointReport>
  /** ISO date of the newest price check. */
  readonly factsDate: string
  /** Answers "why not X?" about an answer, a sentence each; null where the text asks no such thing. */
  whyNot(advice: Advice, text: string): readonly string[] | null
  /** Names of factors and their values in that language, for forms. */
  words(language: Language, locale?: string): Words
  /** The decision as an architecture decision record, Markdown. */
  record(decision: Decision): string
}

/** Who the bot is in its workspace. */
export interface Identity {
  readonly workspace: string
  readonly botUser: string
  readonly botId: string
  /** Address of the workspace, for links to messages. */
  readonly url: string
  /** Granted scopes; empty where Slack did not say. */
  readonly scopes: readonly string[]
}

/** What every listener works with. */
export interface Bot {
  readonly advisor: Advisor
  readonly store: Store
  readonly log: Logger
  readonly identity: Identity
  /** For reading and for opening views; posts go through the outbox. */
  readonly client: WebClient
  readonly membership: Membership
  readonly following: Following
  readonly limiter: Limiter
  now(): Date
  /** Messages were queued: deliver them soon. */
  wake(): void
}

/** The request that a listener answers, as the inbox wrote it into Bolt's context. */
export interface Request {
  readonly key: string
  readonly asker: Asker
}

export const CONTEXT_KEY = 'inboxRequest'

/** @throws where a listener runs outside the inbox, which would be a bug */
export function requestOf(context: Record<string, unknown>): Request {
  const request = context[CONTEXT_KEY] as Request | undefined
  if (!request) throw new Error('A listener ran for a request that is not in the inbox.')
  return request
}

/** The bot as requests are sorted by. */
export const selfOf = ({ identity, following }: Pick<Bot, 'identity' | 'following'>): Self => ({
  botUser: identity.botUser,
  follows: following.has,
})
