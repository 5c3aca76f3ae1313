import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '#src/local/types.ts'
import { actsIn, clockOfActs } from '#test/support/acts.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, idsIn, openedHome, openView, shareIt } from '#test/support/talk.ts'

const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
let scene: Scene
const clock = clockOfActs()
const { room, leave } = actsIn(() => scene, clock)

beforeAll(async () => {
  scene = await startScene({ mode: 'http', now: () => new Date(clock.now) })
})
afterAll(() => scene.end())

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
    leave('UANA', there)
    expect((await command(scene, 'UANA', here, `show ${id}`)).text).toContain('no decision')
  })

  it.each(['public', 'private'] as const)('what was asked in a %s channel is shared there alone', async (kind) => {
    const there = room(['UANA', 'UBEN'], kind)
    const here = room(['UANA', 'UBOSS'])
    const card = await command(scene, 'UANA', there, ASK)
    const [id] = idsIn(card.text)
    const shown = await command(scene, 'UANA', here, `show ${id}`)
    expect(offersShare(shown)).toBe(false)
    const refused = await forge(here, id!)
    expect(refused).toMatchObject({ ephemeralTo: 'UANA', text: expect.stringContaining('only where it was asked') })
    expect(await shareIt(scene, 'UANA', card)).toMatchObject({ channel: there, text: expect.stringContaining(id!) })
  })

  it('who shared with a private channel and left it sees nothing of it any more', async () => {
    const there = room(['UANA', 'UBEN'], 'private')
    const here = room(['UANA'])
    const card = await command(scene, 'UANA', there, ASK)
    const [id] = idsIn(card.text)
    await shareIt(scene, 'UANA', card)
    leave('UANA', there)
    expect((await command(scene, 'UANA', here, `show ${id}`)).text).toContain('no decision')
    expect(await openedHome(scene, 'UANA')).not.toContain(id)
  })

  it('a channel of which Slack does not say who reads it gets nothing', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, ASK)
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 5)
    expect(await press(card)).toMatchObject({ ephemeralTo: 'UANA', text: expect.stringContaining('does not say') })
    scene.slack.faults.clear()
  })

  it('what Slack does not let the bot post is not seen by the channel either', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, ASK)
    const [id] = idsIn(card.text)
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'restricted_action' }, 5)
    scene.slack.faults.plan('response_url', { kind: 'error', error: 'expired_url' })
    await shareIt(scene, 'UANA', card)
    scene.slack.faults.clear()
    expect((await command(scene, 'UBEN', here, `show ${id}`)).text).toContain('no decision')
  })
})

describe('a shared answer', () => {
  it('is shared once', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, ASK)
    await shareIt(scene, 'UANA', card)
    expect(await press(card)).toMatchObject({ ephemeralTo: 'UANA', text: expect.stringContaining('already') })
  })

  it('that is changed on the private card changes in the channel too', async () => {
    const here = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', here, 'We are building a support chatbot and wonder which model to use')
    const posted = await shareIt(scene, 'UANA', card)
    const before = posted.text
    await scene.slack.click({ user: 'UANA', at: { channel: here, ts: card.ts }, actionId: 'answer:0:0' })
    await scene.slack.until(() => posted.text !== before)
    expect(idsIn(posted.text)).not.toEqual(idsIn(before))
  })
})

describe('a preview', () => {
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
