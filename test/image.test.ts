import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LocalSlack, startSlack } from '#src/local/slack.ts'

/**
 * No Docker engine is at hand, so this does by hand what the image does: the files that the Dockerfile copies, a
 * production install, a tree that cannot be written, a user that is not root, one volume for data.
 */
const dockerfile = readFileSync('Dockerfile', 'utf8')
const ignored = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean)
const image = mkdtempSync(join(tmpdir(), 'image-'))
const app = join(image, 'app')
const data = join(image, 'data')
/** `nobody`, or this very user where the test has no right to become another. */
const uid = process.getuid?.() === 0 ? 65_534 : (process.getuid?.() ?? 0)
let slack: LocalSlack
let child: ChildProcess

const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap((match) => match[1]!.split(' '))

/** From npm's own cache; where that is cold, the production part of the tree that is installed here. */
function install(): void {
  cpSync('package.json', join(app, 'package.json'))
  cpSync('package-lock.json', join(app, 'package-lock.json'))
  const flags = ['--omit=dev', '--omit=optional']
  try {
    const quiet = ['--ignore-scripts', '--offline', '--loglevel=silent', '--no-audit', '--no-fund']
    execFileSync('npm', ['ci', ...flags, ...quiet], { cwd: app, stdio: 'ignore' })
  } catch {
    const list = execFileSync('npm', ['ls', '--all', '--parseable', ...flags], { encoding: 'utf8' })
    for (const path of list.split('\n').slice(1).filter(Boolean)) {
      const inside = path.slice(process.cwd().length + 1)
      cpSync(path, join(app, inside), {
        recursive: true,
        filter: (from) => !from.slice(path.length).includes('node_modules'),
      })
    }
  }
}

function seal(): void {
  for (const path of [app, ...globSync(`${app}/**/*`)]) {
    if (!lstatSync(path).isSymbolicLink()) chmodSync(path, lstatSync(path).mode & 0o555)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

beforeAll(async () => {
  mkdirSync(app)
  mkdirSync(data)
  chmodSync(image, 0o755)
  chownSync(data, uid, process.getgid?.() ?? 0)
  install()
  for (const path of copied) cpSync(path, join(app, path), { recursive: true })
  for (const path of ignored.filter((line) => /^src\//.test(line))) rmSync(join(app, path), { recursive: true })
  seal()
  slack = await startSlack({ manifest: JSON.parse(readFileSync('manifest.json', 'utf8')) })
}, 60_000)

afterAll(async () => {
  child?.kill('SIGKILL')
  await slack?.close()
  for (const path of globSync(`${app}/**/*`)) if (lstatSync(path).isDirectory()) chmodSync(path, 0o755)
  rmSync(image, { recursive: true, force: true })
})

describe('the Dockerfile', () => {
  it('runs as a user without rights, keeps data in one volume, and is asked for its health', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile).toMatch(/^VOLUME \/data$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK .*CMD \["node", "scripts\/healthcheck\.ts"\]$/m)
    expect(dockerfile).toMatch(/^STOPSIGNAL SIGTERM$/m)
    expect(dockerfile).toMatch(/npm ci --omit=dev/)
  })

  it('may copy everything that it copies', () => {
    for (const path of copied) expect(ignored).toContain(`!${path}`)
  })
})

it('what the image would hold answers a command, and its health check says so', async () => {
  const port = await freePort()
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `sqlite:${join(data, 'decisions.db')}`,
    PORT: String(port),
    LOG_LEVEL: 'warn',
  }
  const options = { cwd: app, env, uid }
  child = spawn(process.execPath, ['src/main.ts'], { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
  slack.world.addPerson({ id: 'UANA', name: 'ana' })
  slack.world.addChannel({ id: 'CMODELS', name: 'models', members: ['UANA', slack.botUserId] })
  slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
  await slack.command('UANA', 'CMODELS', '/llm-advise', 'Patient notes must stay on our servers, two A100s')
  await slack.until(() => slack.world.messages.get('CMODELS')?.length === 1, 10_000)
  expect(slack.world.messages.get('CMODELS')![0]!.text).toMatch(/#\w{5}/)

  const health = spawn(process.execPath, ['scripts/healthcheck.ts'], options)
  expect((await once(health, 'exit'))[0]).toBe(0)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  const after = spawn(process.execPath, ['scripts/healthcheck.ts'], options)
  expect((await once(after, 'exit'))[0]).toBe(1)
}, 40_000)
