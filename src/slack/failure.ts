import { UserError } from '../domain/errors.ts'
import { reply } from './answer.ts'
import { type Bot, CONTEXT_KEY, type Request } from './bot.ts'
import { Declined } from './declined.ts'
import { noticeTo } from './locale.ts'
import { referenceOf } from './request.ts'
import { noticeOf } from './views/notices.ts'

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
      const text = cause instanceof Declined ? await noticeTo(bot, request.asker, cause.notice) : cause.message
      return reply(bot, request, { text })
    }
    bot.log.error(
      { reference, error: String(cause), stack: cause instanceof Error ? cause.stack : '' },
      'listener failed',
    )
    return reply(bot, request, { text: await noticeTo(bot, request.asker, noticeOf('failed', { reference })) })
  }
}
