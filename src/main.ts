import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readerOf } from './advise.ts'
import { createAdvisor } from './advisor.ts'
import { openAssistant } from './assist/open.ts'
import { reachEndpoint } from './assist/reach.ts'
import { type Config, readConfig } from './config.ts'
import { ConfigError } from './domain/errors.ts'
import type { Store } from './domain/ports.ts'
import { loadKnowledge } from './knowledge.ts'
import { createLog } from './slack/log.ts'
import { type RunningBot, type SlackSettings, startSlack } from './slack/start.ts'
import { besideDatabase } from './store/location.ts'
import { openStore } from './store/sqlite.ts'

const ROOT = join(import.meta.dirname, '..')
const HOUR = 3_600_000
const DAY = 24 * HOUR

const today = () => new Date().toISOString().slice(0, 10)

/** Without tokens: a Slack on this machine, loaded only here, so that the bot runs without it. */
async function startWorkspace(port: number): Promise<{ settings: SlackSettings; open(botPort: number): string }> {
  const { startWorkspace: start } = await import('./local/workspace.ts').catch(() => {
    throw new ConfigError(
      'The local workspace is not in a production install: set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or install with `npm ci`.',
    )
  })
  const { readFileSync } = await import('node:fs')
  const slack = await start({ port, manifest: JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8')) })
  return {
    settings: {
      mode: 'http',
      botToken: slack.botToken,
      appToken: '',
      signingSecret: slack.signingSecret,
      apiUrl: slack.apiUrl,
    },
    open(botPort) {
      slack.deliverTo(`http://127.0.0.1:${botPort}/slack/events`)
      return slack.address
    },
  }
}

/** Keeps the store small: finished requests go after a week, other people's raw words after the set number of days. */
function keepHouse(store: Store, config: Config): NodeJS.Timeout {
  const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString()
  const clean = async () => {
    await store.sweep(ago(7))
    if (config.rawTextDays > 0) await store.expireOthersText(ago(config.rawTextDays))
  }
  return setInterval(() => void clean().catch(() => {}), HOUR).unref()
}

function stopOnSignal(bot: RunningBot, store: Store): void {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await bot.stop()
    await store.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void stop())
  process.on('SIGINT', () => void stop())
}

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const knowledge = loadKnowledge(join(ROOT, 'data'), besideDatabase(config.databaseUrl, 'catalogue.json'))
  const assistant = openAssistant(config.assist, knowledge, readerOf(knowledge), ROOT)
  const advisor = createAdvisor(knowledge, assistant, today, () => reachEndpoint(config.assist))
  const store = await openStore(config.databaseUrl, { now: () => new Date().toISOString(), bot: true })
  const local = config.slack ? null : await startWorkspace(config.port)
  const settings = config.slack ?? local!.settings
  const port = local ? 0 : settings.mode === 'http' ? config.port : config.healthPort
  const { questionsPerMinute } = config
  const bot = await startSlack({ settings, port, advisor, store, log, now: () => new Date(), questionsPerMinute })
  keepHouse(store, config)
  stopOnSignal(bot, store)
  if (local) console.log(`Ready: open ${local.open(bot.port)} in a browser; no Slack account is needed.`)
  else
    console.log(
      `Ready: ${settings.mode === 'http' ? 'taking requests' : 'connected by Socket Mode'}, health on port ${bot.port}.`,
    )
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exit(1)
}
