import { UserError } from '../domain/errors.ts'
import { reply } from './answer.ts'
import { type Bot, CONTEXT_KEY, type Request } from './bot.ts'
import { referenceOf } from './request.ts'
import { failed } from './views/notices.ts'

/** The error that a listener threw, out of Bolt's wrappers. */
function unwrapped(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const inner = Reflect.get(error, 'original') ?? (Reflect.get(error, 'originals') as unknown[] | undefined)?.[0]
  return inner === undefined ? error : unwrapped(inner)
}

/** Ends a request whose listener threw: one line to its asker alone, and the same reference in the log. */
export function onError(bot: Bot) {
  return async ({ error, context }: { error: unknown; context: Record<string, unknown> }): Promise<void> => {
    const cause = unwrapped(error)
    const request = context[CONTEXT_KEY] as Request | undefined
    if (!request) return bot.log.error({ error: String(cause) }, 'listener failed')
    const reference = referenceOf(request.key)
    if (cause instanceof UserError) {
      bot.log.info({ reference, sentence: cause.message }, 'request declined')
      return reply(bot, request, { text: cause.message })
    }
    bot.log.error(
      { reference, error: String(cause), stack: cause instanceof Error ? cause.stack : '' },
      'listener failed',
    )
    return reply(bot, request, { text: failed(reference) })
  }
}
