import type { Core } from '../core.ts'
import type { Json } from '../types.ts'

/** An answer with `ok: false`. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: string
  readonly extra: Json

  constructor(code: string, extra: Json = {}) {
    super(code)
    this.code = code
    this.extra = extra
  }
}

/** The arguments of a call, from a form (where structures are JSON text) or a JSON body. */
export class Args {
  readonly all: Json

  constructor(all: Json) {
    this.all = all
  }

  /** A string argument; undefined when absent or empty. */
  text(name: string): string | undefined {
    const value = this.all[name]
    return value === undefined || value === null || value === '' ? undefined : String(value)
  }

  /** A string argument that must be there. */
  need(name: string, error = 'invalid_arguments'): string {
    const value = this.text(name)
    if (value !== undefined) return value
    throw new ApiError(error, { response_metadata: { messages: [`[ERROR] missing required field: ${name}`] } })
  }

  /** Whether a flag is set: `true`, `1` or `"true"`. */
  flag(name: string): boolean {
    return ['true', '1'].includes(String(this.all[name]))
  }

  /** A whole number, or `otherwise` when absent. */
  count(name: string, otherwise: number): number {
    const value = this.text(name)
    if (value === undefined) return otherwise
    if (!/^\d+$/.test(value)) throw new ApiError('invalid_arguments')
    return Number(value)
  }

  /** A structured argument; `error` when it is text that is not JSON. */
  json(name: string, error: string): unknown {
    const value = this.all[name]
    if (typeof value !== 'string') return value ?? undefined
    if (value === '') return undefined
    try {
      return JSON.parse(value)
    } catch {
      throw new ApiError(error)
    }
  }
}

export interface Method {
  /** Scopes of which one must be granted; none when the token alone is enough. */
  readonly scopes: readonly string[]
  readonly token?: 'app'
  readonly run: (core: Core, args: Args) => Json
}

/** Throws `missing_scope` unless one of `scopes` is granted. */
export function needScope(core: Core, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => core.app.scopes.has(scope))) return
  throw new ApiError('missing_scope', { needed: scopes.join(','), provided: [...core.app.scopes].join(',') })
}

/** One page of a list by `limit` and `cursor`, with Slack's `response_metadata`. */
export function page<T>(
  args: Args,
  list: readonly T[],
  standard: number,
): { items: readonly T[]; more: Json; hasMore: boolean } {
  const limit = args.count('limit', standard)
  const cursor = args.text('cursor')
  const start = cursor
    ? Number(
        Buffer.from(cursor, 'base64')
          .toString()
          .replace(/^next:/, ''),
      )
    : 0
  if (!Number.isInteger(start) || limit < 1 || limit > 1000)
    throw new ApiError(cursor ? 'invalid_cursor' : 'invalid_limit')
  const end = start + limit
  const hasMore = end < list.length
  const next = hasMore ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: list.slice(start, end), more: { response_metadata: { next_cursor: next } }, hasMore }
}
