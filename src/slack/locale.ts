import type { Bot } from './bot.ts'
import type { Asker } from './outgoing.ts'

/** How somebody writes numbers and money, such as `de-CH`; undefined where Slack does not say. */
export const localeOf = async (
  { membership }: Pick<Bot, 'membership'>,
  { user }: Pick<Asker, 'user'>,
): Promise<string | undefined> => (await membership.person(user))?.locale
