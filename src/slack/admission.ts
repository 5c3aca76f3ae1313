import type { Bot } from './bot.ts'
import { declined } from './declined.ts'
import type { Asker } from './outgoing.ts'

/** A guest of the workspace, or somebody of another company; nobody is one where it cannot be told. */
export const isOutsider = async ({ membership }: Pick<Bot, 'membership'>, user: string): Promise<boolean> =>
  (await membership.person(user))?.isOutsider === true

/**
 * Lets nothing out to people of other companies or to guests, unless an admin allowed the channel.
 * @param shared whether the channel is shared with another company; null where it cannot be told
 * @throws UserError with the reason, for the asker alone
 */
export async function refuseOutside(bot: Bot, asker: Asker, shared: boolean | null) {
  if (!(await mayHear(bot, asker, shared))) throw declined(shared === true ? 'outsideChannel' : 'outsideGuest')
}

/** Whether an answer in front of others may follow on this person's words: `refuseOutside` without the refusal. */
export async function mayHear(bot: Bot, { workspace, channel, user }: Asker, shared: boolean | null): Promise<boolean> {
  if (shared !== true && !(await isOutsider(bot, user))) return true
  return (await bot.store.allowedChannels(workspace)).some((one) => one.channel === channel)
}

/**
 * The same for what only the asker will see: the company's own people may ask in a shared channel too. Who cannot be
 * told apart is let in only where nobody from outside is.
 * @throws UserError with the reason, for the asker alone
 */
export async function refuseOutsider(bot: Bot, asker: Asker): Promise<void> {
  const foreign = asker.workspace !== bot.identity.workspace
  const isUnknown = !foreign && (await bot.membership.person(asker.user)) === null
  const shared = foreign || (isUnknown && (await bot.membership.isShared(asker.channel)) === true)
  return refuseOutside(bot, { ...asker, workspace: bot.identity.workspace }, shared)
}

/** @throws UserError for everybody but a workspace admin, and where nobody can tell */
export async function requireAdmin(bot: Bot, { user }: Asker): Promise<void> {
  const person = await bot.membership.person(user)
  if (!person?.isAdmin) throw declined(person ? 'adminsOnly' : 'adminUnknown')
}
