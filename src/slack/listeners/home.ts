import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt'
import type { Bot } from '../bot.ts'
import { safeBlocks } from '../gateway.ts'
import { home } from '../views/home.ts'

/** Somebody opened the app's Home tab; the Messages tab opens with the same event and needs nothing. */
export const onHomeOpened =
  (bot: Bot) =>
  async ({ event }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return
    const blocks = [...safeBlocks(home('/llm-advise').blocks ?? [])]
    await bot.client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
  }
