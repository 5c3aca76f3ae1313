import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, openView, shareIt } from '#test/support/talk.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
const idIn = (text: string): string => /#(\w+)/.exec(text)![1]!
let scene: Scene
let channel = ''
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
})
afterAll(() => scene.end())
const room = (...people: string[]): string => {
  count += 1
  const members = [...people, scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CROOM${count}`, name: `room${count}`, members }).id
}
const only = async (where = channel) => {
  const all = await scene.settled(where)
  expect(all).toHaveLength(1)
  return all[0]!
}
const type = async (user: string, text: string, where = channel) => {
  await scene.slack.command(user, where, '/llm-advise', text)
  return only(where)
}

describe('what a command may hold', () => {
  afterEach(() => {
    channel = ''
  })
  it.each([
    ['nothing', '', /Tell me your situation/],
    ['help', 'help', /Example: \/llm-advise/],
    ['40,000 characters', 'privacy '.repeat(5000), /40,000 characters|39,999 characters/],
    ['only emoji', ':tada: 🎉 :rocket:', /no words/],
    ['binary', '\u0001\u0002\u0003\u0004 PK\u0003\u0004 abc', /content of a file/],
    ['a typo', 'histroy', /Did you mean `history`/],
    ['an unknown id', 'show zzzzz', /no decision #zzzzz/],
    ['show without an id', 'show', /the id/],
    ['a wrong filter', 'history kind:sideways', /kind:sideways/],
    ['a search without matches', 'history zebra', /No decision/],
  ])('%s gets a clear sentence', async (_, text, sentence) => {
    channel = room('UANA')
    const message = await type('UANA', text)
    expect(message.ephemeralTo).toBe('UANA')
    expect(message.text).toMatch(sentence)
    expect(message.text).not.toMatch(/reference|Error/)
  })

  it('markup of people pings nobody', async () => {
    channel = room('UANA')
    const message = await type('UANA', `<!channel> <@UBEN> <https://evil.example|click> ${ASK}`)
    expect(JSON.stringify(message)).not.toMatch(/<!|<@|<http/)
  })
})

describe('who may see a decision', () => {
  it('a private answer is its asker’s alone: for others the same sentence as for an unknown id', async () => {
    const id = idIn((await type('UANA', ASK, room('UANA'))).text)
    const theirs = await type('UBEN', `show ${id}`, room('UBEN'))
    const unknown = await type('UBEN', 'show zzzzz', room('UBEN'))
    expect(theirs.text.replaceAll(id, 'zzzzz')).toBe(unknown.text)
    expect((await type('UBEN', 'history', room('UBEN'))).text).not.toContain(id)
    expect((await type('UANA', `show ${id}`, room('UANA'))).text).toContain(`#${id}`)
    expect((await type('UANA', 'history patient', room('UANA'))).text).toContain(`#${id}`)
  })

  it('a decision made in a channel is seen in that channel and not elsewhere', async () => {
    const here = room('UANA', 'UBEN')
    await scene.slack.say('UANA', here, `@${scene.slack.app.handle} ${ASK}`)
    const id = idIn((await only(here)).text)
    await scene.slack.command('UBEN', here, '/llm-advise', `show ${id}`)
    await scene.slack.until(() => scene.answers(here).length === 2)
    expect(scene.answers(here)[1]!.text).toContain(`#${id}`)
    expect((await type('UBEN', `show ${id}`, room('UBEN'))).text).toMatch(/no decision/)
  })
})

describe('buttons of a private answer', () => {
  it('Share shows it to the channel, whose people can find it from then on', async () => {
    const here = room('UANA', 'UBEN')
    const card = await type('UANA', ASK, here)
    const id = idIn(card.text)
    const shared = await shareIt(scene, 'UANA', card)
    expect(shared.ephemeralTo).toBeUndefined()
    expect(shared.text).toContain(`#${id}`)
    await scene.slack.command('UBEN', here, '/llm-advise', `show ${id}`)
    await scene.slack.until(() => scene.answers(here).length === 3)
    expect(scene.answers(here)[2]!.text).toContain(`#${id}`)
  })

  it('Share shows first what the channel will see, and shares nothing that is not agreed to', async () => {
    const here = room('UANA', 'UBEN')
    const card = await type('UANA', `${ASK} Nurse Joyce asked for it.`, here)
    const at = { channel: here, ts: card.ts }
    await scene.slack.click({ user: 'UANA', at, actionId: 'share' })
    const preview = await openView(scene, 'UANA')
    expect(preview).toContain('Nurse Joyce')
    await scene.slack.closeView('UANA')
    await scene.settled(here)
    expect(scene.answers(here)).toHaveLength(1)
    await command(scene, 'UBEN', here, `show ${idIn(card.text)}`)
    expect(scene.answers(here).at(-1)!.text).toMatch(/no decision/)
    const posted = await shareIt(scene, 'UANA', card)
    const read = posted.blocks!.filter(({ type }) => type === 'rich_text')
    expect(read.length).toBeGreaterThan(0)
    for (const { elements } of read) expect(preview).toContain(JSON.stringify(elements))
  })

  it('a preview that is no longer what would be posted shares nothing', async () => {
    const here = room('UANA', 'UBEN')
    const card = await type('UANA', ASK, here)
    const at = { channel: here, ts: card.ts }
    await scene.slack.click({ user: 'UANA', at, actionId: 'share' })
    await openView(scene, 'UANA')
    const before = card.text
    await scene.slack.click({ user: 'UANA', at, actionId: 'defer' })
    await scene.slack.until(() => card.text !== before)
    const told = await answered(scene, here, () => scene.slack.submit('UANA', {}))
    expect(told).toMatchObject({ ephemeralTo: 'UANA' })
  })

  it('Share works where the bot is not a member', async () => {
    const here = scene.slack.world.addChannel({ id: 'CNOBOT', name: 'nobot', members: ['UANA'] }).id
    const card = await type('UANA', ASK, here)
    expect((await shareIt(scene, 'UANA', card)).ephemeralTo).toBeUndefined()
  })

  it('Details opens everything behind it, or sends it where no modal can be opened', async () => {
    const here = room('UANA')
    const card = await type('UANA', ASK, here)
    const at = { channel: here, ts: card.ts }
    await scene.slack.click({ user: 'UANA', at, actionId: 'details' })
    await scene.slack.until(() => scene.slack.world.stacks.get('UANA')?.length === 1)
    expect(scene.answers(here)).toHaveLength(1)
    scene.slack.faults.plan('views.open', { kind: 'error', error: 'expired_trigger_id' })
    await scene.slack.click({ user: 'UANA', at, actionId: 'details' })
    await scene.slack.until(() => scene.answers(here).length === 2)
    expect(scene.answers(here)[1]).toMatchObject({ ephemeralTo: 'UANA' })
  })
})
