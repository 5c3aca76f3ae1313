import type { App } from '@slack/bolt'
import type { Logger } from 'pino'
import { ConfigError } from '../domain/errors.ts'
import type { Store } from '../domain/ports.ts'
import { buildApp } from './app.ts'
import { type Advisor, type Bot, selfOf } from './bot.ts'
import { loadFollowing } from './following.ts'
import { createHealth, type Health } from './health.ts'
import { fetchIdentity } from './identity.ts'
import { createInbox } from './inbox.ts'
import { createLimiter } from './limiter.ts'
import { noticeTo } from './locale.ts'
import { createMembership } from './membership.ts'
import type { Asker } from './outgoing.ts'
import { httpReceiver, socketReceiver } from './receivers.ts'
import { createSender } from './sender.ts'
import type { Notice } from './views/notices.ts'
import { CALL_TIMEOUT, clientOptions, createClient } from './web-client.ts'

export interface SlackSettings {
  readonly mode: 'http' | 'socket'
  readonly botToken: string
  readonly signingSecret: string
  readonly appToken: string
  readonly apiUrl: string
}

/** In milliseconds. */
export interface Timing {
  /** One call to Slack. */
  readonly call: number
  /** Between two looks at the outbox. */
  readonly interval: number
  /** Before the second attempt at a message. */
  readonly retry: number
  /** For Slack to send again an event that could not be kept, before its asker is told. */
  readonly patience: number
}

const TIMING: Timing = { call: CALL_TIMEOUT, interval: 2000, retry: 1000, patience: 10_000 }

export interface SlackOptions {
  readonly settings: SlackSettings
  /** Of the HTTP server: Slack's requests and health (HTTP), or health alone (Socket Mode). */
  readonly port: number
  readonly advisor: Advisor
  readonly store: Store
  readonly log: Logger
  now(): Date
  /** Questions that one person may ask in a minute; 0 or absent: as many as they like. */
  readonly questionsPerMinute?: number
  readonly timing?: Timing
}

export interface RunningBot {
  readonly port: number
  /** Stops taking requests, finishes those in hand (at most ten seconds), and leaves the rest in the store. */
  stop(): Promise<void>
}

const DRAIN = 10_000

const within = (work: Promise<unknown>, milliseconds: number): Promise<unknown> =>
  Promise.race([work, new Promise((resolve) => setTimeout(resolve, milliseconds).unref())])

function createReceiver({ settings, store, log, port }: SlackOptions, options: ReturnType<typeof clientOptions>) {
  const { mode, signingSecret, appToken } = settings
  if (mode === 'http') {
    const health = createHealth(store, () => true)
    return { health, receiver: httpReceiver({ log, port, health, signingSecret }) }
  }
  let connected = () => false
  const health: Health = createHealth(store, () => connected())
  const receiver = socketReceiver({
    log,
    port,
    appToken,
    clientOptions: options,
    health: (now) => {
      connected = now
      return health
    },
  })
  return { health, receiver }
}

async function begin(app: App, { settings, port }: SlackOptions): Promise<number> {
  try {
    // Both receivers of this room resolve with the port that they listen on.
    return (await app.start()) as unknown as number
  } catch (error) {
    if (Reflect.get(error as object, 'code') === 'EADDRINUSE') {
      const name = settings.mode === 'http' ? 'PORT' : 'HEALTH_PORT'
      throw new ConfigError(`Port ${port} is in use: set ${name} to a free one.`)
    }
    if (settings.mode === 'socket' && /invalid_auth|not_allowed_token_type/.test(String(error))) {
      throw new ConfigError('Slack does not accept SLACK_APP_TOKEN: make an app-level token with connections:write.')
    }
    throw error
  }
}

/**
 * Connects the bot to Slack: what the last run left unfinished first, then new requests.
 * @throws ConfigError for a token that Slack refuses or a port in use
 */
export async function startSlack(options: SlackOptions): Promise<RunningBot> {
  const { settings, advisor, store, log } = options
  const { call, interval, retry, patience } = options.timing ?? TIMING
  const web = clientOptions(settings.apiUrl, log, call)
  const client = createClient(settings.botToken, web)
  const identity = await fetchIdentity(client, log)
  const now = () => options.now()
  const membership = createMembership(client, log, now, identity.scopes)
  const phrase = (asker: Asker, notice: Notice) => noticeTo({ membership, advisor }, asker, notice)
  const sender = createSender({ store, log, client, now, phrase, timeout: call, interval, retry })
  const limiter = createLimiter(options.questionsPerMinute ?? 0, now)
  const following = await loadFollowing(store, identity.workspace)
  const bot: Bot = { advisor, store, log, identity, client, membership, following, limiter, now, wake: sender.wake }
  const inbox = createInbox({
    store,
    log,
    now,
    self: selfOf(bot),
    wake: sender.wake,
    tell: sender.tell,
    phrase,
    patience,
  })
  const { health, receiver } = createReceiver(options, web)
  const app = buildApp(bot, inbox.guard(receiver), settings.botToken, web)
  sender.start()
  await inbox.replay()
  const port = await begin(app, options)
  health.started()
  return {
    port,
    async stop() {
      health.stopping()
      const closed = app.stop().catch((error: unknown) => log.warn({ error: String(error) }, 'receiver did not stop'))
      await within(Promise.all([closed, inbox.idle()]), DRAIN)
      await within(sender.stop(), DRAIN)
    },
  }
}
