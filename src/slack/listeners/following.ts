import type { Advice } from '../../domain/advice.ts'
import { mayHear } from '../admission.ts'
import { adviseHere, answer, reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import { requestOf } from '../bot.ts'
import { copiesOf } from '../copies.ts'
import { declined } from '../declined.ts'
import { noticeTo } from '../locale.ts'
import { publicly } from '../outgoing.ts'
import { readBrief } from '../reading.ts'
import type { MessageEvent } from '../request.ts'
import { confirmedIn } from '../revise.ts'
import { readable } from '../text.ts'
import { noticeOf } from '../views/notices.ts'
import { redraw } from './choices.ts'
import { type ButtonArgs, buttonValue, decisionOf, finish, shownIn } from './clicks.ts'

const STOP = /^(stop|stopp|halt|arrête|arrete|para|basta)[.!]?$/i

/** *Follow this thread*: no mention is needed there from now on. Only where the thread can be read at all. */
export const onFollow =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { workspace, user } = request.asker
    const decision = await decisionOf(bot, request, buttonValue(action).decision)
    const { channel, thread } = decision.place
    if (!thread) throw declined('cannotFollow')
    await bot.client.conversations.replies({ channel, ts: thread, limit: 1 }).catch(() => {
      throw declined('cannotFollow')
    })
    const shown = shownIn(body)
    const copies = await copiesOf(bot, request.asker, decision, shown)
    await bot.following.start({ workspace, channel, thread, by: user, at: bot.now().toISOString() })
    return redraw(bot, request, decision, shown, copies)
  }

/** *Stop following*. */
export const onStop =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const decision = await decisionOf(bot, request, buttonValue(action).decision)
    const shown = shownIn(body)
    const copies = await copiesOf(bot, request.asker, decision, shown)
    await bot.following.stop(decision.place.channel, decision.place.thread ?? '')
    return redraw(bot, request, decision, shown, copies)
  }

/** Whether anything that is weighed became another: what tells news from talk. */
export const changesFacts = (before: Advice, after: Advice): boolean =>
  JSON.stringify(before.recommendation.facts) !== JSON.stringify(after.recommendation.facts)

/**
 * A message, an edit or a deletion in a followed thread. Only what changes a fact is answered, with what changed;
 * everything else is talk between people and left alone.
 */
export async function onOverheard(bot: Bot, request: Request, message: MessageEvent, isShared: boolean): Promise<void> {
  const { workspace } = request.asker
  const { channel, thread_ts: thread, text = '' } = message
  if (!thread) return
  if (!(await mayHear(bot, request.asker, isShared))) return void (await finish(bot, request))
  if (STOP.test(readable(text, bot.identity.botUser))) {
    await bot.following.stop(channel, thread)
    return reply(bot, request, { text: await noticeTo(bot, request.asker, noticeOf('stopped')) })
  }
  const previous = await bot.store.decisionInThread(workspace, channel, thread)
  if (!previous) return void (await finish(bot, request))
  const { brief, note } = await readBrief(bot, message, previous)
  const confirmed = confirmedIn(previous)
  const advice = await adviseHere(bot, request.asker, brief, confirmed)
  if (!changesFacts(previous.advice, advice)) return void (await finish(bot, request))
  return answer(bot, request, {
    brief,
    place: previous.place,
    scopes: previous.scopes,
    advice,
    previous,
    send: publicly,
    ...(note && { note }),
  })
}
