import type { AllMiddlewareArgs, BlockAction, FeedbackButtonsAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import { z } from 'zod'
import { type Bot, requestOf } from '../bot.ts'
import { viewerOf } from '../viewer.ts'
import { FIELDS, feedbackForm } from '../views/modals.ts'
import { carried, openForm, returned, type ViewArgs } from './assumptions.ts'
import { decisionOf, finish } from './clicks.ts'

const valueSchema = z.object({ decision: z.string(), rating: z.enum(['good', 'bad']) })

/** Thumbs: a toggle that Slack draws itself; the last one counts. Only thumbs down asks why. */
export const onFeedback =
  (bot: Bot) =>
  async ({
    action,
    body,
    context,
  }: SlackActionMiddlewareArgs<BlockAction<FeedbackButtonsAction>> & AllMiddlewareArgs): Promise<void> => {
    const request = requestOf(context)
    const { decision: id, rating } = valueSchema.parse(JSON.parse(action.value ?? '{}'))
    const decision = await decisionOf(bot, request, id)
    await bot.store.rate(id, { rating, at: bot.now().toISOString() }, viewerOf(request.asker))
    if (rating === 'good') return void (await finish(bot, request))
    const words = bot.advisor.words(decision.advice.understanding.language)
    return openForm(bot, request, body.trigger_id, feedbackForm(words, carried(request, { decision: id })))
  }

/** The reason for a thumbs down came back. */
export const onFeedbackForm =
  (bot: Bot) =>
  async ({ ack, view, context }: ViewArgs): Promise<void> => {
    await ack()
    const { request, metadata } = await returned(bot, context, view.private_metadata)
    const reason = view.state.values[FIELDS.reason]?.[FIELDS.reason]?.value?.trim()
    const feedback = { rating: 'bad', at: bot.now().toISOString(), ...(reason && { reason }) } as const
    const { id } = await decisionOf(bot, request, metadata.decision ?? '')
    await bot.store.rate(id, feedback, viewerOf(request.asker))
    await finish(bot, request)
  }
