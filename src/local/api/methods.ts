import type { Core } from '../core.ts'
import type { Json } from '../types.ts'
import { ApiError, Args, type Method, needScope } from './call.ts'
import { chat } from './chat.ts'
import { conversations } from './conversations.ts'
import { files } from './files.ts'
import { people } from './people.ts'
import { views } from './views.ts'

const METHODS: Readonly<Record<string, Method>> = { ...chat, ...conversations, ...files, ...people, ...views }

function authenticate(core: Core, method: Method, token: string | undefined): void {
  if (!token) throw new ApiError('not_authed')
  const { botToken, appToken } = core.identity
  const right = method.token === 'app' ? appToken : botToken
  if (token !== right)
    throw new ApiError([botToken, appToken].includes(token) ? 'not_allowed_token_type' : 'invalid_auth')
  if (!core.installed) throw new ApiError('account_inactive')
}

/** Runs a Web API method: what Slack would answer, errors included as `{ok: false, error}`. Never throws. */
export function callMethod(core: Core, name: string, args: Json, token: string | undefined): Json {
  try {
    const method = METHODS[name]
    if (!method) throw new ApiError('unknown_method', { req_method: name })
    authenticate(core, method, token)
    needScope(core, method.scopes)
    return { ok: true, ...method.run(core, new Args(args)) }
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, error: error.code, ...error.extra }
    throw error
  }
}
