import type { Choice, Decision } from '../../domain/decision.ts'
import type { SentMessage } from '../../domain/ports.ts'
import { OPTIONS, type Option } from '../../domain/recommendation.ts'
import type { Words } from '../../explain/words.ts'
import { type Bot, type Request, requestOf } from '../bot.ts'
import { copiesOf } from '../copies.ts'
import { type Declined, declined } from '../declined.ts'
import { draw } from '../draw.ts'
import { localeOf } from '../locale.ts'
import { inPlace, type Shown, updates } from '../outgoing.ts'
import { isPrivate, viewerOf } from '../viewer.ts'
import { ACTIONS } from '../views/buttons.ts'
import { statusText } from '../views/labels.ts'
import { FIELDS, otherwiseForm } from '../views/modals.ts'
import { carried, openForm, returned, type ViewArgs } from './assumptions.ts'
import { type ButtonArgs, buttonValue, decisionOf, shownIn } from './clicks.ts'

/** Draws the decision again, where it was clicked on and in `copies` (of `copiesOf`, asked before anything is changed). */
export async function redraw(
  bot: Bot,
  { key, asker }: Request,
  decision: Decision,
  shown: Shown,
  copies: readonly SentMessage[],
): Promise<void> {
  const locale = await localeOf(bot, { user: decision.askedBy })
  const drawn = (alone: boolean) => draw(bot, decision.advice, decision, { onlyFor: alone && asker, locale })
  const here = drawn(shown.ephemeral && isPrivate(decision.scopes))
  await bot.store.commitAnswer({
    request: key,
    messages: () => [
      inPlace(`${key}:answer`, asker, shown, here, decision.id),
      ...updates(key, asker, copies, drawn(false), decision.id),
    ],
    now: bot.now().toISOString(),
  })
  bot.wake()
}

/** What became of a decision since somebody saw it. */
export function changedMeanwhile({ id, status, choice }: Decision): Declined {
  const how = (words: Words) => statusText(words, status)
  return choice
    ? declined('changedSince', { id, status: how, date: choice.at.slice(0, 10) })
    : declined('changedMeanwhile', { id, status: how })
}

async function choose(
  bot: Bot,
  request: Request,
  shown: Shown,
  before: Decision,
  version: number,
  chosen: Pick<Choice, 'status' | 'option' | 'reason'>,
): Promise<void> {
  const { id } = before
  const by = request.asker.user
  const at = bot.now().toISOString()
  const copies = await copiesOf(bot, request.asker, before, shown)
  const { ok, decision } = await bot.store.choose(id, version, { ...chosen, by, at }, viewerOf(request.asker))
  // The same choice by the same person is this request, taken up again after a crash.
  const again = decision?.choice?.by === by && decision.choice.status === chosen.status
  if (!decision || (!ok && !again)) {
    throw decision ? changedMeanwhile(decision) : declined('unknownDecision', { id })
  }
  return redraw(bot, request, decision, shown, copies)
}

/** *Accept* and *Defer*: one click each. */
export const onChoice =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { decision: id, version } = buttonValue(action)
    const decision = await decisionOf(bot, request, id)
    const accepts = action.action_id === ACTIONS.accept
    const option = accepts && decision.option ? { option: decision.option } : {}
    const chosen = { status: accepts ? 'accepted' : 'deferred', ...option } as const
    return choose(bot, request, shownIn(body), decision, version, chosen)
  }

/** *Choose otherwise*: asks which option, and why. */
export const onOtherwise =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { decision: id, version } = buttonValue(action)
    const decision = await decisionOf(bot, request, id)
    const metadata = carried(request, { decision: id, version, shown: shownIn(body) })
    const words = bot.advisor.words(decision.advice.understanding.language)
    return openForm(bot, request, body.trigger_id, otherwiseForm(words, metadata))
  }

/** The other option and its reason came back. */
export const onOtherwiseForm =
  (bot: Bot) =>
  async ({ ack, view, context }: ViewArgs): Promise<void> => {
    await ack()
    const { request, metadata } = await returned(bot, context, view.private_metadata)
    const { decision: id, version, shown } = metadata
    const values = view.state.values
    const option = OPTIONS.find(
      (o): o is Option => o === values[FIELDS.option]?.[FIELDS.option]?.selected_option?.value,
    )
    const reason = values[FIELDS.reason]?.[FIELDS.reason]?.value?.trim()
    if (!id || version === undefined || !shown || !option) return
    const decision = await decisionOf(bot, request, id)
    const chosen = { status: 'overridden', option, ...(reason && { reason }) } as const
    return choose(bot, request, shown, decision, version, chosen)
  }
