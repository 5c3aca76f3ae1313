import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'
import { idsIn, quiet } from '#test/support/talk.ts'

/**
 * An hour of a company in seconds: three people, a private channel, a channel shared with another company, a heated
 * thread of 40 messages, edits, deletions, a restart in the middle. After each step everything that left the bot is
 * what the step says, and nothing else.
 */

/** Something that the bot sends: how, where or to whom, and how it reads. */
type Sent = readonly [method: string, where: string, words: RegExp]

const HEATED = [
  'I still think we should just buy something and be done with it',
  'you always think that',
  'because it always works :shrug:',
  'until it does not',
  'who was on call last weekend?',
  'me, and it was fine',
  'can we stay on the subject please',
  'ok ok',
  'I am serious, this is going in circles',
  'then say something new',
]
let scene: Scene
let thread = ''
let heard = 0
let said = 0

const SAYS = /^(chat\.|response_url$|views\.|files\.)/
const outgoing = () =>
  scene.slack.journal.entries.filter(({ direction, method }) => direction === 'in' && SAYS.test(method))

/** Does something and expects exactly these messages of it, in any order. */
async function step<T>(what: () => Promise<T>, ...expected: readonly Sent[]): Promise<T> {
  const result = await what()
  await scene.slack.until(() => outgoing().length >= heard + expected.length)
  await quiet(scene)
  const seen = outgoing().slice(heard)
  heard += seen.length
  const lines = seen.map(({ method, request }) => {
    const { channel = '', user = '', user_id = '', text = '', view = '' } = request as Record<string, string>
    return { method, where: user_id || user || channel, words: text || JSON.stringify(view) }
  })
  const left = [...lines]
  for (const [method, where, words] of expected) {
    const at = left.findIndex((one) => one.method === method && one.where === where && words.test(one.words))
    expect(at, `${method} ${where} ${words} among ${JSON.stringify(lines)}`).toBeGreaterThanOrEqual(0)
    left.splice(at, 1)
  }
  expect(left).toEqual([])
  return result
}

const say = (user: string, text: string, channel = 'CMODELS', root = thread) => {
  said += 1
  return scene.slack.say(user, channel, text, root || undefined)
}
const called = (text: string) => `@${scene.slack.app.handle} ${text}`
const newest = (channel: string) => scene.answers(channel).at(-1)!
const click = (user: string, channel: string, actionId: string, ts = newest(channel).ts) =>
  scene.slack.click({ user, at: { channel, ts }, actionId })

beforeAll(async () => {
  scene = await startScene({ mode: 'http', slack: { retryMs: [200, 600, 3000] } })
  const members = ['UANA', 'UCARA', scene.slack.botUserId]
  const { world } = scene.slack
  world.addPerson({ id: 'UBOSS', name: 'boss', isAdmin: true })
  world.channels.get('CMODELS')!.members.add('UCARA')
  world.addChannel({ id: 'CBOARD', name: 'board', kind: 'private', members })
  world.addChannel({ id: 'CPARTNER', name: 'partner', isExtShared: true, members: [...members, 'UBOSS'] })
})
afterAll(() => scene.end())

it('a heated thread is left alone until somebody asks', async () => {
  const root = await step(() => say('UANA', 'We need a model that drafts replies to support tickets.'))
  thread = root.message.ts
  for (let i = 0; i < 22; i++) await say(['UANA', 'UBEN', 'UCARA'][i % 3]!, HEATED[i % HEATED.length]!)
  await step(async () => undefined)
  await step(
    () => say('UBEN', called('about 30k tickets a month, which kind of model should we take?')),
    ['chat.postMessage', 'CMODELS', /tickets|Open|Closed|cannot/],
  )
})

it('followed, it answers what changes a fact: news, an edit, a deletion, and nothing else', async () => {
  await step(() => click('UBEN', 'CMODELS', 'follow'), ['chat.update', 'CMODELS', /./])
  for (let i = 0; i < 10; i++) await say(['UBEN', 'UCARA'][i % 2]!, HEATED[i]!)
  await step(async () => undefined)
  const { message } = await step(
    () => say('UCARA', 'Legal just said customer data must not leave our own servers.'),
    ['chat.postMessage', 'CMODELS', /^Changed: /],
  )
  await step(
    () => scene.slack.edit('UCARA', 'CMODELS', message.ts, 'Legal has not said anything yet.'),
    ['chat.postMessage', 'CMODELS', /^Changed: /],
  )
  await step(() => scene.slack.edit('UCARA', 'CMODELS', message.ts, 'Legal has not said anything so far.'))
  const budget = await step(
    () => say('UBEN', 'We got the budget: four H100s and two ML engineers.'),
    ['chat.postMessage', 'CMODELS', /^Changed: /],
  )
  await step(
    () => scene.slack.remove('UBEN', 'CMODELS', budget.message.ts),
    ['chat.postMessage', 'CMODELS', /^Changed: /],
  )
})

