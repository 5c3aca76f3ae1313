import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'
import { liveIn } from '#test/support/live.ts'
import { answered, command, idsIn, mention, openedHome, openView, shareIt } from '#test/support/talk.ts'

/** What people could write to make others be pinged, click or run something. */
const HOSTILE = [
  '<!channel>',
  '<!here|here>',
  '@channel @here @everyone @ben',
  '<@UBEN>',
  '<!subteam^S012345|@ops>',
  '<https://evil.example|click>',
  'https://evil.example/x',
  '[click](https://evil.example)',
  '<mailto:x@evil.example|write>',
  '&lt;!channel&gt;',
  '&amp;lt;!channel&amp;gt;',
  '<\u200b!channel> <\u2060@UBEN>',
  '\u202elennahc!\u202c \u{e0041}',
  '\u200b=HYPERLINK("https://evil.example","click")',
  '=HYPERLINK("https://evil.example","click")',
  '+1+cmd|calc!A0',
  '-2+3',
  '@SUM(1)',
  '"}},{"type":"section","text":{"type":"mrkdwn","text":"<!channel>"}}',
  '`*_~bold~_*`',
]
const SITUATION = 'Patient notes must stay on our servers, two A100s, 2 ML engineers, we exclude Acme'
let scene: Scene
let own = ''
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  own = `${scene.slack.address}/archives/`
})
beforeEach(() => {
  scene.slack.journal.entries.splice(0)
  scene.slack.world.files.clear()
})
afterAll(() => scene.end())

const room = (): string => {
  count += 1
  const members = ['UANA', 'UBEN', scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CHOST${count}`, name: `host${count}`, members }).id
}
const exported = async (user: string, channel: string, text: string): Promise<string> => {
  const before = scene.slack.world.files.size
  await scene.slack.command(user, channel, '/llm-advise', text)
  await scene.slack.until(() => [...scene.slack.world.files.values()].slice(before).some(({ shared }) => shared))
  return [...scene.slack.world.files.values()].at(-1)!.bytes!.toString()
}
const nothingLive = () => expect(liveIn(scene.slack, own)).toEqual([])

describe.each(HOSTILE)('%j', (words) => {
  it('stays words on the way through command, card, share, details, form, choice, history, Home and exports', async () => {
    const channel = room()
    const card = await command(scene, 'UANA', channel, `${words} ${SITUATION}`)
    const [id] = idsIn(card.text)
    const at = { channel, ts: card.ts }
    await scene.slack.click({ user: 'UANA', at, actionId: 'details' })
    await openView(scene, 'UANA')
    await scene.slack.closeView('UANA')
    await scene.slack.click({ user: 'UANA', at, actionId: 'otherwise' })
    await openView(scene, 'UANA')
    const before = card.text
    await scene.slack.submit('UANA', { option: 'open_hosted', reason: words })
    await scene.slack.until(() => card.text !== before)
    await shareIt(scene, 'UANA', card)
    await command(scene, 'UBEN', channel, 'history')
    await command(scene, 'UBEN', channel, `history ${words}`)
    await command(scene, 'UBEN', channel, `show ${words}`)
    await command(scene, 'UBEN', channel, `show ${id}`)
    await command(scene, 'UBEN', channel, `compare ${id} ${id}`)
    await command(scene, 'UBEN', channel, `export ${words}`)
    await openedHome(scene, 'UANA')
    await exported('UBEN', channel, `export ${id}`)
    const cells = await exported('UBEN', channel, 'export all csv')
    expect(cells).not.toMatch(/(?:^|,|\n)"?[=+@\t-]/)
    await exported('UBEN', channel, 'export all json')
    await exported('UBEN', channel, `export ${id} json`)
    nothingLive()
  })

  it('stays words in a thread, a direct message, a form, a shortcut and a follow-up', async () => {
    const channel = room()
    const first = await scene.slack.say('UBEN', channel, `${words} ${SITUATION}`)
    const card = await mention(scene, 'UANA', channel, `${words} which model?`, first.message.ts)
    await mention(scene, 'UBEN', channel, `the budget is 100 dollars a month. ${words}`, first.message.ts)
    const direct = scene.slack.world.directMessage([scene.slack.botUserId, 'UANA']).id
    await mention(scene, 'UANA', direct, `${words} ${SITUATION}`)
    await answered(scene, channel, () => scene.slack.shortcut('UANA', 'advise_on_message', channel, first.message.ts))
    await scene.slack.click({ user: 'UANA', at: { channel, ts: scene.answers(channel)[1]!.ts }, actionId: 'change' })
    await openView(scene, 'UANA')
    const news = scene.answers(channel)[1]!
    const before = news.text
    const { errors } = await scene.slack.submit('UANA', { 'value:excluded_makers': words.slice(0, 70) })
    expect(errors).toEqual({})
    await scene.slack.until(() => news.text !== before)
    await mention(scene, 'UBEN', channel, `what if the budget is 900 dollars a month? ${words}`, first.message.ts)
    await scene.slack.click({ user: 'UBEN', at: { channel, ts: card.ts }, actionId: 'details' })
    await scene.settled(channel)
    nothingLive()
  })
})

it('says what is wrong with 40,000 characters, and with a word that is no command, without repeating a link', async () => {
  const channel = room()
  const long = await command(scene, 'UANA', channel, 'https://evil.example <!channel> '.repeat(1300))
  expect(long.text).toMatch(/4\d,\d{3} characters/)
  for (const words of HOSTILE) await command(scene, 'UANA', channel, words)
  for (const words of HOSTILE) await command(scene, 'UANA', channel, `history kind:${words}`)
  nothingLive()
})
