import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

const ASK = 'We want a support chatbot for our web shop, about 20k requests a month. Which kind of model?'
const SMALL_TALK = [
  'lunch?',
  'haha yes',
  'I am back at two',
  'nice weather today',
  ':+1:',
  'who has the key to room 4?',
]
let scene: Scene
let thread = ''

beforeEach(async () => {
  scene = await startScene({ mode: 'http' })
  const { message } = await scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} ${ASK}`)
  thread = message.ts
  await scene.settled('CMODELS')
})
afterEach(() => scene.end())

const follow = async () => {
  const card = scene.answers('CMODELS')[0]!
  await scene.slack.click({ user: 'UANA', at: { channel: 'CMODELS', ts: card.ts }, actionId: 'follow' })
  await scene.slack.until(() => JSON.stringify(card.blocks).includes('"stop"'))
  await scene.settled('CMODELS')
}
const say = async (user: string, text: string) => {
  const said = await scene.slack.say(user, 'CMODELS', text, thread)
  await scene.settled('CMODELS')
  return said
}
const count = () => scene.answers('CMODELS').length

it('an unfollowed thread is left alone', async () => {
  await say('UBEN', 'Legal says the data must stay on our own servers.')
  expect(count()).toBe(1)
})

it('a followed one is answered where a fact changes, and small talk is not', async () => {
  await follow()
  for (const text of SMALL_TALK) await say('UBEN', text)
  expect(count()).toBe(1)
  await say('UBEN', 'Legal says the data must stay on our own servers, no cloud.')
  expect(count()).toBe(2)
  expect(scene.answers('CMODELS')[1]!.text).toMatch(/^Changed: /)
  expect(scene.answers('CMODELS')[1]!.threadTs).toBe(thread)
})

it('an edit and a deletion count as what is said now', async () => {
  await follow()
  const { message } = await say('UBEN', 'Legal says the data must stay on our own servers, no cloud.')
  expect(count()).toBe(2)
  await scene.slack.edit('UBEN', 'CMODELS', message.ts, 'Legal has no opinion.')
  await scene.slack.until(() => count() === 3)
  await scene.settled('CMODELS')
  expect(count()).toBe(3)
})

it('survives a restart, and ends with "stop"', async () => {
  await follow()
  await scene.bot.stop()
  await scene.store.close()
  await scene.restart()
  await say('UBEN', 'Legal says the data must stay on our own servers, no cloud.')
  expect(count()).toBe(2)
  await say('UBEN', 'stop')
  expect(scene.answers('CMODELS')[2]).toMatchObject({ ephemeralTo: 'UBEN' })
  await say('UBEN', 'We have two H100s and 3 ML engineers.')
  expect(count()).toBe(3)
})

it('cannot be followed without the right to read it, and says so', async () => {
  scene.slack.app.scopes.delete('channels:history')
  const card = scene.answers('CMODELS')[0]!
  await scene.slack.click({ user: 'UANA', at: { channel: 'CMODELS', ts: card.ts }, actionId: 'follow' })
  await scene.slack.until(() => count() === 2)
  expect(scene.answers('CMODELS')[1]!.text).toContain('cannot read this thread')
})
