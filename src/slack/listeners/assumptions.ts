import type {
  AllMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt'
import { z } from 'zod'
import type { Decision } from '../../domain/decision.ts'
import { decisionFor, hasLeft, viewerNow } from '../access.ts'
import { answer } from '../answer.ts'
import { type Bot, CONTEXT_KEY, type Request, requestOf } from '../bot.ts'
import { declined } from '../declined.ts'
import { type FormReading, type FormState, readForm } from '../form-values.ts'
import { safeBlocks } from '../gateway.ts'
import { wordsOf } from '../locale.ts'
import { privately } from '../outgoing.ts'
import { confirmedBy, revise } from '../revise.ts'
import { kindOf, viewerOf } from '../viewer.ts'
import { assumptionsForm } from '../views/form.ts'
import { notice } from '../views/modals.ts'
import { say, sentence } from '../views/notices.ts'
import { type ButtonArgs, buttonValue, decisionOf, finish, shownIn } from './clicks.ts'

/** What a form carries so that its submission finds the conversation that it was opened in. */
const metadataSchema = z.object({
  channel: z.string(),
  thread: z.string().optional(),
  responseUrl: z.string().optional(),
  channelName: z.string().optional(),
  decision: z.string().optional(),
  version: z.number().optional(),
  shown: z.object({ channel: z.string(), ts: z.string(), ephemeral: z.boolean() }).optional(),
})
type Metadata = z.infer<typeof metadataSchema>

export type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

/** What a form was opened on, without asking Slack anything. */
async function openedOn(bot: Bot, { asker: sender }: Request, metadata: string) {
  const parsed = metadataSchema.parse(JSON.parse(metadata))
  const { channel, thread, responseUrl } = parsed
  const asker = { ...sender, channel, ...(thread && { thread }), ...(responseUrl && { responseUrl }) }
  const decision = parsed.decision ? await bot.store.decision(parsed.decision, viewerOf(asker)) : null
  return { parsed, asker, decision }
}

/**
 * A form's request as if it came from where the form was opened; what goes wrong with it is told there too.
 * @throws UserError where the person left that conversation meanwhile
 */
export async function returned(
  bot: Bot,
  context: Record<string, unknown>,
  metadata: string,
): Promise<{ request: Request; metadata: Metadata }> {
  const sent = requestOf(context)
  const { parsed, asker, decision } = await openedOn(bot, sent, metadata)
  if (parsed.decision && (!decision || (await hasLeft(bot, asker, decision))))
    throw declined('unknownDecision', { id: parsed.decision })
  const request: Request = { ...sent, asker }
  context[CONTEXT_KEY] = request
  return { request, metadata: parsed }
}

export const carried = ({ asker }: Request, rest: Partial<Metadata> = {}): string =>
  JSON.stringify({ channel: asker.channel, thread: asker.thread, responseUrl: asker.responseUrl, ...rest })

/** Opens a form, or tells its asker that Slack did not let it open. */
export async function openForm(bot: Bot, request: Request, trigger: string, view: Parameters<typeof safeBlocks>[0]) {
  try {
    await bot.client.views.open({ trigger_id: trigger, view: safeBlocks(view) as never })
  } catch (error) {
    bot.log.warn({ error: String(error) }, 'form not opened')
    throw declined('noModal')
  }
  await finish(bot, request)
}

/** *Change assumptions*: every factor with what is known now. */
export const onChange =
  (bot: Bot) =>
  async ({ action, body, context }: ButtonArgs): Promise<void> => {
    const request = requestOf(context)
    const { decision: id, version } = buttonValue(action)
    const decision = await decisionOf(bot, request, id)
    if (decision.status === 'superseded') throw declined('movedOn', { id })
    const explanation = bot.advisor.explain(decision.advice)
    const metadata = carried(request, { decision: id, version, shown: shownIn(body) })
    const words = bot.advisor.words(explanation.language)
    return openForm(bot, request, body.trigger_id, assumptionsForm({ words, explanation, metadata }))
  }

/** `/llm-advise form`: the guided way in, with nothing filled in. */
export async function openGuidedForm(
  bot: Bot,
  request: Request,
  { command }: Pick<SlackCommandMiddlewareArgs, 'command'>,
): Promise<void> {
  const metadata = carried(request, { channelName: command.channel_name })
  const view = assumptionsForm({ words: await wordsOf(bot, request.asker), explanation: null, metadata })
  return openForm(bot, request, command.trigger_id, view)
}

/** The form came back: what changed becomes findings by that person, and a new answer stands in the old one's place. */
export const onAssumptions =
  (bot: Bot) =>
  async ({ ack, view, context }: ViewArgs): Promise<void> => {
    const closed = await closesAtOnce(bot, requestOf(context), view)
    if (closed) await ack()
    const { request, metadata } = await returned(bot, context, view.private_metadata)
    const { user, workspace, channel } = request.asker
    const decision = metadata.decision ? await decisionOf(bot, request, metadata.decision) : null
    if (decision?.status === 'superseded' && closed) throw declined('movedOn', { id: decision.id })
    if (decision?.status === 'superseded') return tooLate(bot, request, decision, ack)
    const { changed, errors } = readForm(view.state.values as FormState, decision?.advice.recommendation.facts ?? {})
    if (Object.keys(errors).length > 0) return refuseForm(bot, request, errors, ack)
    if (changed.length === 0) return void (await finish(bot, request))
    const findings = changed.map(([factor, value]) => confirmedBy(user, factor, value))
    if (decision && metadata.shown) return revise(bot, request, decision, findings, metadata.shown)
    return answer(bot, request, {
      brief: { messages: [] },
      place: { workspace, channel, kind: kindOf(channel, undefined, metadata.channelName) },
      scopes: [user],
      confirmed: findings,
      send: privately,
    })
  }

/** Slack loses a form that waits three seconds: what ends in no error and no note is taken before Slack is asked anything. */
async function closesAtOnce(bot: Bot, sent: Request, view: ViewArgs['view']): Promise<boolean> {
  const { decision } = await openedOn(bot, sent, view.private_metadata)
  const { errors } = readForm(view.state.values as FormState, {})
  return decision?.status !== 'superseded' && Object.keys(errors).length === 0
}

/** What cannot be read is said beside its field, and the form stays open. */
export async function refuseForm(bot: Bot, request: Request, errors: FormReading['errors'], ack: ViewArgs['ack']) {
  const words = await wordsOf(bot, request.asker)
  const said = Object.entries(errors).map(([block, notice]) => [block, sentence(words, notice)])
  await ack({ response_action: 'errors', errors: Object.fromEntries(said) })
  await finish(bot, request)
}

/** Somebody else was quicker: the form stays up as a note that says what changed. */
async function tooLate(bot: Bot, request: Request, decision: Decision, ack: ViewArgs['ack']): Promise<void> {
  const { workspace, channel, thread } = decision.place
  const found = thread ? await bot.store.decisionInThread(workspace, channel, thread) : null
  const newest = found && (await decisionFor(bot, await viewerNow(bot, request.asker), found.id))
  const changes = newest ? bot.advisor.compare(decision.advice, newest.advice).text : ''
  const words = bot.advisor.words(decision.advice.understanding.language)
  const text = `${say(words, 'movedOn', { id: decision.id })}\n${changes}`
  await ack({ response_action: 'update', view: safeBlocks(notice(decision.id, text)) })
  await finish(bot, request)
}
