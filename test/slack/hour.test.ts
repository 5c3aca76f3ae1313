import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

/**
 * An hour of a company in a minute: three people, a private channel, a channel shared with another company, a heated
 * thread, edits, deletions, a restart in the middle. Every expected message once, nothing else.
 */
const CHATTER = [
  'I still think we should just buy something',
  'you always think that',
  'because it always works :shrug:',
  'until it does not',
  'who was on call last weekend?',
  'me, and it was fine',
  'can we stay on the subject please',
  'ok ok',
]
let scene: Scene
let thread = ''
const expected = new Map<string, number>()

const expectMore = (channel: string, more = 1) => expected.set(channel, (expected.get(channel) ?? 0) + more)
const check = async (): Promise<void> => {
  for (const [channel, count] of expected) {
    await scene.slack.until(() => scene.answers(channel).length >= count)
    const all = await scene.settled(channel)
    expect(
      all.map(({ text }) => text.slice(0, 60)),
      channel,
    ).toHaveLength(count)
  }
}
const say = (user: string, text: string, channel = 'CMODELS', root = thread) =>
  scene.slack.say(user, channel, text, root || undefined)
const bot = () => `@${scene.slack.app.handle}`

beforeAll(async () => {
  scene = await startScene({ mode: 'socket' })
  const members = ['UANA', 'UCARA', scene.slack.botUserId]
  scene.slack.world.addChannel({ id: 'CBOARD', name: 'board', kind: 'private', members })
  scene.slack.world.addChannel({ id: 'CPARTNER', name: 'partner', isExtShared: true, members })
})
afterAll(() => scene.end())

it('a heated thread: people talk, the bot is asked, follows, and answers what changes the facts', async () => {
  thread = (await scene.slack.say('UANA', 'CMODELS', 'We need a model that drafts replies to support tickets.')).message
    .ts
  for (let i = 0; i < 24; i++) await say(i % 2 ? 'UBEN' : 'UANA', CHATTER[i % CHATTER.length]!)
  await check()
  await say('UBEN', `${bot()} about 30k tickets a month, which kind of model should we take?`)
  expectMore('CMODELS')
  await check()
  const card = scene.answers('CMODELS')[0]!
  await scene.slack.click({ user: 'UBEN', at: { channel: 'CMODELS', ts: card.ts }, actionId: 'follow' })
  await scene.slack.until(() => JSON.stringify(card.blocks).includes('"stop"'))
  for (let i = 0; i < 8; i++) await say('UANA', CHATTER[i]!)
  await check()
  await say('UANA', 'Legal just said customer data must not leave our own servers.')
  expectMore('CMODELS')
  await check()
})

it('a restart in the middle loses and repeats nothing', async () => {
  await scene.bot.stop()
  await scene.store.close()
  await scene.restart()
  await check()
  const { message } = await say('UBEN', 'We got the budget: four H100s and two ML engineers.')
  expectMore('CMODELS')
  await check()
  await scene.slack.remove('UBEN', 'CMODELS', message.ts)
  expectMore('CMODELS')
  await check()
  await say('UBEN', 'stop')
  expectMore('CMODELS')
  await say('UANA', 'By the way, we have eight H100s now.')
  await check()
})

it('a private channel keeps to itself, and a shared one is refused to the asker alone', async () => {
  const secret = 'The merger needs contract analysis, strictly confidential, 200 contracts a month. Open or closed?'
  await scene.slack.say('UCARA', 'CBOARD', `${bot()} ${secret}`)
  expectMore('CBOARD')
  await scene.slack.say('UANA', 'CPARTNER', `${bot()} Which model for our common project?`)
  expectMore('CPARTNER')
  await check()
  expect(scene.answers('CPARTNER')[0]).toMatchObject({ ephemeralTo: 'UANA' })
  await scene.slack.command('UBEN', 'COTHER', '/llm-advise', 'history merger')
  expectMore('COTHER')
  await check()
  expect(scene.answers('COTHER')[0]!.text).not.toContain('merger needs')
})

it('nothing that people wrote can ping anybody, and nobody heard from the bot unasked', () => {
  const all = [...scene.slack.world.messages.values()].flat().filter((m) => m.user === scene.slack.botUserId)
  for (const { text, blocks } of all) expect(text + JSON.stringify(blocks ?? '')).not.toMatch(/<[@!]/)
  const channels = new Set(all.map(({ channel }) => channel))
  expect([...channels].sort()).toEqual([...expected.keys()].sort())
})
