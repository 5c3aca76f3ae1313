import type { InstalledApp } from './app.ts'
import type { Faults } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Triggers } from './triggers.ts'
import type { Json, Message } from './types.ts'
import type { World } from './world.ts'

/** Names and secrets of one installation. */
export interface Identity {
  readonly appId: string
  readonly botId: string
  readonly botUserId: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
}

/** What the rooms of this double share. */
export interface Core {
  readonly world: World
  readonly app: InstalledApp
  readonly identity: Identity
  readonly journal: Journal
  readonly faults: Faults
  readonly triggers: Triggers
  /** `http://127.0.0.1:<port>`, once the server listens. */
  address: string
  /** False after the app was uninstalled: every token is then refused. */
  installed: boolean
  /** Tells the app of an event if it subscribed to it and may see it; never waits. */
  emit(event: Json, about: { channel?: string; user?: string }): void
}

/** A line that only one person sees, from Slack itself rather than from the app. */
export function slackbot(core: Core, user: string, channel: string, text: string, threadTs?: string): Message {
  const message = { channel, user: 'USLACKBOT', fromApp: false, text, ephemeralTo: user }
  return core.world.addMessage(threadTs ? { ...message, threadTs } : message)
}
