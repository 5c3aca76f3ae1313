import { UserError } from '../../domain/errors.ts'
import { reply } from '../answer.ts'
import type { Bot, Request } from '../bot.ts'
import type { Command } from '../commands.ts'
import { viewerOf } from '../viewer.ts'
import { card } from '../views/card.ts'
import type { Content } from '../views/content.ts'
import { help } from '../views/help.ts'
import { type Filters, history } from '../views/history.ts'
import { showWhich, unknownDecision, unknownWord, wrongFilter } from '../views/notices.ts'

const PAGE = 10

async function showDecision(bot: Bot, request: Request, id: string): Promise<void> {
  if (id === '') throw new UserError(showWhich())
  const decision = await bot.store.decision(id, viewerOf(request.asker))
  if (!decision) throw new UserError(unknownDecision(id.slice(0, 20)))
  const explanation = bot.advisor.explain(decision.advice)
  return reply(bot, request, card({ explanation, decision, shareable: decision.askedBy === request.asker.user }))
}

/** Answers everything that only looks things up; `command` is what people type before the words. */
export async function lookUp(
  bot: Bot,
  request: Request,
  parsed: Exclude<Command, { kind: 'scenario' | 'form' }>,
  command: string,
): Promise<void> {
  if (parsed.kind === 'help') return reply(bot, request, help(command))
  if (parsed.kind === 'show') return showDecision(bot, request, parsed.id)
  if (parsed.kind === 'unknown') throw new UserError(unknownWord(parsed.word.slice(0, 40), parsed.meant))
  if (parsed.wrong) throw new UserError(wrongFilter(parsed.wrong.slice(0, 40)))
  return reply(bot, request, await historyPage(bot, request, parsed.filters))
}

/** A page of what this person may see where they are. */
export async function historyPage(bot: Bot, { asker }: Request, filters: Filters, after?: string): Promise<Content> {
  const page = await bot.store.history({ ...filters, limit: PAGE, ...(after && { after }) }, viewerOf(asker))
  return history(bot.advisor.words('en'), page, filters)
}
