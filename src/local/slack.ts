/**
 * A Slack on this machine, without a page. It knows nothing of any particular app.
 *
 * ```ts
 * const slack = await startSlack({ manifest })               // or { command: '/llm-advise' } without a manifest
 * // start the app with SLACK_API_URL=slack.apiUrl, SLACK_BOT_TOKEN=slack.botToken and
 * //   SLACK_SIGNING_SECRET=slack.signingSecret (HTTP), then slack.deliverTo('http://127.0.0.1:<port>/slack/events'), or
 * //   SLACK_APP_TOKEN=slack.appToken (Socket Mode; deliveries use the socket as soon as one is connected)
 * const ana = slack.world.addPerson({ id: 'UANA', name: 'ana' })
 * const c = slack.world.addChannel({ name: 'models', kind: 'public', members: ['UANA', slack.botUserId] })
 * await slack.command('UANA', c.id, '/llm-advise', 'help')    // resolves when acknowledged, or after 3 s: {outcome, ms}
 * const said = await slack.say('UANA', c.id, `@${slack.app.handle} which one?`)  // message and its app_mention twin
 * await slack.until(() => slack.world.thread(c.id, said.message.ts).length > 1)
 * const card = slack.world.messages.get(c.id)!.at(-1)!        // private ones have `ephemeralTo`
 * await slack.click({ user: 'UANA', at: { channel: c.id, ts: card.ts }, actionId: 'share' })
 * slack.faults.plan('chat.postMessage', { kind: 'rate_limited', retryAfter: 1 })   // or status, hang, cut, error, slow
 * slack.journal.calls('chat.postMessage')                     // every request of the app; .deliveries() the other way
 * await slack.close()
 * ```
 */

import { appRoute } from './api/routes.ts'
import { anyApp, appOf, type InstalledApp } from './app.ts'
import type { Core, Identity } from './core.ts'
import { Faults } from './faults.ts'
import { newId, newSecret } from './ids.ts'
import { type Click, click, close as closeView, type Submitted, shortcut, submit } from './inbound/interact.ts'
import { Outbound } from './inbound/outbound.ts'
import type { Delivery } from './inbound/parcel.ts'
import { membership, openHome, uninstall } from './inbound/presence.ts'
import type { Given } from './inbound/state.ts'
import { command, edit, remove, type Said, say } from './inbound/talk.ts'
import { Journal } from './journal.ts'
import { type Handler, listen } from './server.ts'
import { Triggers } from './triggers.ts'
import { World } from './world.ts'

export interface SlackOptions {
  /** Port on 127.0.0.1; a free one when absent. */
  readonly port?: number
  /** The app's Slack manifest, parsed JSON. Without it: every scope and event, and the one `command`. */
  readonly manifest?: unknown
  readonly command?: string
  readonly teamName?: string
  /** Secrets and ids to use instead of fresh ones. */
  readonly identity?: Partial<Identity>
  /** How long an acknowledgement may take, in ms; Slack's 3,000. */
  readonly ackMs?: number
  /** Pauses before the retries of an event, in ms; Slack's at once, a minute, five minutes. */
  readonly retryMs?: readonly number[]
  /** Clock, in ms of the epoch. */
  readonly now?: () => number
  /** Answers requests that are not the app's: the page. */
  readonly otherwise?: (slack: LocalSlack) => Handler
}

export interface LocalSlack extends Identity, Pick<Core, 'world' | 'journal' | 'faults' | 'app'> {
  /** `http://127.0.0.1:<port>`. */
  readonly address: string
  /** Base of the Web API, with a trailing slash. */
  readonly apiUrl: string
  readonly core: Core
  readonly out: Outbound
  /** Where the app takes signed HTTP requests. */
  deliverTo(url: string): void
  say(user: string, channel: string, text: string, threadTs?: string): Promise<Said>
  edit(user: string, channel: string, ts: string, text: string): Promise<Said>
  remove(user: string, channel: string, ts: string): Promise<Said>
  command(user: string, channel: string, name: string, text: string): Promise<Delivery | undefined>
  click(what: Click): Promise<Delivery>
  submit(user: string, values: Given): Promise<Submitted>
  closeView(user: string): Promise<Delivery | undefined>
  shortcut(user: string, callbackId: string, channel: string, ts: string): Promise<Delivery>
  openHome(user: string, tab: 'home' | 'messages'): Promise<Delivery | undefined>
  join(user: string, channel: string, inviter?: string): Promise<Delivery | undefined>
  leave(user: string, channel: string): Promise<Delivery | undefined>
  uninstall(): Promise<readonly (Delivery | undefined)[]>
  /** Resolves as soon as `done` holds, looking after every change and every 50 ms; rejects after `ms` (default 5,000). */
  until(done: () => unknown, ms?: number): Promise<void>
  close(): Promise<void>
}

