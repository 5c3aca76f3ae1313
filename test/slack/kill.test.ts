import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Fault } from '#src/local/faults.ts'
import { type LocalSlack, startSlack } from '#src/local/slack.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'kill-'))
let slack: LocalSlack
let child: ChildProcess
let output = ''
let port = 0

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: free } = server.address() as { port: number }
  server.close()
  return free
}

async function run(mode: 'http' | 'socket', name: string): Promise<void> {
  output = ''
  child = spawn(process.execPath, ['src/main.ts'], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      SLACK_BOT_TOKEN: slack.botToken,
      ...(mode === 'http' ? { SLACK_SIGNING_SECRET: slack.signingSecret } : { SLACK_APP_TOKEN: slack.appToken }),
      SLACK_API_URL: slack.apiUrl.replace(/\/$/, ''),
      DATABASE_URL: `sqlite:${join(folder, `${name}.db`)}`,
      PORT: String(port),
      HEALTH_PORT: String(port),
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout!.on('data', (chunk) => {
    output += chunk
  })
  while (!output.includes('Ready')) {
    if (child.exitCode !== null) throw new Error('the bot ended before it was ready')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function world(mode: 'http' | 'socket', name: string): Promise<void> {
  slack = await startSlack({ manifest })
  slack.world.addPerson({ id: 'UANA', name: 'ana' })
  slack.world.addChannel({ id: 'CMODELS', name: 'models', members: ['UANA', slack.botUserId] })
  port = await freePort()
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  await run(mode, name)
}

afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(async () => {
  child.kill('SIGKILL')
  await slack.close()
})

const answers = () => (slack.world.messages.get('CMODELS') ?? []).filter((m) => m.user === slack.botUserId)
const calls = (method: string) => slack.journal.calls(method).length

async function killedAt(
  mode: 'http' | 'socket',
  name: string,
  method: string,
  fault: Fault,
  ask: () => Promise<unknown>,
) {
  slack.faults.plan(method, fault, Infinity)
  const asked = ask()
  const started = Date.now()
  while (calls(method) === 0 && answers().length === 0 && Date.now() - started < 3000) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await asked
  child.kill('SIGKILL')
  await once(child, 'exit')
  slack.faults.clear()
  await run(mode, name)
  await slack.until(() => answers().length > 0, 10_000)
  await new Promise((resolve) => setTimeout(resolve, 1200))
  return answers()
}

describe.each(['http', 'socket'] as const)('kill -9 and a restart over %s: one answer', (mode) => {
  it('between the acknowledgement and the answer', async () => {
    await world(mode, `a-${mode}`)
    const root = await slack.say('UANA', 'CMODELS', 'We are a hospital.')
    const ask = () => slack.say('UANA', 'CMODELS', `@${slack.app.handle} ${ASK}`, root.message.ts)
    expect(await killedAt(mode, `a-${mode}`, 'conversations.replies', { kind: 'hang' }, ask)).toHaveLength(1)
  })

  it('after Slack took the message and before the bot knew', async () => {
    await world(mode, `b-${mode}`)
    const ask = () => slack.say('UANA', 'CMODELS', `@${slack.app.handle} ${ASK}`)
    const fault = { kind: 'hang', afterEffect: true } as const
    expect(await killedAt(mode, `b-${mode}`, 'chat.postMessage', fault, ask)).toHaveLength(1)
  })

  it('before Slack took a private answer', async () => {
    await world(mode, `c-${mode}`)
    const ask = () => slack.command('UANA', 'CMODELS', '/llm-advise', ASK)
    expect(await killedAt(mode, `c-${mode}`, 'response_url', { kind: 'hang' }, ask)).toHaveLength(1)
  })
})

it('SIGTERM ends it with status 0, and health answers until then', async () => {
  await world('http', 'term')
  expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
})
