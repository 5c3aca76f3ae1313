import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  scene.slack.world.addChannel({
    id: 'CSECRET',
    name: 'secret',
    kind: 'private',
    members: ['UANA', scene.slack.botUserId],
  })
})
afterAll(() => scene.end())

const homeOf = async (user: string): Promise<string> => {
  const before = scene.slack.journal.calls('views.publish').length
  await scene.slack.openHome(user, 'home')
  await scene.slack.until(() => scene.slack.journal.calls('views.publish').length > before)
  return JSON.stringify(scene.slack.world.views.get(scene.slack.world.homes.get(user)!)!.content)
}

it('welcomes once, and shows a person their own decisions and those of their channels', async () => {
  expect(await homeOf('UANA')).toContain('Welcome')
  expect(await homeOf('UANA')).not.toContain('Welcome')
  await scene.slack.say('UANA', 'CSECRET', `@${scene.slack.app.handle} ${ASK}`)
  const [message] = await scene.settled('CSECRET')
  const id = /#(\w{5})\b/.exec(message!.text)![0]
  expect(await homeOf('UANA')).toContain(id)
  expect(await homeOf('UBEN')).not.toContain(id)
})

it('who left a private channel sees nothing of it', async () => {
  scene.slack.world.addChannel({
    id: 'CGONE',
    name: 'gone',
    kind: 'private',
    members: ['UBEN', 'UCARA', scene.slack.botUserId],
  })
  await scene.slack.say('UBEN', 'CGONE', `@${scene.slack.app.handle} ${ASK} and a budget of 900 EUR`)
  const [message] = await scene.settled('CGONE')
  const id = /#(\w{5})\b/.exec(message!.text)![0]
  await scene.slack.leave('UCARA', 'CGONE')
  expect(await homeOf('UCARA')).not.toContain(id)
})

it('searches and filters in place', async () => {
  const view = scene.slack.world.homes.get('UANA')!
  const publish = () => scene.slack.journal.calls('views.publish').length
  let before = publish()
  await scene.slack.click({ user: 'UANA', at: { view }, actionId: 'home_search', value: 'zebra' })
  await scene.slack.until(() => publish() > before)
  const content = () => JSON.stringify(scene.slack.world.views.get(scene.slack.world.homes.get('UANA')!)!.content)
  expect(content()).toContain('Nothing matches')
  before = publish()
  const now = scene.slack.world.homes.get('UANA')!
  await scene.slack.click({ user: 'UANA', at: { view: now }, actionId: 'home_kind', value: 'open' })
  await scene.slack.until(() => publish() > before)
  expect(content()).toContain('zebra')
})

it('history has pages', async () => {
  for (let i = 0; i < 12; i++) {
    await scene.slack.command('UBEN', 'COTHER', '/llm-advise', `${ASK}, case ${i}`)
  }
  await scene.slack.until(() => scene.answers('COTHER').length === 12)
  await scene.slack.command('UBEN', 'COTHER', '/llm-advise', 'history case')
  await scene.slack.until(() => scene.answers('COTHER').length === 13)
  const list = scene.answers('COTHER')[12]!
  const ids = (text: string) => [...text.matchAll(/#(\w{5}) ·/g)].map((m) => m[1])
  const first = ids(list.text)
  expect(first).toHaveLength(10)
  const before = list.text
  await scene.slack.click({ user: 'UBEN', at: { channel: 'COTHER', ts: list.ts }, actionId: 'page' })
  await scene.slack.until(() => list.text !== before)
  const second = ids(list.text)
  expect(second).toHaveLength(2)
  expect(new Set([...first, ...second]).size).toBe(12)
})
