import type { AllMiddlewareArgs, SlackCommandMiddlewareArgs } from '@slack/bolt'
import { refuseOutsider } from '../admission.ts'
import { answer } from '../answer.ts'
import { type Bot, requestOf } from '../bot.ts'
import { parseCommand } from '../commands.ts'
import { checkScenario } from '../intake.ts'
import { privately } from '../outgoing.ts'
import { readable } from '../text.ts'
import { kindOf } from '../viewer.ts'
import { openGuidedForm } from './assumptions.ts'
import { lookUp } from './lookup.ts'
import { openPolicy } from './policy.ts'

/** `/llm-advise ...`: the answer is for the person who typed it, until they share it. */
export const onCommand =
  (bot: Bot) =>
  async ({ command, context }: SlackCommandMiddlewareArgs & AllMiddlewareArgs): Promise<void> => {
    const request = requestOf(context)
    const { user, channel, workspace } = request.asker
    const parsed = parseCommand(command.text ?? '', user)
    if (parsed.kind === 'form' || parsed.kind === 'scenario') await refuseOutsider(bot, request.asker)
    if (parsed.kind === 'form') return openGuidedForm(bot, request, { command })
    if (parsed.kind === 'policy') return openPolicy(bot, request, { command })
    if (parsed.kind !== 'scenario') return lookUp(bot, request, parsed, command.command)
    const text = readable(parsed.text, bot.identity.botUser)
    checkScenario(text)
    bot.limiter.take(user)
    return answer(bot, request, {
      brief: { messages: [{ user, text }] },
      place: { workspace, channel, kind: kindOf(channel, undefined, command.channel_name) },
      scopes: [user],
      send: privately,
    })
  }
