import { afterAll, beforeAll, expect, it } from 'vitest'
import { checkMessageBlocks } from '#src/local/blocks/check.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { command, idsIn, openView } from '#test/support/talk.ts'

const ASK =
  'We make support replies for 2M requests a month, 1500 tokens each, internal data, two ML engineers, steady load'
let scene: Scene
let room = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  scene.slack.world.addPerson({ id: 'UDORA', name: 'dora', locale: 'de-DE' })
})
afterAll(() => scene.end())

const channel = (): string => {
  const id = `CFIG${room++}`
  scene.slack.world.addChannel({ id, name: id.toLowerCase(), members: ['UANA', 'UDORA', scene.slack.botUserId] })
  return id
}

async function figures(at: string) {
  const before = scene.answers(at).length
  await scene.slack.click({ user: 'UANA', at: { channel: at, ts: scene.answers(at)[0]!.ts }, actionId: 'figures' })
  await scene.slack.until(() => scene.answers(at).length > before)
  return scene.answers(at).at(-1)!
}

it('the table and the chart come as native blocks that Slack takes, with the break-even in words', async () => {
  const at = channel()
  await command(scene, 'UANA', at, ASK)
  const message = await figures(at)
  expect(message.ephemeralTo).toBe('UANA')
  const types = (message.blocks as { type: string }[]).map(({ type }) => type)
  expect(types).toEqual(expect.arrayContaining(['data_visualization', 'data_table']))
  expect(checkMessageBlocks(message.blocks as never)).toBeUndefined()
  expect(message.text).toMatch(/Self-hosting (never gets as cheap|costs as much)/)
  expect(message.text).not.toMatch(/between \S+ and 1T/)
})

it('a workspace that refuses native blocks gets the same in plain text', async () => {
  const at = channel()
  await command(scene, 'UANA', at, ASK)
  scene.slack.faults.plan('response_url', { kind: 'error', error: 'invalid_blocks' })
  const message = await figures(at)
  expect(JSON.stringify(message.blocks ?? [])).not.toContain('data_table')
  expect(message.text).toContain('tokens a month')
})

it('details name licence clauses, terms of hosts, trial and exit, each with source and date', async () => {
  const at = channel()
  await command(scene, 'UANA', at, ASK)
  await scene.slack.click({ user: 'UANA', at: { channel: at, ts: scene.answers(at)[0]!.ts }, actionId: 'details' })
  const view = await openView(scene, 'UANA')
  for (const part of ['Terms of these hosts', 'trains on it', 'BAA', 'Work: ', 'Models to try'])
    expect(view).toContain(part)
})

it('numbers follow the locale of who asks, in their language', async () => {
  const words = 'Wir beantworten Kundenanfragen, 2500 Anfragen im Monat, interne Daten, Budget 12500 Euro im Monat'
  expect((await command(scene, 'UDORA', channel(), words)).text).toContain('12.500')
})

it('a recorded answer is replayed on today’s rules and prices', async () => {
  const at = channel()
  const [id] = idsIn((await command(scene, 'UANA', at, ASK)).text)
  const again = await command(scene, 'UANA', at, `replay ${id}`)
  expect(again.text).toMatch(/rulebook sha256-\w+ → sha256-\w+/)
  expect(again.text).toContain('Nothing that I weigh has changed')
  expect((await command(scene, 'UBEN', 'COTHER', `replay ${id}`)).text).toContain('no decision')
})

it('help and history speak the language of who asks', async () => {
  expect((await command(scene, 'UDORA', channel(), 'help')).text).toMatch(/^Offene Gewichte/)
  expect((await command(scene, 'UDORA', channel(), 'history zebra')).text).toContain('Keine Entscheidung')
  expect((await command(scene, 'UANA', channel(), 'help')).text).toMatch(/^Open weights/)
})
