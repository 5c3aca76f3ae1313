import type { SlackCommandMiddlewareArgs } from '@slack/bolt'
import { factsOf } from '../../advise.ts'
import type { Finding } from '../../domain/brief.ts'
import { requireAdmin } from '../admission.ts'
import { reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import { type FormState, readForm } from '../form-values.ts'
import { wordsOf } from '../locale.ts'
import { confirmedBy } from '../revise.ts'
import { policyForm } from '../views/form.ts'
import { sayCounted } from '../views/notices.ts'
import { carried, openForm, refuseForm, returned, type ViewArgs } from './assumptions.ts'

/** `policy`: the team's defaults in a form. Admins only. */
export async function openPolicy(
  bot: Bot,
  request: Request,
  { command }: Pick<SlackCommandMiddlewareArgs, 'command'>,
): Promise<void> {
  await requireAdmin(bot, request.asker)
  const policy = await bot.store.policy(request.asker.workspace)
  const view = policyForm(await wordsOf(bot, request.asker), factsOf(policy?.defaults ?? []), carried(request))
  return openForm(bot, request, command.trigger_id, view)
}

/** The form came back: everything that is filled in is the policy from now on. */
export const onPolicy =
  (bot: Bot) =>
  async ({ ack, view, context }: ViewArgs): Promise<void> => {
    const { request } = await returned(bot, context, view.private_metadata)
    const { workspace, user: by } = request.asker
    const { changed, errors } = readForm(view.state.values as FormState, {})
    if (Object.keys(errors).length > 0) return refuseForm(bot, request, errors, ack)
    await ack()
    await requireAdmin(bot, request.asker)
    const defaults = changed.map(
      ([factor, value]): Finding => ({ ...confirmedBy(by, factor, value), status: 'default', rule: 'policy' }),
    )
    await bot.store.setPolicy({ workspace, defaults, by, at: bot.now().toISOString() })
    const words = await wordsOf(bot, request.asker)
    return reply(bot, request, { text: sayCounted(words, 'policy', defaults.length) })
  }
