import { decisionFor, historyFor, viewerNow } from '../access.ts'
import { refuseOutsider } from '../admission.ts'
import { reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import type { Command } from '../commands.ts'
import { declined } from '../declined.ts'
import { draw } from '../draw.ts'
import { localeOf, noticeTo, wordsOf } from '../locale.ts'
import { isPrivate } from '../viewer.ts'
import type { Content } from '../views/content.ts'
import { help } from '../views/help.ts'
import { type Filters, history } from '../views/history.ts'
import { noticeOf } from '../views/notices.ts'
import { doctor, forget, setAllowed } from './care.ts'
import { exportDecisions } from './export.ts'

const PAGE = 10
/** Commands that give away what others decided. */
const READS: ReadonlySet<string> = new Set(['history', 'show', 'compare', 'replay', 'export'])

async function showDecision(bot: Bot, request: Request, id: string): Promise<void> {
  if (id === '') throw declined('showWhich')
  const decision = await decisionFor(bot, await viewerNow(bot, request.asker), id)
  if (!decision) throw declined('unknownDecision', { id: id.slice(0, 20) })
  const around = { onlyFor: isPrivate(decision.scopes) && request.asker, locale: await localeOf(bot, request.asker) }
  return reply(bot, request, draw(bot, decision.advice, decision, around))
}

/** Every command that is no scenario and opens no form. */
export type Lookup = Exclude<Command, { readonly kind: 'scenario' | 'form' | 'policy' }>

/** `replay`: the recorded brief on today's rulebook and prices, and what came out otherwise. */
async function replay(bot: Bot, request: Request, id: string): Promise<void> {
  if (id === '') throw declined('replayWhich')
  const decision = await decisionFor(bot, await viewerNow(bot, request.asker), id)
  if (!decision) throw declined('unknownDecision', { id: id.slice(0, 20) })
  const { advice } = decision
  const now = bot.advisor.replay(advice)
  const { text } = bot.advisor.compare(advice, now, await localeOf(bot, request.asker))
  const head = noticeOf('replayed', {
    id,
    rulesThen: advice.versions.rulebook,
    rulesNow: now.versions.rulebook,
    pricesThen: advice.versions.catalogue,
    pricesNow: now.versions.catalogue,
  })
  return reply(bot, request, { text: `${await noticeTo(bot, request.asker, head)}\n${text}` })
}

async function compareTwo(bot: Bot, request: Request, ids: readonly [string, string]): Promise<void> {
  const viewer = await viewerNow(bot, request.asker)
  const [before, after] = await Promise.all(ids.map((id) => decisionFor(bot, viewer, id)))
  if (ids.includes('')) throw declined('compareWhich')
  if (!before || !after) throw declined('unknownDecision', { id: (before ? ids[1] : ids[0]).slice(0, 20) })
  const { text } = bot.advisor.compare(before.advice, after.advice, await localeOf(bot, request.asker))
  return reply(bot, request, { text: `#${before.id} → #${after.id}\n${text}` })
}

/** Answers everything that only looks things up; `command` is what people type before the words. */
export async function lookUp(bot: Bot, request: Request, parsed: Lookup, command: string): Promise<void> {
  if (parsed.kind === 'help') return reply(bot, request, help(await wordsOf(bot, request.asker), command))
  if (READS.has(parsed.kind)) await refuseOutsider(bot, request.asker)
  if (parsed.kind === 'show') return showDecision(bot, request, parsed.id)
  if (parsed.kind === 'replay') return replay(bot, request, parsed.id)
  if (parsed.kind === 'compare') return compareTwo(bot, request, parsed.ids)
  if (parsed.kind === 'forget') return forget(bot, request)
  if (parsed.kind === 'doctor') return doctor(bot, request)
  if (parsed.kind === 'allow' || parsed.kind === 'disallow') return setAllowed(bot, request, parsed.kind === 'allow')
  if (parsed.kind === 'unknown') {
    const word = parsed.word.slice(0, 40)
    throw parsed.meant ? declined('didYouMean', { word, meant: parsed.meant }) : declined('unknownWord', { word })
  }
  if (parsed.wrong) throw declined('wrongFilter', { token: parsed.wrong.slice(0, 40) })
  if (parsed.kind === 'export') return exportDecisions(bot, request, parsed)
  return reply(bot, request, await historyPage(bot, request, parsed.filters))
}

/** A page of what this person may see where they are. */
export async function historyPage(bot: Bot, { asker }: Request, filters: Filters, after?: string): Promise<Content> {
  const query = { ...filters, limit: PAGE, ...(after && { after }) }
  const page = await historyFor(bot, await viewerNow(bot, asker), query)
  return history(await wordsOf(bot, asker), page, filters)
}
