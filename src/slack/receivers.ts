import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Health } from './health.ts'
import { close, createFront, listen } from './http.ts'
import { NotRecorded } from './inbox.ts'
import { boltLogger } from './log.ts'
import type { ClientOptions } from './web-client.ts'

export interface ReceiverOptions {
  readonly log: Logger
  readonly health: Health
  readonly port: number
}

/** Slack over signed HTTP on `/slack/events`; an event that could not be kept gets 503, so that Slack sends it again. */
export function httpReceiver(options: ReceiverOptions & { readonly signingSecret: string }): Receiver {
  const logger = boltLogger(options.log)
  const inner = new HTTPReceiver({
    signingSecret: options.signingSecret,
    logger,
    processEventErrorHandler: async ({ error, response }) => {
      if (!(error instanceof NotRecorded)) options.log.error({ error: String(error) }, 'request failed')
      if (!response.headersSent) response.writeHead(error instanceof NotRecorded ? 503 : 500).end()
      return false
    },
  })
  const server = createFront(options.health, options.log, inner.requestListener)
  return {
    init: (app) => inner.init(app),
    start: () => listen(server, options.port),
    stop: () => close(server),
  }
}

/** Slack over a WebSocket, with the health routes on a port of their own; what could not be kept is not acknowledged. */
export function socketReceiver(
  options: Omit<ReceiverOptions, 'health'> & {
    readonly appToken: string
    readonly clientOptions: ClientOptions
    health(connected: () => boolean): Health
  },
): Receiver {
  let connected = false
  const inner = new SocketModeReceiver({
    appToken: options.appToken,
    logger: boltLogger(options.log),
    // The only place from which this receiver takes the address of the Web API.
    installerOptions: { clientOptions: options.clientOptions },
    processEventErrorHandler: async ({ error }) => {
      if (!(error instanceof NotRecorded)) options.log.error({ error: String(error) }, 'request failed')
      return false
    },
  })
  inner.client.on('connected', () => {
    connected = true
  })
  for (const event of ['disconnected', 'reconnecting', 'close']) {
    inner.client.on(event, () => {
      connected = false
    })
  }
  const server = createFront(
    options.health(() => connected),
    options.log,
  )
  return {
    init: (app) => inner.init(app),
    async start() {
      const port = await listen(server, options.port)
      await inner.start()
      return port
    },
    async stop() {
      await inner.stop()
      await close(server)
    },
  }
}
