import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { Health } from './health.ts'

/** Largest body that is read, in bytes: Slack's own payloads stay far below. */
const MOST_BYTES = 2 * 1024 * 1024
/** Slack's own tolerance, in seconds; Bolt checks only the past side. */
const CLOCK_SKEW = 300
const FORM = 'application/x-www-form-urlencoded'

const end = (res: ServerResponse, status: number, body?: string): void => {
  res.writeHead(status, body === undefined ? {} : { 'content-type': 'application/json' }).end(body)
}

/** Answers without having read the whole body: the connection cannot serve another request. */
const refuse = (res: ServerResponse, status: number): void => {
  res.writeHead(status, { connection: 'close' }).end()
}

async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  if (Number(req.headers['content-length'] ?? 0) > MOST_BYTES) return null
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MOST_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether Bolt can take the body without ending the process: `null`, `[]`, an event without an event it cannot. */
function isTakeable(body: string, type: string): boolean {
  try {
    const payload = type === FORM ? new URLSearchParams(body).get('payload') : body
    if (payload === null) return true
    const value: unknown = JSON.parse(payload)
    return isObject(value) && (value.type !== 'event_callback' || isObject(value.event))
  } catch {
    return false
  }
}

async function answerSlack(req: IncomingMessage, res: ServerResponse, bolt: RequestListener): Promise<void> {
  const sent = Number(req.headers['x-slack-request-timestamp'])
  if (sent - Date.now() / 1000 > CLOCK_SKEW) return refuse(res, 401)
  const raw = await readBody(req)
  if (raw === null) return refuse(res, 413)
  // Bolt compares the type as a whole, so a charset behind it would make the body unreadable.
  const type = (req.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
  req.headers['content-type'] = type
  if (!isTakeable(raw.toString(), type)) return end(res, 400)
  Object.assign(req, { rawBody: raw })
  bolt(req, res)
}

async function answerHealth(res: ServerResponse, path: string, health: Health): Promise<void> {
  const state = path === '/healthz' ? { ok: true } : await health.ready()
  end(res, state.ok ? 200 : 503, JSON.stringify(state))
}

/**
 * The bot's HTTP server: `/healthz`, `/readyz` and, where `bolt` is given, `/slack/events`. No handler can reject
 * unhandled.
 */
export function createFront(health: Health, log: Logger, bolt?: RequestListener): Server {
  const server = createServer((req, res) => {
    const path = (req.url ?? '/').split('?')[0] as string
    const isHealth = req.method === 'GET' && (path === '/healthz' || path === '/readyz')
    const isSlack = bolt && req.method === 'POST' && path === '/slack/events'
    const work = isHealth ? answerHealth(res, path, health) : isSlack ? answerSlack(req, res, bolt) : end(res, 404)
    Promise.resolve(work).catch((error: unknown) => {
      log.error({ error: String(error) }, 'request failed')
      if (!res.headersSent) end(res, 500)
    })
  })
  server.keepAliveTimeout = 65_000
  return server
}

/** @throws the listen error (EADDRINUSE and its like) */
export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })

/** Stops taking connections and resolves when those in hand are answered. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve()
    server.close(() => resolve())
    server.closeIdleConnections()
  })
