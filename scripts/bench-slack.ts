/**
 * From a signed request to the delivered answer, against a bare Bolt acknowledgement in the same run:
 * `node scripts/bench-slack.ts [requests]` prints both and their ratio. Everything is on this machine.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, HTTPReceiver, LogLevel } from '@slack/bolt'
import { pino } from 'pino'
import { createAdvisor } from '#src/advisor.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { type LocalSlack, startSlack as startDouble } from '#src/local/slack.ts'
import { startSlack } from '#src/slack/start.ts'
import { openStore } from '#src/store/sqlite.ts'

const requests = Number(process.argv[2] ?? 200)
const ASK = 'Hospital, patient notes must stay on our servers, 2 ML engineers, two A100s, ~40k reports a month, case'
const advisor = createAdvisor(loadKnowledge('data'), null, () => '2026-11-24')

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
const rounded = (value: number): number => Math.round(value * 100) / 100

async function world(): Promise<LocalSlack> {
  const slack = await startDouble({ manifest: JSON.parse(readFileSync('manifest.json', 'utf8')) })
  slack.world.addPerson({ id: 'UANA', name: 'ana' })
  slack.world.addChannel({ id: 'CBENCH', name: 'bench', members: ['UANA', slack.botUserId] })
  return slack
}

/** Milliseconds of each request until `done` holds. */
async function timed(slack: LocalSlack, done: (sent: number) => boolean): Promise<number[]> {
  const times: number[] = []
  for (let i = 0; i < requests + 20; i++) {
    const started = performance.now()
    await slack.command('UANA', 'CBENCH', '/llm-advise', `${ASK} ${i}`)
    await slack.until(() => done(i + 1))
    if (i >= 20) times.push(performance.now() - started)
  }
  return times
}

async function bareBolt(): Promise<number[]> {
  const slack = await world()
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logLevel: LogLevel.ERROR })
  const authorize = async () => ({ botToken: slack.botToken, botId: slack.botId, botUserId: slack.botUserId })
  const app = new App({ receiver, authorize, logLevel: LogLevel.ERROR })
  app.command('/llm-advise', async ({ ack }) => ack())
  const server = await receiver.start(0)
  slack.deliverTo(`http://127.0.0.1:${(server.address() as { port: number }).port}/slack/events`)
  const times = await timed(slack, () => true)
  await receiver.stop()
  await slack.close()
  return times
}

async function wholeBot(): Promise<number[]> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const slack = await world()
  const now = () => new Date()
  const store = await openStore(`sqlite:${join(folder, 'b.db')}`, { now: () => now().toISOString(), bot: true })
  const settings = { mode: 'http', botToken: slack.botToken, appToken: '', apiUrl: slack.apiUrl } as const
  const bot = await startSlack({
    settings: { ...settings, signingSecret: slack.signingSecret },
    port: 0,
    advisor,
    store,
    log: pino({ level: 'error' }),
    now,
  })
  slack.deliverTo(`http://127.0.0.1:${bot.port}/slack/events`)
  const times = await timed(slack, (sent) => (slack.world.messages.get('CBENCH')?.length ?? 0) >= sent)
  await bot.stop()
  await store.close()
  await slack.close()
  rmSync(folder, { recursive: true, force: true })
  return times
}

const bare = await bareBolt()
const whole = await wholeBot()
const [boltP95, answerP95] = [percentile(bare, 0.95), percentile(whole, 0.95)]
console.log(
  JSON.stringify({
    requests,
    bare_bolt_ack_ms: { p50: rounded(percentile(bare, 0.5)), p95: rounded(boltP95) },
    request_to_answer_ms: { p50: rounded(percentile(whole, 0.5)), p95: rounded(answerP95) },
    p95_ratio: rounded(answerP95 / boltP95),
  }),
)
