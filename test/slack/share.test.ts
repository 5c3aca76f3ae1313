import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '#src/local/types.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, idsIn, openView, shareIt } from '#test/support/talk.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
let time = Date.parse('2026-11-24T12:00:00Z')
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http', now: () => new Date(time) })
})
afterAll(() => scene.end())

const room = (members: readonly string[], kind: 'public' | 'private' | 'mpim' = 'public'): string => {
  count += 1
  const all = [...members, scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CSHARE${count}`, name: `share${count}`, kind, members: all }).id
}
const offersShare = ({ blocks }: Message): boolean => JSON.stringify(blocks).includes('"action_id":"share"')
/** What a Share button of somebody's own answer says when it is made to name another decision. */
const forge = async (channel: string, id: string): Promise<Message> =>
  press(await command(scene, 'UANA', channel, ASK), JSON.stringify({ decision: id, version: 1 }))
const press = (card: Message, value?: string): Promise<Message> =>
  answered(scene, card.channel, () =>
    scene.slack.click({
      user: 'UANA',
      at: { channel: card.channel, ts: card.ts },
      actionId: 'share',
      ...(value && { value }),
    }),
  )
const adviseOn = async (author: string, channel: string): Promise<Message> => {
  const { message } = await scene.slack.say(author, channel, `CODEWORD ${ASK}`)
  return answered(scene, channel, () => scene.slack.shortcut('UANA', 'advise_on_message', channel, message.ts))
}

describe('words go no further than where they were said', () => {
  it.each(['private', 'mpim'] as const)('an answer on a message of a %s conversation stays there', async (kind) => {
    const there = room(['UANA', 'UBEN'], kind)
    const here = room(['UANA', 'UBOSS'])
    const card = await adviseOn('UBEN', there)
    const [id] = idsIn(card.text)
    expect((await command(scene, 'UANA', here, `show ${id}`)).text).toContain('no decision')
    expect((await command(scene, 'UANA', there, `show ${id}`)).text).toContain(id)
    scene.slack.world.channels.get(there)!.members.delete('UANA')
    time += 2000
    expect((await command(scene, 'UANA', here, `show ${id}`)).text).toContain('no decision')
  })

  it('an answer on somebody else’s message of a public channel is shown elsewhere, but not shared', async () => {
    const there = room(['UANA', 'UBEN'])
    const here = room(['UANA', 'UBOSS'])
    const card = await adviseOn('UBEN', there)
    const [id] = idsIn(card.text)
    const shown = await command(scene, 'UANA', here, `show ${id}`)
    expect(shown.text).toContain(id)
    expect(offersShare(shown)).toBe(false)
    const refused = await forge(here, id!)
    expect(refused).toMatchObject({ ephemeralTo: 'UANA', text: expect.stringContaining('where they were said') })
    expect(JSON.stringify(await shareIt(scene, 'UANA', card))).toContain('Patient notes')
  })

  it('one’s own private question of a private channel is not shared elsewhere', async () => {
    const there = room(['UANA', 'UBEN'], 'private')
    const here = room(['UANA', 'UBOSS'])
    const [id] = idsIn((await command(scene, 'UANA', there, ASK)).text)
    const shown = await command(scene, 'UANA', here, `show ${id}`)
    expect(offersShare(shown)).toBe(false)
    const refused = await forge(here, id!)
    expect(refused.text).toContain('where they were said')
  })

  it('one’s own private question of a public channel is, until that channel is private', async () => {
    const there = room(['UANA', 'UBEN'])
    const here = room(['UANA', 'UBOSS'])
    const { world } = scene.slack
    const [id] = idsIn((await command(scene, 'UANA', there, ASK)).text)
    const shown = await command(scene, 'UANA', here, `show ${id}`)
    expect(offersShare(shown)).toBe(true)
    const now = world.channels.get(there)!
    world.channels.set(there, { ...now, kind: 'private' })
    expect((await press(shown)).text).toContain('where they were said')
    world.channels.set(there, now)
    expect((await shareIt(scene, 'UANA', shown)).ephemeralTo).toBeUndefined()
  })
})

describe('a preview', () => {
  it('shares nothing once the card that was shared before is another', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, ASK)
    const posted = await shareIt(scene, 'UANA', card)
    const before = posted.text
    await scene.slack.click({ user: 'UANA', at: { channel: here, ts: card.ts }, actionId: 'share' })
    await openView(scene, 'UANA')
    await scene.slack.click({ user: 'UBEN', at: { channel: here, ts: posted.ts }, actionId: 'defer' })
    await scene.slack.until(() => posted.text !== before)
    const told = await answered(scene, here, () => scene.slack.submit('UANA', {}))
    expect(told).toMatchObject({ ephemeralTo: 'UANA' })
  })

  it('whose words were forgotten meanwhile posts no empty quotes', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, ASK)
    await scene.slack.click({ user: 'UANA', at: { channel: here, ts: card.ts }, actionId: 'share' })
    await openView(scene, 'UANA')
    await command(scene, 'UANA', here, 'forget')
    const posted = await answered(scene, here, () => scene.slack.submit('UANA', {}))
    expect(posted.ephemeralTo).toBeUndefined()
    expect(JSON.stringify(posted)).not.toMatch(/“”|A100|Patient/)
  })
})
