import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Decision } from '#src/domain/decision.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, idsIn, mention, openedHome, openView, quiet } from '#test/support/talk.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
let time = Date.parse('2026-11-24T12:00:00Z')
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http', questionsPerMinute: 3, now: () => new Date(time) })
})
afterAll(() => scene.end())

/** A minute on, so that nobody has asked too much. */
const room = (): string => {
  count += 1
  time += 61_000
  const members = ['UANA', 'UBEN', scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CDEC${count}`, name: `dec${count}`, members }).id
}
const decision = async (id: string, channel: string): Promise<Decision> =>
  (await scene.store.decision(id, { workspace: scene.slack.world.teamId, user: 'UANA', scopes: ['UANA', channel] }))!
const click = (user: string, channel: string, ts: string, actionId: string, value?: string) =>
  scene.slack.click({ user, at: { channel, ts }, actionId, ...(value && { value }) })

describe('buttons of a decision that changed meanwhile', () => {
  it('a form to choose otherwise that comes back after somebody accepted changes nothing and says so', async () => {
    const channel = room()
    const card = await mention(scene, 'UANA', channel, ASK)
    const [id] = idsIn(card.text)
    await click('UBEN', channel, card.ts, 'otherwise')
    await openView(scene, 'UBEN')
    await click('UANA', channel, card.ts, 'accept')
    await scene.slack.until(() => card.text.startsWith('Accepted'))
    const told = await answered(scene, channel, () =>
      scene.slack.submit('UBEN', { option: 'closed_api', reason: 'we have a contract' }),
    )
    expect(told).toMatchObject({ ephemeralTo: 'UBEN', text: expect.stringContaining('it is accepted') })
    expect(await decision(id!, channel)).toMatchObject({ status: 'accepted', choice: { by: 'UANA' } })
  })

  it.each(['accept', 'defer', 'change'])(
    '%s on a card that a follow-up took the place of changes nothing',
    async (action) => {
      const channel = room()
      const card = await mention(scene, 'UANA', channel, ASK)
      const [id] = idsIn(card.text)
      await mention(scene, 'UANA', channel, 'We also have a budget of 5,000 EUR a month.', card.threadTs)
      await quiet(scene)
      const before = scene.answers(channel).length
      await click('UBEN', channel, card.ts, action)
      await scene.slack.until(() => scene.answers(channel).length > before)
      expect(scene.answers(channel).at(-1)).toMatchObject({ ephemeralTo: 'UBEN' })
      expect(await decision(id!, channel)).toMatchObject({ status: 'superseded', choice: null })
    },
  )

  it('who left keeps no way in through a form that was still open', async () => {
    const channel = room()
    const { world } = scene.slack
    world.channels.set(channel, { ...world.channels.get(channel)!, kind: 'private' })
    const card = await mention(scene, 'UANA', channel, ASK)
    const [id] = idsIn(card.text)
    await click('UBEN', channel, card.ts, 'otherwise')
    await openView(scene, 'UBEN')
    world.channels.get(channel)!.members.delete('UBEN')
    time += 2000
    await scene.slack.submit('UBEN', { option: 'closed_api', reason: 'too late' })
    await quiet(scene)
    expect(await decision(id!, channel)).toMatchObject({ status: 'proposed', choice: null })
  })
})

describe('feedback', () => {
  it('is one rating a person, the last counts, and a closed reason form keeps the thumb', async () => {
    const channel = room()
    const card = await mention(scene, 'UANA', channel, ASK)
    const [id] = idsIn(card.text)
    const thumb = (rating: string) => JSON.stringify({ decision: id, version: 1, rating })
    await click('UANA', channel, card.ts, 'feedback', thumb('bad'))
    await openView(scene, 'UANA')
    await scene.slack.closeView('UANA')
    await click('UBEN', channel, card.ts, 'feedback', thumb('bad'))
    await openView(scene, 'UBEN')
    await scene.slack.submit('UBEN', { reason: 'wrong volume' })
    await quiet(scene)
    await click('UBEN', channel, card.ts, 'feedback', thumb('good'))
    await quiet(scene)
    const viewer = { workspace: scene.slack.world.teamId, user: 'UANA', scopes: [channel] }
    const ratings = (await scene.store.feedback(id!, viewer)).map(({ by, rating }) => `${by} ${rating}`)
    expect(ratings.sort()).toEqual(['UANA bad', 'UBEN good'])
    expect(scene.answers(channel)).toHaveLength(1)
  })
})

describe('words of people', () => {
  it('of others go when their time is over; what was found in them and the asker’s own stay', async () => {
    const channel = room()
    const root = await scene.slack.say('UBEN', channel, 'Project Nightingale keeps patient notes on our own servers.')
    const card = await mention(scene, 'UANA', channel, 'two A100s and 2 ML engineers, which model?', root.message.ts)
    const [id] = idsIn(card.text)
    const { advice } = await decision(id!, channel)
    expect(await scene.store.expireOthersText(new Date(time + 1000).toISOString())).toBeGreaterThan(0)
    const shown = JSON.stringify(await command(scene, 'UANA', channel, `show ${id}`))
    expect(shown).not.toContain('Nightingale')
    expect(shown).toContain('two A100s')
    expect((await decision(id!, channel)).advice.recommendation).toEqual(advice.recommendation)
    expect(JSON.stringify(await command(scene, 'UANA', channel, 'history Nightingale'))).not.toContain(id)
  })
})

describe('a person who asks a lot', () => {
  it('is asked to wait, alone, wherever they ask; looking things up goes on, and so does everybody else', async () => {
    const channel = room()
    for (let i = 0; i < 3; i++) await command(scene, 'UANA', channel, `${ASK}, case ${i}`)
    const refused = await mention(scene, 'UANA', channel, ASK)
    expect(refused).toMatchObject({ ephemeralTo: 'UANA', text: expect.stringContaining('in a minute') })
    expect((await command(scene, 'UANA', channel, 'history')).text).toContain('case 2')
    expect((await mention(scene, 'UBEN', channel, ASK)).ephemeralTo).toBeUndefined()
    time += 60_001
    expect((await mention(scene, 'UANA', channel, ASK)).ephemeralTo).toBeUndefined()
  })
})

it('the welcome is shown once a person, a restart included', async () => {
  expect(await openedHome(scene, 'UCARA')).toContain('Welcome')
  await scene.bot.stop()
  await scene.store.close()
  await scene.restart()
  expect(await openedHome(scene, 'UCARA')).not.toContain('Welcome')
})
