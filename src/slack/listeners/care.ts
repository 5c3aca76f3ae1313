import { requireAdmin } from '../admission.ts'
import { reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import { examine } from '../doctor.ts'
import { wordsOf } from '../locale.ts'
import { diagnosis } from '../views/doctor.ts'
import { say, sayCounted } from '../views/notices.ts'

/** `forget`: every word that this person wrote goes, at once. */
export async function forget(bot: Bot, request: Request): Promise<void> {
  const { workspace, user } = request.asker
  const n = await bot.store.forget(workspace, user)
  const words = await wordsOf(bot, request.asker)
  return reply(bot, request, { text: sayCounted(words, 'forgotten', n) })
}

/** `allow` and `disallow`: whether the bot answers in a channel with people from outside. Admins only. */
export async function setAllowed(bot: Bot, request: Request, allowed: boolean): Promise<void> {
  await requireAdmin(bot, request.asker)
  const { workspace, channel, user } = request.asker
  if (allowed) await bot.store.allowChannel({ workspace, channel, by: user, at: bot.now().toISOString() })
  else await bot.store.disallowChannel(workspace, channel)
  const words = await wordsOf(bot, request.asker)
  return reply(bot, request, { text: say(words, allowed ? 'nowAllowed' : 'nowDisallowed') })
}

/** `doctor`: what works, what does not, and what to do about it. Admins only. */
export async function doctor(bot: Bot, request: Request): Promise<void> {
  await requireAdmin(bot, request.asker)
  return reply(bot, request, diagnosis(await wordsOf(bot, request.asker), await examine(bot, request.asker.workspace)))
}
