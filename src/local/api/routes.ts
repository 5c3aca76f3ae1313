import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Core } from '../core.ts'
import { respond } from '../inbound/respond.ts'
import { type Answer, type Asked, fieldsOf, json, uploadOf } from '../server.ts'
import { callMethod } from './methods.ts'
import { mimeOf } from './shape.ts'

const tokenOf = ({ headers }: Asked, fields: Readonly<Record<string, unknown>>) =>
  headers.authorization?.replace(/^Bearer /, '') ?? (typeof fields.token === 'string' ? fields.token : undefined)

type Effect = () => Answer | Promise<Answer>

/** Runs `effect` under whatever fault is planned for `method`; undefined when nothing is to be answered. */
async function underFault(
  core: Core,
  method: string,
  response: ServerResponse,
  effect: Effect,
): Promise<Answer | undefined> {
  const fault = core.faults.take(method)
  if (!fault) return effect()
  if (fault.kind === 'rate_limited') {
    return json({ ok: false, error: 'ratelimited' }, 429, { 'retry-after': String(fault.retryAfter) })
  }
  if (fault.kind === 'status') return { status: fault.status, body: '' }
  if (fault.kind === 'error') return json({ ok: false, error: fault.error })
  if (fault.kind === 'slow') {
    await sleep(fault.ms)
    return effect()
  }
  if (fault.afterEffect) await effect()
  if (fault.kind === 'cut') response.destroy()
  return undefined
}

async function noted(
  core: Core,
  method: string,
  request: unknown,
  response: ServerResponse,
  effect: Effect,
): Promise<Answer | undefined> {
  const at = core.world.now()
  const started = performance.now()
  const answer = await underFault(core, method, response, effect)
  const body = answer?.headers?.['content-type']?.startsWith('application/json')
    ? JSON.parse(String(answer.body))
    : answer?.body
  core.journal.add({
    at,
    direction: 'in',
    transport: 'http',
    method,
    status: answer?.status ?? null,
    ms: Math.round(performance.now() - started),
    error: body?.error ?? (answer === undefined ? 'no answer' : answer.status < 300 ? '' : `status ${answer.status}`),
    request,
    response: Buffer.isBuffer(body) ? `${body.length} bytes` : body,
  })
  return answer
}

/** Answers what the app asks of Slack: Web API methods, uploads, downloads, `response_url`s. Undefined for other paths. */
export function appRoute(core: Core, asked: Asked, response: ServerResponse): Promise<Answer | undefined> | undefined {
  const [, first, second = '', third = ''] = asked.url.pathname.split('/')
  const fields = fieldsOf(asked)
  if (first === 'api') {
    return noted(core, second, { ...fields, token: undefined }, response, () => {
      if (!fields) return json({ ok: false, error: 'invalid_json' })
      return json(callMethod(core, second, fields, tokenOf(asked, fields)))
    })
  }
  if (first === 'response') {
    const body = asked.headers['content-type']?.startsWith('application/json') ? fields : undefined
    return noted(core, 'response_url', body, response, () => respond(core, third, body))
  }
  if (first === 'upload') {
    return noted(core, 'files.upload', undefined, response, async () => {
      const file = core.world.files.get(third)
      const bytes = await uploadOf(asked)
      if (!file || file.length !== bytes.length) return { status: 400, body: 'unknown file or wrong length' }
      file.bytes = bytes
      return { status: 200, body: `OK - ${bytes.length}` }
    })
  }
  if (first === 'files-pri') {
    return noted(core, 'files.download', undefined, response, () => {
      const file = core.world.files.get(second)
      if (tokenOf(asked, {}) !== core.identity.botToken) return { status: 302, headers: { location: '/' } }
      if (!file?.bytes) return { status: 404, body: '' }
      return { status: 200, headers: { 'content-type': mimeOf(file.name) }, body: file.bytes }
    })
  }
  return undefined
}
