import type { AllMiddlewareArgs, BlockAction, ButtonAction, SlackActionMiddlewareArgs } from '@slack/bolt'
import { z } from 'zod'
import type { Decision } from '../../domain/decision.ts'
import { isFactorName } from '../../domain/factors.ts'
import { decisionFor, viewerNow } from '../access.ts'
import type { Bot, Request } from '../bot.ts'
import { declined } from '../declined.ts'
import type { Shown } from '../outgoing.ts'
import type { ButtonValue } from '../views/buttons.ts'

export type ButtonArgs = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

const valueSchema = z.object({
  decision: z.string(),
  version: z.number(),
  factor: z.string().refine(isFactorName).optional(),
  value: z
    .union([z.string(), z.number(), z.array(z.string()), z.object({ amount: z.number(), currency: z.string() })])
    .optional(),
})

/** What a button of ours carries. @throws ZodError for a button that is not ours */
export const buttonValue = (action: ButtonAction): ButtonValue =>
  valueSchema.parse(JSON.parse(action.value ?? '{}')) as ButtonValue

/** The message that a button stands in. */
export function shownIn(body: BlockAction): Shown {
  const { channel_id, message_ts, is_ephemeral } = body.container as Record<string, unknown>
  return {
    channel: String(channel_id ?? body.channel?.id ?? ''),
    ts: String(message_ts ?? ''),
    ephemeral: is_ephemeral === true,
  }
}

/** The decision that a button belongs to, as its clicker may see it. @throws UserError where there is none */
export async function decisionOf(bot: Bot, { asker }: Request, id: string): Promise<Decision> {
  const decision = await decisionFor(bot, await viewerNow(bot, asker), id)
  if (!decision) throw declined('unknownDecision', { id })
  return decision
}

/** Ends a request that shows its outcome by itself (an open modal, a toggled button). */
export const finish = (bot: Bot, { key }: Request): Promise<Decision | null> =>
  bot.store.commitAnswer({ request: key, messages: () => [], now: bot.now().toISOString() })
