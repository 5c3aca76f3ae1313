import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'

const ASK = 'Patient notes of our clinic must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
})
afterAll(() => scene.end())

it('Advise on this answers the clicker alone, on the author’s words', async () => {
  const { message } = await scene.slack.say('UBEN', 'CMODELS', ASK)
  await scene.slack.shortcut('UANA', 'advise_on_message', 'CMODELS', message.ts)
  const [answer, ...more] = await scene.settled('CMODELS')
  expect(more).toEqual([])
  expect(answer).toMatchObject({ ephemeralTo: 'UANA' })
  const id = /#(\w{5})\b/.exec(answer!.text)![1]!
  const viewer = { workspace: scene.slack.world.teamId, user: 'UANA', scopes: ['UANA'] }
  const { advice } = (await scene.store.decision(id, viewer))!
  expect(advice.brief.messages).toEqual([expect.objectContaining({ user: 'UBEN', text: ASK })])
})

it('a similar earlier decision is a line, only for who may see it', async () => {
  const own = /#(\w{5})\b/.exec(scene.answers('CMODELS')[0]!.text)![0]
  await scene.slack.command('UANA', 'COTHER', '/llm-advise', `${ASK}, and 500 EUR a month`)
  await scene.slack.until(() => scene.answers('COTHER').length === 1)
  expect(scene.answers('COTHER')[0]!.text).toContain(`Similar earlier: ${own}`)
  await scene.slack.command('UCARA', 'COTHER', '/llm-advise', `${ASK}, and 500 EUR a month`)
  await scene.slack.until(() => scene.answers('COTHER').length === 2)
  expect(scene.answers('COTHER')[1]!.text).not.toContain('Similar earlier')
  await scene.slack.say('UANA', 'CMODELS', `@${scene.slack.app.handle} ${ASK}, and 500 EUR a month`)
  await scene.slack.until(() => scene.answers('CMODELS').length === 2)
  expect(scene.answers('CMODELS')[1]!.text).not.toContain('Similar earlier')
})
