import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { createAdvisor } from '#src/advisor.ts'
import type { Store } from '#src/domain/ports.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import {
  type LocalSlack,
  type SlackOptions as SlackDoubleOptions,
  startSlack as startDouble,
} from '#src/local/slack.ts'
import type { Message } from '#src/local/types.ts'
import type { Advisor } from '#src/slack/bot.ts'
import { type RunningBot, startSlack } from '#src/slack/start.ts'
import { openStore } from '#src/store/sqlite.ts'

/** The shipped engine, wordings and data, on a fixed day. */
export const advisor: Advisor = createAdvisor(loadKnowledge('data'), null, () => '2026-11-24')

export interface Scene {
  readonly slack: LocalSlack
  readonly store: Store
  readonly log: string[]
  bot: RunningBot
  /** Starts the bot again after `bot.stop()`, as a new process on the same database would. */
  restart(): Promise<void>
  /** Every message of the bot in a channel, private ones included, oldest first. */
  answers(channel: string): readonly Message[]
  /** The bot's messages in a channel once nothing is left to do or to send. */
  settled(channel?: string): Promise<readonly Message[]>
  end(): Promise<void>
}

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))

export interface SceneOptions {
  readonly mode: 'http' | 'socket'
  readonly slack?: Partial<SlackDoubleOptions>
  readonly advisor?: Advisor
  /** Milliseconds that a call to Slack may take: short only where Slack is meant to hang. */
  readonly call?: number
  /** Questions that one person may ask in a minute; as many as they like when absent. */
  readonly questionsPerMinute?: number
  /** The bot's clock; the machine's when absent. */
  readonly now?: () => Date
  /** Changes the store that the bot sees. */
  readonly wrap?: (store: Store) => Store
}

/** The real Bolt app on the real store against a Slack on this machine, with ana, ben and a public channel. */
export async function startScene({
  mode,
  slack: given,
  advisor: brain = advisor,
  call = 4000,
  wrap,
  questionsPerMinute = 0,
  now = () => new Date(),
}: SceneOptions): Promise<Scene> {
  const folder = mkdtempSync(join(tmpdir(), 'bot-'))
  const slack = await startDouble({ manifest, retryMs: [10, 50, 100], ...given })
  for (const name of ['ana', 'ben', 'cara']) slack.world.addPerson({ id: `U${name.toUpperCase()}`, name })
  slack.world.addChannel({ id: 'CMODELS', name: 'models', members: ['UANA', 'UBEN', slack.botUserId] })
  slack.world.addChannel({ id: 'COTHER', name: 'other', members: ['UANA', 'UBEN', 'UCARA'] })
  const log: string[] = []
  const start = async () => {
    const store = await openStore(`sqlite:${join(folder, 'decisions.db')}`, {
      now: () => now().toISOString(),
      bot: true,
    })
    const bot = await startSlack({
      settings: {
        mode,
        botToken: slack.botToken,
        appToken: mode === 'socket' ? slack.appToken : '',
        signingSecret: slack.signingSecret,
        apiUrl: slack.apiUrl,
      },
      port: 0,
      advisor: brain,
      store: wrap ? wrap(store) : store,
      log: pino({ level: 'info', base: null }, { write: (line: string) => void log.push(line) }),
      now,
      questionsPerMinute,
      timing: { call, interval: 100, retry: 100, patience: 300 },
    })
    if (mode === 'http') slack.deliverTo(`http://127.0.0.1:${bot.port}/slack/events`)
    return { store, bot }
  }
  let running = await start()
  const scene: Scene = {
    slack,
    get store() {
      return running.store
    },
    log,
    bot: running.bot,
    async restart() {
      running = await start()
      scene.bot = running.bot
    },
    answers: (channel) =>
      (slack.world.messages.get(channel) ?? []).filter((m) => m.fromApp || m.user === slack.botUserId),
    async settled(channel = 'CMODELS') {
      await slack.until(() => scene.answers(channel).length > 0)
      const busy = async () => {
        const { unfinished, pending, inDoubt } = await running.store.queues()
        return unfinished + pending + inDoubt > 0
      }
      do await new Promise((resolve) => setTimeout(resolve, 120))
      while (await busy())
      return scene.answers(channel)
    },
    async end() {
      await scene.bot.stop()
      await running.store.close()
      await slack.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return scene
}
