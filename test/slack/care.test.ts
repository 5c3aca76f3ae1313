import { afterAll, beforeAll, expect, it } from 'vitest'
import { createLimiter } from '#src/slack/limiter.ts'
import { type Scene, startScene } from '#test/support/bot.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  scene.slack.world.addPerson({ id: 'UBOSS', name: 'boss', isAdmin: true })
  scene.slack.world.addPerson({ id: 'UGUEST', name: 'guest', isGuest: true })
})
afterAll(() => scene.end())

const room = (isExtShared = false): string => {
  count += 1
  const members = ['UANA', 'UBEN', 'UBOSS', 'UGUEST', scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CCARE${count}`, name: `care${count}`, members, isExtShared }).id
}
const ask = async (user: string, text: string, channel = room()) => {
  const before = scene.answers(channel).length
  await scene.slack.command(user, channel, '/llm-advise', text)
  await scene.slack.until(() => scene.answers(channel).length > before)
  return scene.answers(channel).at(-1)!.text
}
const mention = async (user: string, channel: string) => {
  const before = scene.answers(channel).length
  await scene.slack.say(user, channel, `@${scene.slack.app.handle} ${ASK}`)
  await scene.slack.until(() => scene.answers(channel).length > before)
  return scene.answers(channel).at(-1)!
}
const idIn = (text: string): string => /#(\w{5})\b/.exec(text)![1]!

it('compare says what differs between two decisions', async () => {
  const first = idIn(await ask('UANA', ASK))
  const second = idIn(
    await ask('UANA', 'A public website chatbot, no budget for machines, nobody who could run a server'),
  )
  expect(await ask('UANA', `compare ${first} ${second}`)).toMatch(new RegExp(`^#${first} → #${second}\n`))
  expect(await ask('UBEN', `compare ${first} ${second}`)).toContain('no decision')
})

it('export goes to the asker as a file, and as private text where no file may be sent', async () => {
  const id = idIn(await ask('UANA', ASK))
  const channel = room()
  await scene.slack.command('UANA', channel, '/llm-advise', `export ${id}`)
  await scene.slack.until(() => [...scene.slack.world.files.values()].some((file) => file.shared))
  const file = [...scene.slack.world.files.values()].at(-1)!
  expect(file.name).toBe(`decision-${id}.md`)
  expect(file.bytes!.toString()).toContain('## Decision Outcome')
  expect(scene.answers(channel)).toEqual([])
  scene.slack.app.scopes.delete('files:write')
  expect(await ask('UANA', 'export all csv')).toContain('id,asked_at')
  expect(await ask('UANA', 'export all status:proposed csv')).toContain(id)
  expect(await ask('UANA', 'export all csv status:overridden')).not.toContain(id)
  expect(await ask('UANA', 'export all colour:red')).toContain('colour:red')
  expect(await ask('UANA', 'export all our mails to GPT? 200 users, two A100')).not.toContain('id,asked_at')
  scene.slack.app.scopes.add('files:write')
})

it('forget deletes a person’s words and says from how many decisions', async () => {
  const secret = 'Project Nightingale keeps patient notes on our servers, two A100s'
  const id = idIn(await ask('UBEN', secret))
  expect(await ask('UBEN', 'forget')).toMatch(/deleted from \d+ decision/)
  expect(await ask('UBEN', `show ${id}`)).not.toContain('Nightingale')
  expect(await ask('UBEN', 'history')).not.toContain('Nightingale')
})

it('doctor is for admins, and names what is missing', async () => {
  expect(await ask('UANA', 'doctor')).toContain('workspace admin')
  expect(await ask('UBOSS', 'doctor')).toMatch(/Database.*\n/)
})

it('a channel shared with another company is answered only once an admin allowed it', async () => {
  const shared = room(true)
  const refused = await mention('UANA', shared)
  expect(refused).toMatchObject({ ephemeralTo: 'UANA' })
  expect(refused.text).toContain('another company')
  expect(await ask('UANA', 'allow', shared)).toContain('workspace admin')
  await ask('UBOSS', 'allow', shared)
  expect((await mention('UANA', shared)).ephemeralTo).toBeUndefined()
  await ask('UBOSS', 'disallow', shared)
  expect((await mention('UANA', shared)).ephemeralTo).toBe('UANA')
})

it('a guest is refused', async () => {
  const refused = await mention('UGUEST', room())
  expect(refused).toMatchObject({ ephemeralTo: 'UGUEST' })
  expect(refused.text).toContain('guest')
})

it('one question too many is refused kindly, and the next minute is a new one', () => {
  let time = 0
  const limiter = createLimiter(2, () => new Date(time))
  limiter.take('U1')
  limiter.take('U1')
  expect(() => limiter.take('U1')).toThrow(
    expect.objectContaining({ notice: { name: 'tooMany', values: { limit: '2', seconds: '60' } } }),
  )
  limiter.take('U2')
  time = 60_001
  limiter.take('U1')
})

it('removing the app deletes what the workspace said', async () => {
  const own = await startScene({ mode: 'http' })
  await own.slack.command('UANA', 'CMODELS', '/llm-advise', ASK)
  await own.settled('CMODELS')
  const viewer = { workspace: own.slack.world.teamId, user: 'UANA', scopes: ['UANA', 'CMODELS'] }
  expect((await own.store.history({ limit: 5 }, viewer)).rows).toHaveLength(1)
  await own.slack.uninstall()
  await expect.poll(async () => (await own.store.history({ limit: 5 }, viewer)).rows).toEqual([])
  await own.end()
})
