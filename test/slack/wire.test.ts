import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

const HOSPITAL =
  'Hospital, patient notes must stay on our servers, no cloud, 2 ML engineers, two A100s, ~40k reports a month'
const idIn = (text: string): string => /#(\w+)/.exec(text)![1]!

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  let scene: Scene
  beforeEach(async () => {
    scene = await startScene({ mode })
  })
  afterEach(() => scene.end())

  const one = async (channel: string) => {
    const all = await scene.settled(channel)
    expect(all).toHaveLength(1)
    return all[0]!
  }

  it('a command is acknowledged and answered once, to its asker alone', async () => {
    const delivery = await scene.slack.command('UANA', 'CMODELS', '/llm-advise', HOSPITAL)
    expect(delivery).toMatchObject({ outcome: 'acked' })
    const message = await one('CMODELS')
    expect(message.ephemeralTo).toBe('UANA')
    expect(message.text).toMatch(/^Open weights, on your own machines/)
    expect(message.text).toMatch(/#\w{4,8}/)
  })

  it('one text by command, mention and direct message gives one recommendation', async () => {
    const dm = scene.slack.world.directMessage(['UANA', scene.slack.botUserId])
    await scene.slack.command('UANA', 'COTHER', '/llm-advise', HOSPITAL)
    await scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} ${HOSPITAL}`)
    await scene.slack.say('UANA', dm.id, HOSPITAL)
    const hashes = new Set<string>()
    for (const channel of ['COTHER', 'CMODELS', dm.id]) {
      const { text } = await one(channel)
      const viewer = { workspace: scene.slack.world.teamId, user: 'UANA', scopes: ['UANA', 'CMODELS', dm.id] }
      hashes.add((await scene.store.decision(idIn(text), viewer))!.advice.hash)
    }
    expect(hashes.size).toBe(1)
  })

  it('a mention in a thread reads who said what and answers there, and a second one says what changed', async () => {
    const root = await scene.slack.say('UANA', 'CMODELS', 'We are a hospital. Patient notes must stay on our servers.')
    const thread = root.message.ts
    await scene.slack.say('UBEN', 'CMODELS', 'We have two A100s and 2 ML engineers.', thread)
    await scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} what should we use?`, thread)
    const first = await one('CMODELS')
    expect(first.threadTs).toBe(thread)
    const viewer = { workspace: scene.slack.world.teamId, user: 'UBEN', scopes: ['CMODELS'] }
    const decision = await scene.store.decision(idIn(first.text), viewer)
    const said = decision!.advice.brief.messages.map(({ user, text }) => [user, text])
    expect(said).toEqual([
      ['UANA', 'We are a hospital. Patient notes must stay on our servers.'],
      ['UBEN', 'We have two A100s and 2 ML engineers.'],
      ['UANA', 'what should we use?'],
    ])
    await scene.slack.say('UBEN', 'CMODELS', `@${scene.slack.app.handle} and now?`, thread)
    await scene.slack.until(() => scene.answers('CMODELS').length === 2)
    expect(scene.answers('CMODELS')[1]!.text).toContain('Nothing changed')
    await scene.slack.say('UBEN', 'CMODELS', `@${scene.slack.app.handle} why not Anthropic?`, thread)
    await scene.slack.until(() => scene.answers('CMODELS').length === 3)
    expect(scene.answers('CMODELS')[2]!.text).toMatch(/^Anthropic.*ruled out/)
  })

  it('a supposition in a thread is answered as a difference and kept nowhere', async () => {
    const handle = `@${scene.slack.app.handle}`
    const { ts: thread } = (
      await scene.slack.say(
        'UANA',
        'CMODELS',
        `${handle} 2M requests a month, no GPUs, nobody to run servers, MVP in 3 weeks`,
      )
    ).message
    const answers = () => scene.answers('CMODELS').filter((a) => a.threadTs === thread)
    await scene.slack.until(() => answers().length === 1)
    await scene.slack.say('UBEN', 'CMODELS', `${handle} what if the data must stay on our servers?`, thread)
    await scene.slack.until(() => answers().length === 2)
    const supposed = answers()[1]!.text
    expect(supposed).toContain('Was: Closed model')
    expect(supposed).toContain('Where data may go: only your own machines (new)')
    expect(supposed).toContain(`#${idIn(answers()[0]!.text)}`)
    await scene.slack.say('UBEN', 'CMODELS', `${handle} and now?`, thread)
    await scene.slack.until(() => answers().length === 3)
    expect(answers()[2]!.text).toContain('Nothing changed')
  })
})
