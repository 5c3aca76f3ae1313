import type { AllMiddlewareArgs, MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt'
import { refuseOutsider } from '../admission.ts'
import { answer } from '../answer.ts'
import { type Bot, requestOf } from '../bot.ts'
import { checkScenario } from '../intake.ts'
import { privately } from '../outgoing.ts'
import { readable } from '../text.ts'
import { linkTo } from '../thread.ts'
import { kindOf } from '../viewer.ts'

/** *Advise on this*, on somebody's message: a private answer on that message alone, under its author's name. */
export const onAdviseOnMessage =
  (bot: Bot) =>
  async ({ shortcut, context }: SlackShortcutMiddlewareArgs<MessageShortcut> & AllMiddlewareArgs): Promise<void> => {
    const request = requestOf(context)
    const { workspace, user } = request.asker
    const { message, channel } = shortcut
    await refuseOutsider(bot, request.asker)
    const text = readable(message.text ?? '', bot.identity.botUser)
    checkScenario(text)
    bot.limiter.take(user)
    const link = linkTo(bot.identity.url, channel.id, message.ts)
    return answer(bot, request, {
      brief: { messages: [{ user: message.user ?? user, text, ts: message.ts, ...link }] },
      place: {
        workspace,
        channel: channel.id,
        kind: kindOf(channel.id, undefined, channel.name),
        thread: message.thread_ts ?? message.ts,
      },
      scopes: [user],
      send: privately,
    })
  }
