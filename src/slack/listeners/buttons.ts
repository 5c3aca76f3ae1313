import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import { z } from 'zod'
import type { Decision } from '../../domain/decision.ts'
import { UserError } from '../../domain/errors.ts'
import { reply } from '../answer.ts'
import { type Bot, type Request, requestOf } from '../bot.ts'
import { safeBlocks } from '../gateway.ts'
import { outgoing } from '../outgoing.ts'
import { viewerOf } from '../viewer.ts'
import { card } from '../views/card.ts'
import { detailsText, detailsView } from '../views/details.ts'
import { shareWhere, unknownDecision } from '../views/notices.ts'

export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

const valueSchema = z.object({
  decision: z.string(),
  version: z.number(),
  factor: z.string().optional(),
  value: z.unknown().optional(),
})

/** What a button of ours carries. */
export function buttonValue(action: ButtonAction): z.infer<typeof valueSchema> {
  return valueSchema.parse(JSON.parse(action.value ?? '{}'))
}

/** The decision that a button belongs to, as its clicker may see it. @throws UserError where there is none */
export async function decisionOf(bot: Bot, { asker }: Request, id: string): Promise<Decision> {
  const decision = await bot.store.decision(id, viewerOf(asker))
  if (!decision) throw new UserError(unknownDecision(id))
  return decision
}

/** *Details*: everything behind the answer, as a modal, or as a private message where the click is too old for one. */
export const onDetails =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const decision = await decisionOf(bot, request, buttonValue(action).decision)
    const explanation = bot.advisor.explain(decision.advice)
    try {
      const view = safeBlocks(detailsView(decision.id, decision.advice, explanation))
      await bot.client.views.open({ trigger_id: body.trigger_id, view })
    } catch (error) {
      bot.log.warn({ error: String(error) }, 'modal not opened, sent as a message')
      return reply(bot, request, detailsText(decision.id, decision.advice, explanation))
    }
    await bot.store.commitAnswer({ request: request.key, messages: () => [], now: bot.now().toISOString() })
  }

/** *Share to channel*: the people of the channel see the decision from now on, and a message tells them. */
export const onShare =
  (bot: Bot) =>
  async ({ action, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { key, asker } = request
    const shown = await decisionOf(bot, request, buttonValue(action).decision)
    if (asker.channel.startsWith('D')) throw new UserError(shareWhere())
    const decision = (await bot.store.share(shown.id, asker.channel, viewerOf(asker))) ?? shown
    const content = card({ explanation: bot.advisor.explain(decision.advice), decision, shareable: false })
    const where = { method: 'chat.postMessage', target: asker.channel } as const
    await bot.store.commitAnswer({
      request: key,
      messages: () => [outgoing(`${key}:answer`, asker, where, content, decision.id)],
      now: bot.now().toISOString(),
    })
    bot.wake()
  }
