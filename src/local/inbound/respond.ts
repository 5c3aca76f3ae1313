import { ApiError, Args } from '../api/call.ts'
import { compose } from '../api/compose.ts'
import type { Core } from '../core.ts'
import type { ResponseTarget } from '../triggers.ts'
import type { Json } from '../types.ts'
import { messageEvent } from './events.ts'

/**
 * Carries out what an app said through a `response_url` or in the body of a command's acknowledgement: a new private or
 * public message, or a change of the message whose button was used. Throws ApiError with Slack's code.
 */
export function applyResponse(core: Core, target: ResponseTarget, body: Json): void {
  const original = target.messageTs === undefined ? undefined : core.world.findMessage(target.channel, target.messageTs)
  if (body.delete_original === true) {
    if (!original) throw new ApiError('cannot_delete_original')
    core.world.removeMessage(original)
    return
  }
  const { text, blocks, metadata } = compose(new Args(body))
  if (body.replace_original === true && original) {
    original.text = text
    if (blocks) original.blocks = blocks
    else delete original.blocks
    core.world.touch()
    return
  }
  const message = core.world.addMessage({
    channel: target.channel,
    user: core.identity.botUserId,
    fromApp: true,
    text,
    ...(blocks ? { blocks } : {}),
    ...(metadata ? { metadata } : {}),
    ...(body.thread_ts ? { threadTs: String(body.thread_ts) } : {}),
    ...(body.response_type === 'in_channel' ? {} : { ephemeralTo: target.user }),
  })
  if (!message.ephemeralTo) core.emit(messageEvent(core, message), { channel: message.channel })
}

/** One use of a response address: HTTP status and body. */
export function respond(core: Core, token: string, body: unknown): { status: number; body: string } {
  const refuse = (status: number, error: string) => ({ status, body: JSON.stringify({ ok: false, error }) })
  const target = core.triggers.respond(token)
  if ('error' in target) return refuse(404, target.error)
  if (typeof body !== 'object' || body === null) return refuse(400, 'invalid_payload')
  try {
    applyResponse(core, target, body as Json)
    return { status: 200, body: 'ok' }
  } catch (error) {
    if (error instanceof ApiError) return refuse(400, error.code)
    throw error
  }
}
