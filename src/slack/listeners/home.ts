import type {
  AllMiddlewareArgs,
  BlockAction,
  PlainTextInputAction,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
  StaticSelectAction,
} from '@slack/bolt'
import { VERDICTS } from '../../domain/recommendation.ts'
import { historyFor, viewerNow } from '../access.ts'
import { type Bot, requestOf } from '../bot.ts'
import { safeBlocks } from '../gateway.ts'
import { wordsOf } from '../locale.ts'
import type { Asker } from '../outgoing.ts'
import type { Filters } from '../views/history.ts'
import { home } from '../views/home.ts'
import { finish } from './clicks.ts'

const PAGE = 20

/** Draws somebody's Home tab. `asker.channel` is the person: nothing of a single channel is meant. */
export async function publishHome(bot: Bot, asker: Asker, filters: Filters, after?: string): Promise<void> {
  const { workspace, user } = asker
  const query = { ...filters, limit: PAGE, ...(after && { after }) }
  const page = await historyFor(bot, await viewerNow(bot, asker), query)
  const welcome = await bot.store.markOnce(workspace, user, 'welcome', bot.now().toISOString())
  const view = home({ words: await wordsOf(bot, asker), page, filters, command: '/llm-advise', welcome })
  await bot.client.views.publish({ user_id: user, view: safeBlocks(view) })
}

/** Somebody opened the app's Home tab; the Messages tab opens with the same event and needs nothing. */
export const onHomeOpened =
  (bot: Bot) =>
  async ({ event, body }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs): Promise<void> => {
    if (event.tab !== 'home') return
    await publishHome(bot, { workspace: body.team_id, user: event.user, channel: event.user }, {})
  }

type ControlArgs = SlackActionMiddlewareArgs<BlockAction<PlainTextInputAction | StaticSelectAction>> & AllMiddlewareArgs

/** The search box or the filter of the Home tab was used. */
export const onHomeControl =
  (bot: Bot) =>
  async ({ action, body, context }: ControlArgs): Promise<void> => {
    const request = requestOf(context)
    const { words, kind } = JSON.parse(body.view?.private_metadata || '{}') as Filters
    const picked = action.type === 'static_select' ? action.selected_option?.value : undefined
    const verdict = action.type === 'static_select' ? VERDICTS.find((v) => v === picked) : kind
    const typed = action.type === 'plain_text_input' ? action.value?.trim() : words
    await publishHome(bot, request.asker, { ...(typed && { words: typed }), ...(verdict && { kind: verdict }) })
    await finish(bot, request)
  }
