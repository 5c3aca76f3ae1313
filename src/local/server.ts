import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ConfigError } from '../domain/errors.ts'

const BODY_BYTES = 32 * 1024 * 1024

/** One answer of this machine's Slack. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** One request, its body read. */
export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Answers a request; `undefined` when it answered, or cut the connection, by itself. */
export type Handler = (asked: Asked, response: ServerResponse) => Promise<Answer | undefined> | Answer | undefined

export const json = (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES) throw new RangeError('body too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The fields of a form or JSON body; undefined when it is neither or is malformed. */
export function fieldsOf({ headers, body, url }: Asked): Readonly<Record<string, unknown>> | undefined {
  const query = Object.fromEntries(url.searchParams)
  if (body.length === 0) return query
  if (!headers['content-type']?.startsWith('application/json')) {
    return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) }
  }
  try {
    const value: unknown = JSON.parse(body.toString())
    return typeof value === 'object' && value !== null ? { ...query, ...value } : undefined
  } catch {
    return undefined
  }
}

/** The bytes of an upload, sent raw or as the one file of a multipart form. */
export async function uploadOf({ headers, body }: Asked): Promise<Buffer> {
  const type = headers['content-type'] ?? ''
  if (!type.startsWith('multipart/form-data')) return body
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const parts = [...form.values()]
  const file = parts.find((part) => typeof part !== 'string') ?? parts[0]
  return typeof file === 'string' ? Buffer.from(file) : Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer(0))
}

/** Refuses pages of other origins that resolve to this machine (DNS rebinding). */
const ours = (host: string | undefined, port: number) => host === `127.0.0.1:${port}` || host === `localhost:${port}`

/** Listens on 127.0.0.1 only, and answers no other Host. `port` 0 takes a free one. Throws ConfigError when it is taken. */
export async function listen(port: number, handler: Handler): Promise<{ server: Server; address: string }> {
  const server = createServer(async (request, response) => {
    try {
      const bound = (server.address() as AddressInfo).port
      if (!ours(request.headers.host, bound)) return void response.writeHead(403).end('wrong host')
      const url = new URL(request.url ?? '/', `http://127.0.0.1:${bound}`)
      const body = await bodyOf(request)
      const answer = await handler({ method: request.method ?? 'GET', url, headers: request.headers, body }, response)
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body)
    } catch (error) {
      if (!response.headersSent) response.writeHead(error instanceof RangeError ? 413 : 500)
      response.end(String(error))
    }
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new ConfigError(`Port ${port} is in use: set PORT to a free one.`) : error),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
