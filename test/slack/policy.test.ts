import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, mention, openView } from '#test/support/talk.ts'

let scene: Scene
const CHANNEL = 'CPOLICY'

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  const { world, botUserId } = scene.slack
  world.addPerson({ id: 'UBOSS', name: 'boss', isAdmin: true })
  world.addPerson({ id: 'UEXTERNAL', name: 'eve', isStranger: true })
  world.addChannel({ id: CHANNEL, name: 'policy', members: ['UANA', 'UBOSS', botUserId] })
  world.addChannel({ id: 'CSHARED', name: 'both', isExtShared: true, members: ['UANA', 'UEXTERNAL', botUserId] })
})
afterAll(() => scene.end())

const set = async (values: Record<string, string>) => {
  await scene.slack.command('UBOSS', CHANNEL, '/llm-advise', 'policy')
  const form = await openView(scene, 'UBOSS')
  const message = await answered(scene, CHANNEL, () => scene.slack.submit('UBOSS', values))
  return { form, message }
}

it('only an admin sets team defaults', async () => {
  expect((await command(scene, 'UANA', CHANNEL, 'policy')).text).toContain('workspace admin')
})

it('what nobody said is filled in by the policy, and the card says so', async () => {
  const ask = 'We summarise meeting notes, about 20,000 a month, and have nobody to run servers'
  const before = await command(scene, 'UANA', CHANNEL, ask)
  expect(before.text).not.toContain('team default')
  const { message } = await set({ 'value:data_boundary': 'region' })
  expect(message.text).toContain('1 team default set')
  const after = await command(scene, 'UANA', CHANNEL, ask)
  expect(after.text).toContain('team default')
  expect(JSON.stringify(after.blocks)).toContain('team default')
  const said = await command(scene, 'UANA', CHANNEL, `${ask}, the data may go anywhere`)
  expect(said.text).not.toContain('team default')
})

it('the form shows what holds now, and what is emptied goes', async () => {
  const { form } = await set({ 'value:stage': 'production' })
  expect(form).toContain('"initial_option"')
  const policy = await scene.store.policy(scene.slack.world.teamId)
  expect(policy!.defaults.map(({ factor, status, by }) => [factor, status, by])).toContainEqual([
    'stage',
    'default',
    'UBOSS',
  ])
})

it('a refusal in front of a thread that is not there yet is shown in the channel', async () => {
  const refused = await mention(scene, 'UANA', 'CSHARED', 'should we self-host our chat?')
  expect(refused).toMatchObject({ ephemeralTo: 'UANA' })
  const request = scene.slack.journal.calls('chat.postEphemeral').at(-1)!.request as Record<string, unknown>
  expect(request.thread_ts).toBeUndefined()
})

it('a person of another company is refused by command as by mention, also where nobody can tell them apart', async () => {
  expect((await command(scene, 'UEXTERNAL', 'CSHARED', 'should we self-host our chat?')).text).toContain(
    'do not answer',
  )
  scene.slack.app.scopes.delete('users:read')
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const blind = await command(scene, 'UEXTERNAL', 'CSHARED', 'should we self-host our chat for customers?')
  expect(blind.text).toContain('shared with another company')
  scene.slack.app.scopes.add('users:read')
})

it('doctor tells of the LLM endpoint and the age of the facts', async () => {
  const { text } = await command(scene, 'UBOSS', CHANNEL, 'doctor')
  expect(text).toContain('LLM endpoint – off')
  expect(text).toMatch(/Facts – prices of \d{4}-\d\d-\d\d, -?\d+ days old/)
})
