import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '#src/domain/ports.ts'
import { type Scene, type SceneOptions, startScene } from '#test/support/bot.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
const start = async (options: Partial<SceneOptions> = {}) => {
  scene = await startScene({ mode: 'http', call: 500, ...options })
}
afterEach(() => scene.end())

const settled = () => scene.settled()
const mention = (text = ASK) => scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} ${text}`)

describe('Slack in trouble ends in one answer', () => {
  it.each([
    ['429', { kind: 'rate_limited', retryAfter: 1 } as const],
    ['500', { kind: 'status', status: 500 } as const],
    ['an error that passes', { kind: 'error', error: 'internal_error' } as const],
    ['a hanging call that took no effect', { kind: 'hang' } as const],
    ['a hanging call that took effect', { kind: 'hang', afterEffect: true } as const],
    ['a cut that took effect', { kind: 'cut', afterEffect: true } as const],
  ])('a mention, chat.postMessage with %s', async (_, fault) => {
    await start()
    scene.slack.faults.plan('chat.postMessage', fault)
    await mention()
    expect(await settled()).toHaveLength(1)
  })

  it.each([
    ['429', { kind: 'rate_limited', retryAfter: 1 } as const],
    ['500', { kind: 'status', status: 500 } as const],
    ['a hanging call that took no effect', { kind: 'hang' } as const],
  ])('a command, response_url with %s', async (_, fault) => {
    await start()
    scene.slack.faults.plan('response_url', fault)
    await scene.slack.command('UANA', 'CMODELS', '/llm-advise', ASK)
    expect(await settled()).toHaveLength(1)
  })

  it('a command whose address is dead is answered another way', async () => {
    await start()
    scene.slack.faults.plan('response_url', { kind: 'status', status: 404 }, Infinity)
    await scene.slack.command('UANA', 'CMODELS', '/llm-advise', ASK)
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.ephemeralTo).toBe('UANA')
  })

  it('blocks that a workspace does not have yet are left out', async () => {
    await start()
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'invalid_blocks' })
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.blocks!.map(({ type }) => type)).toContain('actions')
    expect(message!.blocks!.map(({ type }) => type)).not.toContain('context_actions')
  })

  it('refused blocks become plain text in the same call path', async () => {
    await start()
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'invalid_blocks' }, 2)
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.text).toMatch(/#\w+/)
    expect(message!.blocks).toBeUndefined()
  })

  it('a thread that cannot be read is answered from the message alone, and says so', async () => {
    await start()
    scene.slack.app.scopes.delete('channels:history')
    const root = await scene.slack.say('UBEN', 'CMODELS', 'We need a model.')
    await scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} ${ASK}`, root.message.ts)
    const [message] = await settled()
    expect(message!.text).toContain('could not read the thread')
  })

  it('an answer that Slack will never take is told to its asker alone', async () => {
    await start()
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'restricted_action' })
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.ephemeralTo).toBe('UANA')
    expect(message!.text).toMatch(/reference [0-9a-f]{8}/)
    const reference = /reference (\w+)/.exec(message!.text)![1]!
    expect(scene.log.join('')).toContain(reference)
  })
})

describe('copies of a request', () => {
  it('a mention, its twin and Slack’s retries are one answer and one decision', async () => {
    await start({ slack: { ackMs: 1 } })
    await mention()
    await settled()
    expect(scene.slack.journal.deliveries('app_mention').length).toBeGreaterThan(1)
    expect(scene.answers('CMODELS')).toHaveLength(1)
    const viewer = { workspace: scene.slack.world.teamId, user: 'UANA', scopes: ['UANA', 'CMODELS'] }
    expect((await scene.store.history({ limit: 10 }, viewer)).rows).toHaveLength(1)
  })
})

describe('a bug or a broken store', () => {
  it('an error while answering reaches only the asker, with the reference of the log', async () => {
    const { advisor } = await import('#test/support/bot.ts')
    await start({ advisor: { ...advisor, advise: () => Promise.reject(new Error('secret xoxb-1234567890')) } })
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.ephemeralTo).toBe('UANA')
    expect(message!.text).not.toContain('secret')
    const reference = /reference (\w+)/.exec(message!.text)![1]!
    expect(scene.log.join('')).toContain(reference)
  })

  const broken = (store: Store): Store => ({
    ...store,
    receive: () => Promise.reject(new Error('attempt to write a readonly database')),
  })

  it.each(['http', 'socket'] as const)('a command that cannot be kept is told so at once, over %s', async (mode) => {
    await start({ mode, wrap: broken })
    await scene.slack.command('UANA', 'CMODELS', '/llm-advise', ASK)
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.ephemeralTo).toBe('UANA')
    expect(message!.text).toMatch(/could not store.*reference [0-9a-f]{8}/)
  })

  it.each(['http', 'socket'] as const)('a mention that cannot be kept is told so once, over %s', async (mode) => {
    await start({ mode, wrap: broken, slack: { ackMs: 200, retryMs: [50, 100, 100] } })
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.text).toMatch(/could not store.*reference [0-9a-f]{8}/)
  })

  it('a mention that is kept at the second try is answered and nothing else', async () => {
    let failures = 1
    await start({
      wrap: (store) => ({
        ...store,
        receive: (request) => (failures-- > 0 ? Promise.reject(new Error('disk full')) : store.receive(request)),
      }),
    })
    await mention()
    const [message, ...more] = await settled()
    expect(more).toEqual([])
    expect(message!.text).toMatch(/#\w+/)
  })
})

describe('after a restart', () => {
  it('an answer that was being sent arrives once', async () => {
    await start()
    scene.slack.faults.plan('chat.postMessage', { kind: 'hang', afterEffect: true }, Infinity)
    await mention()
    await scene.slack.until(
      () => scene.slack.journal.calls('chat.postMessage').length > 0 || scene.answers('CMODELS').length > 0,
    )
    await scene.bot.stop()
    await scene.store.close()
    scene.slack.faults.clear()
    await scene.restart()
    expect(await settled()).toHaveLength(1)
  })
})
