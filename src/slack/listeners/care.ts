import { requireAdmin } from '../admission.ts'
import { reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import { examine } from '../doctor.ts'
import { diagnosis } from '../views/doctor.ts'
import { forgotten, nowAllowed } from '../views/notices.ts'

/** `forget`: every word that this person wrote goes, at once. */
export async function forget(bot: Bot, request: Request): Promise<void> {
  const { workspace, user } = request.asker
  return reply(bot, request, { text: forgotten(await bot.store.forget(workspace, user)) })
}

/** `allow` and `disallow`: whether the bot answers in a channel with people from outside. Admins only. */
export async function setAllowed(bot: Bot, request: Request, allowed: boolean): Promise<void> {
  await requireAdmin(bot, request.asker)
  const { workspace, channel, user } = request.asker
  if (allowed) await bot.store.allowChannel({ workspace, channel, by: user, at: bot.now().toISOString() })
  else await bot.store.disallowChannel(workspace, channel)
  return reply(bot, request, { text: nowAllowed(allowed) })
}

/** `doctor`: what works, what does not, and what to do about it. Admins only. */
export async function doctor(bot: Bot, request: Request): Promise<void> {
  await requireAdmin(bot, request.asker)
  return reply(bot, request, diagnosis(await examine(bot, request.asker.workspace)))
}
