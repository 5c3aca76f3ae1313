import { LANGUAGES } from '../domain/texts.ts'
import type { Words } from '../explain/words.ts'
import type { Bot } from './bot.ts'
import type { Asker } from './outgoing.ts'
import { type Notice, sentence } from './views/notices.ts'

/** How somebody writes numbers and money, such as `de-CH`; undefined where Slack does not say. */
export const localeOf = async (
  { membership }: Pick<Bot, 'membership'>,
  { user }: Pick<Asker, 'user'>,
): Promise<string | undefined> => (await membership.person(user))?.locale

/** Words in the reader's own language, where it is one of ours; else English. */
export async function wordsOf(bot: Pick<Bot, 'membership' | 'advisor'>, asker: Pick<Asker, 'user'>): Promise<Words> {
  const locale = await localeOf(bot, asker)
  const language = LANGUAGES.find((code) => code === locale?.slice(0, 2)) ?? 'en'
  return bot.advisor.words(language, locale)
}

/** A notice in the reader's own language. */
export const noticeTo = async (
  bot: Pick<Bot, 'membership' | 'advisor'>,
  asker: Pick<Asker, 'user'>,
  notice: Notice,
): Promise<string> => sentence(await wordsOf(bot, asker), notice)