const fresh = (given: Partial<Identity> = {}): Identity => ({
  appId: newId('A'),
  botId: newId('B'),
  botUserId: newId('U'),
  botToken: `xoxb-${newSecret(12)}`,
  appToken: `xapp-1-${newSecret(12)}`,
  signingSecret: newSecret(),
  ...given,
})

function until(core: Core, done: () => unknown, ms: number): Promise<void> {
  if (done()) return Promise.resolve()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const look = () => done() && resolve()
  const timer = setTimeout(() => reject(new Error(`did not come true within ${ms} ms: ${done}`)), ms)
  // Not everything that a caller waits for is a change of this workspace.
  const poll = setInterval(look, 50)
  core.world.changed.on('change', look)
  core.journal.added.on('entry', look)
  return promise.finally(() => {
    clearTimeout(timer)
    clearInterval(poll)
    core.world.changed.off('change', look)
    core.journal.added.off('entry', look)
  })
}

function withBot(world: World, app: InstalledApp, id: string): void {
  world.addPerson({ id, name: app.handle, realName: app.name, isBot: true })
  world.addPerson({ id: 'USLACKBOT', name: 'slackbot', realName: 'Slackbot', isBot: true })
}

/** Starts a Slack on 127.0.0.1 with an app installed and nobody in it but its bot. */
export async function startSlack(options: SlackOptions = {}): Promise<LocalSlack> {
  const now = options.now ?? Date.now
  const app = options.manifest === undefined ? anyApp(options.command ?? '/command') : appOf(options.manifest)
  const identity = fresh(options.identity)
  const world = new World(options.teamName ?? 'Local', now)
  const core: Core = {
    world,
    app,
    identity,
    journal: new Journal(),
    faults: new Faults(),
    triggers: new Triggers(now),
    address: '',
    installed: true,
    emit: (event, about) => void out.event(event, about),
  }
  const out = new Outbound(
    core,
    { url: undefined, ackMs: options.ackMs ?? 3000 },
    options.retryMs ?? [0, 60_000, 300_000],
  )
  withBot(world, app, identity.botUserId)
  const { server, address } = await listen(
    options.port ?? 0,
    (asked, response) => appRoute(core, asked, response) ?? page(asked, response),
  )
  core.address = address
  server.on('upgrade', (request, socket, head) => {
    if (request.headers.host !== new URL(address).host || !request.url?.startsWith('/link/')) socket.destroy()
    else out.link.upgrade(request, socket, head, identity.appId)
  })
  const slack: LocalSlack = {
    ...identity,
    ...{ world, app, journal: core.journal, faults: core.faults, core, out, address, apiUrl: `${address}/api/` },
    deliverTo: (url) => {
      out.route.url = url
    },
    say: (...args) => say(core, out, ...args),
    edit: (...args) => edit(core, out, ...args),
    remove: (...args) => remove(core, out, ...args),
    command: (...args) => command(core, out, ...args),
    click: (what) => click(core, out, what),
    submit: (...args) => submit(core, out, ...args),
    closeView: (user) => closeView(core, out, user),
    shortcut: (...args) => shortcut(core, out, ...args),
    openHome: (...args) => openHome(core, out, ...args),
    join: (user, channel, inviter) => membership(core, out, 'join', user, channel, inviter),
    leave: (user, channel) => membership(core, out, 'leave', user, channel),
    uninstall: () => uninstall(core, out),
    until: (done, ms = 5000) => until(core, done, ms),
    close: async () => {
      out.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const page: Handler = options.otherwise?.(slack) ?? (() => ({ status: 404, body: 'not found' }))
  return slack
}
