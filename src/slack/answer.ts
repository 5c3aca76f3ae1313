import type { Advice } from '../domain/advice.ts'
import type { Brief, Finding } from '../domain/brief.ts'
import type { Decision, Place, Scope } from '../domain/decision.ts'
import type { OutgoingMessage, SentMessage } from '../domain/ports.ts'
import type { Difference } from '../explain/compare.ts'
import type { Bot, Request } from './bot.ts'
import { draw } from './draw.ts'
import { localeOf } from './locale.ts'
import { type Asker, privately, updates } from './outgoing.ts'
import { similarTo } from './similar.ts'
import { titleOf } from './thread.ts'
import { isPrivate } from './viewer.ts'
import type { Content } from './views/content.ts'
import { type Notice, sentence, say as told } from './views/notices.ts'

/** Queues a card for whoever is to see it. */
export type Send = (key: string, asker: Asker, content: Content, decision?: string) => OutgoingMessage

export interface Question {
  readonly brief: Brief
  readonly place: Place
  readonly scopes: readonly Scope[]
  readonly send: Send
  /** What people settled by clicks and forms. */
  readonly confirmed?: readonly Finding[]
  /** Of a brief that was advised on already, to see whether it is news. */
  readonly advice?: Advice
  /** The decision that this one follows. */
  readonly previous?: Decision | null
  /** What the reader should know about the reading. */
  readonly note?: Notice
  /** A decision that this one takes the place of, unless somebody else was quicker. */
  readonly replaces?: string
  /** Other messages that are to show the new answer, in front of everybody there. */
  readonly copies?: readonly SentMessage[]
}

/** Only a scenario is a decision; a question about the subject or small talk is answered and not kept. */
const isDecision = ({ understanding, recommendation }: Advice): boolean =>
  understanding.kind === 'scenario' && recommendation.verdict !== 'off_topic'

/** The sentences of a difference, the verdict first; none where nothing changed. */
export function changesIn({ inputs, verdict, cause, numbers }: Difference): readonly string[] {
  if (inputs.length === 0 && numbers.length === 0 && !cause) return []
  return [verdict, ...(cause ? [cause] : []), ...inputs, ...numbers].map(({ text }) => text)
}

/** Advice under the policy of the asker's workspace. */
export async function adviseHere(
  { advisor, store }: Bot,
  { user, workspace }: Asker,
  brief: Brief,
  confirmed: readonly Finding[],
): Promise<Advice> {
  const policy = await store.policy(workspace)
  return advisor.advise(brief, user, confirmed, policy?.defaults ?? [])
}

/** What would change if what the last message supposes were so; null where it supposes nothing. Nothing is kept. */
export async function supposition(
  bot: Bot,
  asker: Asker,
  brief: Brief,
  previous: Decision,
  confirmed: readonly Finding[],
): Promise<Content | null> {
  const policy = await bot.store.policy(asker.workspace)
  const supposed = bot.advisor.suppose(brief, confirmed, policy?.defaults ?? [])
  if (!supposed) return null
  const { text } = bot.advisor.compare(previous.advice, supposed, await localeOf(bot, asker))
  return { text: `${text}\n#${previous.id}` }
}

/** Advises, and commits the decision together with the one message that tells of it. */
export async function answer(bot: Bot, { key, asker }: Request, question: Question): Promise<void> {
  const { brief, place, scopes, send, confirmed = [], previous, note, replaces, copies = [] } = question
  const locale = await localeOf(bot, asker)
  const advice = question.advice ?? (await adviseHere(bot, asker, brief, confirmed))
  const changes = previous ? changesIn(bot.advisor.compare(previous.advice, advice, locale)) : undefined
  const similar = previous || !isDecision(advice) ? undefined : await similarTo(bot, place, scopes, asker.user, brief)
  const words = bot.advisor.words(advice.understanding.language, locale)
  const remark = [note, similar].flatMap((one) => (one ? [sentence(words, one)] : [])).join(' ')
  const now = bot.now().toISOString()
  const kept = {
    place,
    scopes,
    askedBy: asker.user,
    askedAt: now,
    title: titleOf(brief),
    advice,
    ...(previous && { previous: previous.id }),
  }
  await bot.store.commitAnswer({
    request: key,
    ...(isDecision(advice) && { decision: kept }),
    ...(replaces && { replaces }),
    messages: (decision) => {
      if (replaces && !decision && isDecision(advice))
        return [privately(`${key}:answer`, asker, { text: told(words, 'movedOn', { id: replaces }) })]
      const around = { locale, ...(changes && { changes }) }
      const own = { ...around, ...(remark && { note: remark }), onlyFor: isPrivate(scopes) && asker }
      const id = decision?.id
      return [
        send(`${key}:answer`, asker, draw(bot, advice, decision, own), id),
        ...updates(key, asker, copies, draw(bot, advice, decision, around), id),
      ]
    },
    now,
  })
  bot.wake()
}

/** Answers a request with content that is no decision. */
export async function say(bot: Bot, { key, asker }: Request, content: Content, send: Send): Promise<void> {
  await bot.store.commitAnswer({
    request: key,
    messages: () => [send(`${key}:answer`, asker, content)],
    now: bot.now().toISOString(),
  })
  bot.wake()
}

/** The same, for the asker's eyes only. */
export const reply = (bot: Bot, request: Request, content: Content): Promise<void> =>
  say(bot, request, content, privately)
