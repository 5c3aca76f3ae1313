import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
})
afterAll(() => scene.end())

const FORM = 'application/x-www-form-urlencoded'
interface Options {
  readonly type?: string
  readonly at?: number
  readonly secret?: string
  readonly path?: string
}

const post = (body: string, { type = 'application/json', at = 0, secret, path = '/slack/events' }: Options = {}) => {
  const timestamp = String(Math.floor(Date.now() / 1000) + at)
  const key = secret ?? scene.slack.signingSecret
  const signature = `v0=${createHmac('sha256', key).update(`v0:${timestamp}:${body}`).digest('hex')}`
  return fetch(`http://127.0.0.1:${scene.bot.port}${path}`, {
    method: 'POST',
    headers: { 'content-type': type, 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
    body,
  })
}

describe('signed requests', () => {
  it('answers the challenge', async () => {
    const response = await post('{"type":"url_verification","challenge":"abc"}')
    expect(await response.json()).toEqual({ challenge: 'abc' })
  })

  it.each([
    ['a wrong secret', { secret: 'other' }, 401],
    ['a timestamp of six minutes ago', { at: -360 }, 401],
    ['a timestamp six minutes ahead', { at: 360 }, 401],
    ['another path', { path: '/other' }, 404],
  ])('%s is refused', async (_, options, status) => {
    expect((await post('{"type":"something_new"}', options)).status).toBe(status)
  })

  it.each([
    ['null', 'application/json'],
    ['[]', 'application/json'],
    ['"text"', 'application/json'],
    ['{', 'application/json'],
    ['{"type":"event_callback"}', 'application/json'],
    ['payload=null', FORM],
    ['payload=%5B%5D', FORM],
    ['payload=%7B', FORM],
  ])('the body %s of %s neither ends the process nor hangs', async (body, type) => {
    expect((await post(body, { type })).status).toBe(400)
    expect((await fetch(`http://127.0.0.1:${scene.bot.port}/healthz`)).status).toBe(200)
  })

  it('a body of three megabytes is refused', async () => {
    expect((await post('x'.repeat(3_000_000))).status).toBe(413)
  })

  it.each(['{}', '{"type":"event_callback","event":{}}', '{"type":"something_new"}'])(
    '%s is acknowledged at once',
    async (body) => {
      expect((await post(body)).status).toBe(200)
    },
  )

  it('a form with a charset behind its type is read, and a replay of it changes nothing', async () => {
    const body = new URLSearchParams({
      command: '/llm-advise',
      text: 'help',
      team_id: scene.slack.world.teamId,
      user_id: 'UANA',
      channel_id: 'CMODELS',
      trigger_id: '1.2.3',
    }).toString()
    for (let i = 0; i < 3; i++) expect((await post(body, { type: `${FORM}; charset=utf-8` })).status).toBe(200)
    expect(await scene.settled('CMODELS')).toHaveLength(1)
  })
})

describe('health', () => {
  it('is ready while it runs and not once it stops', async () => {
    const own = await startScene({ mode: 'socket' })
    const ready = () => fetch(`http://127.0.0.1:${own.bot.port}/readyz`)
    expect((await ready()).status).toBe(200)
    const stopped = own.bot.stop()
    await expect(ready().then((r) => r.status))
      .resolves.toBe(503)
      .catch(() => {})
    await stopped
    await expect(ready()).rejects.toThrow()
    await own.slack.close()
  })
})
