import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt'
import type { Bot } from '../bot.ts'

/** The app was removed from the workspace: everything that the workspace said is deleted. */
export const onUninstalled =
  (bot: Bot) =>
  async ({ body }: SlackEventMiddlewareArgs<'app_uninstalled'> & AllMiddlewareArgs): Promise<void> => {
    await bot.store.purge(body.team_id)
    bot.log.warn({ workspace: body.team_id }, 'uninstalled, its data is deleted')
  }
