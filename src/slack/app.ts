import {
  App,
  type BlockAction,
  type ButtonAction,
  type FeedbackButtonsAction,
  type MessageShortcut,
  type PlainTextInputAction,
  type Receiver,
  type StaticSelectAction,
} from '@slack/bolt'
import type { Bot } from './bot.ts'
import { onError } from './failure.ts'
import { onAssumptions, onChange } from './listeners/assumptions.ts'
import { onAnswer, onDetails, onFigures, onPage } from './listeners/buttons.ts'
import { onChoice, onOtherwise, onOtherwiseForm } from './listeners/choices.ts'
import { onCommand } from './listeners/command.ts'
import { onFeedback, onFeedbackForm } from './listeners/feedback.ts'
import { onFollow, onStop } from './listeners/following.ts'
import { onHomeControl, onHomeOpened } from './listeners/home.ts'
import { onMessage } from './listeners/message.ts'
import { onPolicy } from './listeners/policy.ts'
import { onShare, onShareForm } from './listeners/share.ts'
import { onAdviseOnMessage } from './listeners/shortcut.ts'
import { onUninstalled } from './listeners/uninstalled.ts'
import { boltLogger } from './log.ts'
import { ACTIONS, FORMS } from './views/buttons.ts'
import { HOME } from './views/home.ts'
import type { ClientOptions } from './web-client.ts'

type HomeControl = BlockAction<PlainTextInputAction | StaticSelectAction>

/** The slash command; `manifest.json` declares the same. */
export const COMMAND = '/llm-advise'

/**
 * The Bolt app with every listener of the bot, in this one list. The inbox has acknowledged each request before a
 * listener sees it, so that no listener does; only forms answer through their acknowledgement.
 */
export function buildApp(bot: Bot, receiver: Receiver, token: string, clientOptions: ClientOptions): App {
  const { botId, botUser } = bot.identity
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: token, botId, botUserId: botUser }),
    clientOptions: { ...clientOptions },
    logger: boltLogger(bot.log),
    convoStore: false,
    extendedErrorHandler: true,
  })
  app.command(COMMAND, onCommand(bot))
  app.event('app_mention', onMessage(bot))
  app.event('message', onMessage(bot))
  app.event('app_home_opened', onHomeOpened(bot))
  app.event('app_uninstalled', onUninstalled(bot))
  app.action<BlockAction<ButtonAction>>(/^details(:|$)/, onDetails(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.figures, onFigures(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.share, onShare(bot))
  app.action<BlockAction<ButtonAction>>(/^answer:/, onAnswer(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.change, onChange(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.accept, onChoice(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.defer, onChoice(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.otherwise, onOtherwise(bot))
  app.action<BlockAction<FeedbackButtonsAction>>(ACTIONS.feedback, onFeedback(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.follow, onFollow(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.stop, onStop(bot))
  app.action<BlockAction<ButtonAction>>(ACTIONS.page, onPage(bot))
  app.action<HomeControl>(HOME.search, onHomeControl(bot))
  app.action<HomeControl>(HOME.kind, onHomeControl(bot))
  app.shortcut<MessageShortcut>('advise_on_message', onAdviseOnMessage(bot))
  app.view(FORMS.assumptions, onAssumptions(bot))
  app.view(FORMS.policy, onPolicy(bot))
  app.view(FORMS.otherwise, onOtherwiseForm(bot))
  app.view(FORMS.share, onShareForm(bot))
  app.view(FORMS.feedback, onFeedbackForm(bot))
  app.error(onError(bot))
  return app
}
