import { z } from 'zod'
import { reply } from '../answer.ts'
import { type Bot, requestOf } from '../bot.ts'
import { safeBlocks } from '../gateway.ts'
import { localeOf } from '../locale.ts'
import { inPlace } from '../outgoing.ts'
import { confirmedBy, revise } from '../revise.ts'
import { detailsText, detailsView } from '../views/details.ts'
import { figuresMessage } from '../views/figures.ts'
import { type ButtonArgs, buttonValue, decisionOf, finish, shownIn } from './clicks.ts'
import { publishHome } from './home.ts'
import { historyPage } from './lookup.ts'

/** *Details*: everything behind the answer, as a modal, or as a private message where the click is too old for one. */
export const onDetails =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const decision = await decisionOf(bot, request, buttonValue(action).decision)
    const { id, advice } = decision
    const locale = await localeOf(bot, request.asker)
    const explanation = bot.advisor.explain(advice, locale)
    const words = bot.advisor.words(explanation.language, locale)
    const hosts = bot.advisor.terms(advice)
    try {
      const view = safeBlocks(detailsView(id, advice, explanation, words, hosts))
      await bot.client.views.open({ trigger_id: body.trigger_id, view })
    } catch (error) {
      bot.log.warn({ error: String(error) }, 'modal not opened, sent as a message')
      return reply(bot, request, detailsText(id, advice, explanation, words, hosts))
    }
    await finish(bot, request)
  }

/** *Table and chart*: costs of every option with their terms, for the eyes of who clicked. Modals hold no chart. */
export const onFigures =
  (bot: Bot) =>
  async ({ action, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { id, advice } = await decisionOf(bot, request, buttonValue(action).decision)
    const locale = await localeOf(bot, request.asker)
    const explanation = bot.advisor.explain(advice, locale)
    const words = bot.advisor.words(explanation.language, locale)
    return reply(bot, request, figuresMessage(id, advice, explanation, bot.advisor.chart(advice), words))
  }

/** An answer to one of the card's questions: one click, a new card in its place. */
export const onAnswer =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { decision: id, factor, value } = buttonValue(action)
    const decision = await decisionOf(bot, request, id)
    if (factor === undefined || value === undefined) return
    return revise(bot, request, decision, [confirmedBy(request.asker.user, factor, value)], shownIn(body))
  }

const pageSchema = z.object({ filters: z.looseObject({}), after: z.string() })

/** *Older*: the next page of a list, in the place of this one. */
export const onPage =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { filters, after } = pageSchema.parse(JSON.parse(action.value ?? '{}'))
    if (body.view) {
      await publishHome(bot, request.asker, filters, after)
      await finish(bot, request)
      return
    }
    const content = await historyPage(bot, request, filters, after)
    const message = inPlace(`${request.key}:answer`, request.asker, shownIn(body), content)
    await bot.store.commitAnswer({ request: request.key, messages: () => [message], now: bot.now().toISOString() })
    bot.wake()
  }
