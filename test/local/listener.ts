import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { type LocalSlack, type SlackOptions, startSlack } from '#src/local/slack.ts'
import type { Json } from '#src/local/types.ts'

export interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The event, the command's fields or the interaction, whichever came. */
  readonly payload: Json
}

type Reply = { status?: number; body?: unknown; after?: number }

/** The text at a dotted path of an answer or a payload. */
export const pick = (value: unknown, path: string): string =>
  String(path.split('.').reduce<unknown>((inner, key) => (inner as Json | undefined)?.[key], value))

function payloadOf(body: string): Received['payload'] {
  if (body.startsWith('{')) return JSON.parse(body)
  const fields = Object.fromEntries(new URLSearchParams(body))
  return fields.payload ? JSON.parse(fields.payload) : fields
}

/** An app that only listens: it keeps what it receives and answers as `reply` says. */
export async function listener(reply: (received: Received) => Reply = () => ({})) {
  const received: Received[] = []
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks).toString()
    const one = { headers: request.headers, body, payload: payloadOf(body) }
    received.push(one)
    const { status = 200, body: answer, after = 0 } = reply(one)
    setTimeout(() => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(answer === undefined ? '' : JSON.stringify(answer))
    }, after)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events` }
}

/** A Slack with Ana and Ben in it, #models with the app and Ana, #quiet without the app, and a private one with Ben. */
export async function smallSlack(options: SlackOptions = {}) {
  const slack = await startSlack({ command: '/ask', retryMs: [], ...options })
  onTestFinished(() => slack.close())
  slack.world.addPerson({ id: 'UANA', name: 'ana', realName: 'Ana' })
  slack.world.addPerson({ id: 'UBEN', name: 'ben', realName: 'Ben' })
  const { world, botUserId } = slack
  world.addChannel({ id: 'CMODELS', name: 'models', kind: 'public', members: ['UANA', botUserId] })
  world.addChannel({ id: 'CQUIET', name: 'quiet', kind: 'public', members: ['UANA'] })
  world.addChannel({ id: 'CSECRET', name: 'secret', kind: 'private', members: ['UBEN'] })
  return slack
}

/** Calls a Web API method as the app would. */
export async function call(
  slack: LocalSlack,
  method: string,
  args: Record<string, unknown> = {},
  token = slack.botToken,
) {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(args),
  })
  return (await response.json()) as Json & { ok: boolean; error?: string }
}
