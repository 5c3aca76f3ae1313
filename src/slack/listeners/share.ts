import type { Decision } from '../../domain/decision.ts'
import { refuseOutside } from '../admission.ts'
import { type Bot, type Request, requestOf } from '../bot.ts'
import { declined } from '../declined.ts'
import { draw } from '../draw.ts'
import { localeOf } from '../locale.ts'
import { type Asker, outgoing, SHARE } from '../outgoing.ts'
import { sharedScopes, shareObstacle, viewerOf } from '../viewer.ts'
import type { Content } from '../views/content.ts'
import { shareForm } from '../views/share.ts'
import { carried, openForm, returned, type ViewArgs } from './assumptions.ts'
import { changedMeanwhile } from './choices.ts'
import { type ButtonArgs, buttonValue, decisionOf } from './clicks.ts'

/** The card as the channel sees it. */
async function publicCard(bot: Bot, asker: Asker, decision: Decision): Promise<Content> {
  return draw(bot, decision.advice, decision, { posted: true, locale: await localeOf(bot, asker) })
}

/** @throws UserError where there is no channel to share with, or one that must not see it */
async function checkShare(bot: Bot, { asker }: Request, decision: Decision): Promise<void> {
  const obstacle = shareObstacle(decision, asker)
  if (obstacle) throw obstacle === 'movedOn' ? declined(obstacle, { id: decision.id }) : declined(obstacle)
  const isShared = await bot.membership.isShared(asker.channel)
  if (isShared === null) throw declined('shareUnsure')
  await refuseOutside(bot, asker, isShared)
}

/** *Share to channel*: shows what will be visible, before it is. */
export const onShare =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const decision = await decisionOf(bot, request, buttonValue(action).decision)
    await checkShare(bot, request, decision)
    const { id, version, advice } = decision
    const card = await publicCard(bot, request.asker, decision)
    const words = bot.advisor.words(advice.understanding.language)
    const metadata = carried(request, { decision: id, version })
    return openForm(bot, request, body.trigger_id, shareForm(words, card, advice.brief, metadata))
  }

/** They agreed: the people of the channel see the decision from now on, and a message tells them. */
export const onShareForm =
  (bot: Bot) =>
  async ({ ack, view, context }: ViewArgs): Promise<void> => {
    await ack()
    const { request, metadata } = await returned(bot, context, view.private_metadata)
    const { key, asker } = request
    const previewed = await decisionOf(bot, request, metadata.decision ?? '')
    await checkShare(bot, request, previewed)
    if (previewed.version !== metadata.version) throw changedMeanwhile(previewed)
    const scopes = sharedScopes(previewed.place, previewed.askedBy)
    const { id } = previewed
    const content = await publicCard(bot, asker, { ...previewed, scopes })
    const where = { method: 'chat.postMessage', target: asker.channel } as const
    await bot.store.commitAnswer({
      request: key,
      share: { id, scopes, viewer: viewerOf(asker) },
      messages: (shared) => (shared ? [outgoing(`${key}${SHARE}`, asker, where, content, id)] : []),
      now: bot.now().toISOString(),
    })
    bot.wake()
  }