it('a restart in the middle loses nothing and repeats nothing, not even what was said meanwhile', async () => {
  await scene.bot.stop()
  await scene.store.close()
  const unheard = await say('UANA', called('correction, it is 2 million tickets a month'))
  expect(unheard.deliveries.every(({ outcome }) => outcome === 'unreachable')).toBe(true)
  await step(() => scene.restart(), ['chat.postMessage', 'CMODELS', /^Changed: /])
  await step(() => say('UBEN', HEATED[0]!))
  await step(() => say('UBEN', 'stop'), ['chat.postEphemeral', 'UBEN', /no longer follow/])
  await step(() => say('UANA', 'By the way, we have eight H100s now.'))
})

it('three people decide: one accepts, a stale button says so, the thread’s card shows it', async () => {
  const { ts } = newest('CMODELS').ephemeralTo ? scene.answers('CMODELS').at(-2)! : newest('CMODELS')
  const card = scene.answers('CMODELS').find((one) => one.ts === ts)!
  const stale = card.blocks!
  await step(() => click('UANA', 'CMODELS', 'accept', ts), ['chat.update', 'CMODELS', /^Accepted/])
  card.blocks = stale
  await step(() => click('UBEN', 'CMODELS', 'defer', ts), ['response_url', '', /changed since this button/])
  await step(() => say('UCARA', HEATED[9]!))
  expect(said).toBeGreaterThanOrEqual(40)
})

it('a private channel keeps to itself, and a shared one is refused to the asker alone until an admin allows it', async () => {
  const secret = 'The merger needs contract analysis, strictly confidential, 200 contracts a month. Open or closed?'
  await step(() => say('UCARA', called(secret), 'CBOARD', ''), ['chat.postMessage', 'CBOARD', /./])
  const [id] = idsIn(newest('CBOARD').text)
  await step(
    () => say('UANA', called('Which model for our common project?'), 'CPARTNER', ''),
    ['chat.postEphemeral', 'UANA', /another company/],
  )
  const type = (user: string, channel: string, text: string) => () =>
    scene.slack.command(user, channel, '/llm-advise', text)
  await step(type('UANA', 'CPARTNER', 'allow'), ['response_url', '', /workspace admin/])
  await step(type('UBOSS', 'CPARTNER', 'allow'), ['response_url', '', /answer in this channel/])
  const common = 'Which model for our common project? Public web texts, 2,000 requests a day, no GPUs.'
  await step(() => say('UANA', called(common), 'CPARTNER', ''), ['chat.postMessage', 'CPARTNER', /./])
  await step(type('UBEN', 'COTHER', 'history merger'), ['response_url', '', /No decision/])
  await step(type('UBEN', 'COTHER', `show ${id}`), ['response_url', '', /no decision/])
  await step(() => scene.slack.openHome('UBEN', 'home'), ['views.publish', 'UBEN', /^(?!.*merger)/])
  await step(() => scene.slack.openHome('UCARA', 'home'), ['views.publish', 'UCARA', /merger/])
})

it('a private answer is shared by its asker alone, once', async () => {
  const text = 'Internal wiki search, 500 requests a day, nobody to run GPUs, $300 a month'
  await step(() => scene.slack.command('UANA', 'CMODELS', '/llm-advise', text), ['response_url', '', /./])
  await step(() => click('UANA', 'CMODELS', 'details'), ['views.open', '', /./])
  await step(() => click('UANA', 'CMODELS', 'share'), ['views.open', '', /./])
  await step(() => scene.slack.submit('UANA', {}), ['chat.postMessage', 'CMODELS', /./])
})

it('nothing that people wrote can ping anybody, and nobody heard from the bot unasked', () => {
  const channels = new Set(
    [...scene.slack.world.messages.values()]
      .flat()
      .filter(({ fromApp }) => fromApp)
      .map((m) => m.channel),
  )
  expect([...channels].sort()).toEqual(['CBOARD', 'CMODELS', 'COTHER', 'CPARTNER'])
  const pings = outgoing().filter(({ request }) => /<[@!]/.test(JSON.stringify(request)))
  expect(pings).toEqual([])
})
