import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt'
import { refuseOutside } from '../admission.ts'
import { answer, say, supposition } from '../answer.ts'
import { type Bot, requestOf, selfOf } from '../bot.ts'
import { parseCommand } from '../commands.ts'
import { declined } from '../declined.ts'
import { checkScenario } from '../intake.ts'
import { publicly } from '../outgoing.ts'
import { readBrief } from '../reading.ts'
import { addressed, type MessageEvent } from '../request.ts'
import { confirmedIn } from '../revise.ts'
import { mentions, readable } from '../text.ts'
import { kindOf, sharedScopes } from '../viewer.ts'
import { onOverheard } from './following.ts'
import { lookUp } from './lookup.ts'

/** Nobody spoke to the bot: it listens, as somebody asked it to in this thread. */
const isOverheard = ({ type, channel_type, text = '', subtype }: MessageEvent, botUser: string): boolean =>
  subtype?.startsWith('message_') === true || (type === 'message' && channel_type !== 'im' && !mentions(text, botUser))

/**
 * A message to the bot: a mention in a channel or thread, or a direct message. The mention and its twin `message`
 * event come here alike, whichever the inbox took first.
 */
export const onMessage =
  (bot: Bot) =>
  async ({
    event,
    body,
    context,
  }: SlackEventMiddlewareArgs<'app_mention' | 'message'> & AllMiddlewareArgs): Promise<void> => {
    const message = addressed(event, selfOf(bot))
    if (!message) return
    const request = requestOf(context)
    const isShared = body.is_ext_shared_channel ?? false
    if (isOverheard(message, bot.identity.botUser)) return onOverheard(bot, request, message, isShared)
    const { workspace, user } = request.asker
    const { channel, ts, thread_ts } = message
    const inThread = thread_ts !== undefined && thread_ts !== ts
    const text = readable(message.text ?? '', bot.identity.botUser)
    const parsed = parseCommand(text, user)
    if (parsed.kind === 'history' || parsed.kind === 'show' || (parsed.kind === 'help' && (text !== '' || !inThread))) {
      return lookUp(bot, request, parsed, '/llm-advise')
    }
    await refuseOutside(bot, request.asker, isShared)
    if (!inThread) checkScenario(text)
    bot.limiter.take(user)
    const thread = thread_ts ?? ts
    const previous = inThread ? await bot.store.decisionInThread(workspace, channel, thread) : null
    const why = previous && bot.advisor.whyNot(previous.advice, text)
    if (previous && why) return say(bot, request, { text: `${why.join(' ')}\n#${previous.id}` }, publicly)
    const { brief, note } = await readBrief(bot, message, previous)
    if (brief.messages.length === 0) throw declined('nothingSaid')
    if (brief.messages.length === 1) checkScenario(brief.messages[0]!.text)
    const supposed = previous && (await supposition(bot, request.asker, brief, previous, confirmedIn(previous)))
    if (supposed) return say(bot, request, supposed, publicly)
    const place = { workspace, channel, thread, kind: kindOf(channel, message.channel_type) }
    return answer(bot, request, {
      brief,
      place,
      scopes: sharedScopes(place, user),
      send: publicly,
      confirmed: confirmedIn(previous),
      previous,
      ...(note && { note }),
    })
  }
