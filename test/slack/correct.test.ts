import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Decision } from '#src/domain/decision.ts'
import type { Message } from '#src/local/types.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { shareIt } from '#test/support/talk.ts'

const VAGUE = 'We are building a support chatbot for our web shop and wonder which kind of model to use'
const idIn = (text: string): string => [...text.matchAll(/#(\w{5})\b/g)].at(-1)![1]!
let scene: Scene
let count = 0

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
})
afterAll(() => scene.end())

const room = (): string => {
  count += 1
  const members = ['UANA', 'UBEN', scene.slack.botUserId]
  return scene.slack.world.addChannel({ id: `CFIX${count}`, name: `fix${count}`, members }).id
}
const actionIds = (message: Message): string[] =>
  [...JSON.stringify(message.blocks).matchAll(/"action_id":"([^"]+)"/g)].map((match) => match[1]!)
const decision = async (id: string, channel: string): Promise<Decision> => {
  const viewer = { workspace: scene.slack.world.teamId, user: 'UANA', scopes: ['UANA', channel] }
  return (await scene.store.decision(id, viewer))!
}
const privateCard = async (channel: string): Promise<Message> => {
  await scene.slack.command('UANA', channel, '/llm-advise', VAGUE)
  return (await scene.settled(channel))[0]!
}
const publicCard = async (channel: string): Promise<Message> => {
  await scene.slack.say('UANA', channel, `@${scene.slack.app.handle} ${VAGUE}`)
  return (await scene.settled(channel))[0]!
}
const click = (user: string, message: Message, actionId: string, value?: string) =>
  scene.slack.click({
    user,
    at: { channel: message.channel, ts: message.ts },
    actionId,
    ...(value !== undefined && { value }),
  })
const changed = (message: Message, before: string) => scene.slack.until(() => message.text !== before)

describe('a question', () => {
  it.each([
    ['private', privateCard],
    ['public', publicCard],
  ])('of a %s card is answered in one click, in the same place', async (_, ask) => {
    const channel = room()
    const message = await ask(channel)
    const before = message.text
    const button = actionIds(message).find((id) => id.startsWith('answer:'))!
    await click('UANA', message, button)
    await changed(message, before)
    expect(scene.answers(channel)).toHaveLength(1)
    const now = await decision(idIn(message.text), channel)
    expect(now.advice.understanding.findings.filter(({ status }) => status === 'confirmed')).toHaveLength(1)
    expect(now.previous).toBe(idIn(before))
    expect((await decision(idIn(before), channel)).status).toBe('superseded')
  })

  it('of a card that moved on changes nothing and says so to its clicker', async () => {
    const channel = room()
    const message = await publicCard(channel)
    const stale: Message = { ...message }
    const button = actionIds(message).find((id) => id.startsWith('answer:'))!
    const before = message.text
    await click('UANA', message, button)
    await changed(message, before)
    message.blocks = stale.blocks!
    await click('UBEN', message, button)
    await scene.slack.until(() => scene.answers(channel).length === 2)
    expect(scene.answers(channel)[1]).toMatchObject({ ephemeralTo: 'UBEN' })
    expect(scene.answers(channel)[1]!.text).toContain('moved on')
  })
})

describe('Change assumptions', () => {
  it('shows every factor, and what is changed becomes a finding by that person', async () => {
    const channel = room()
    const message = await publicCard(channel)
    const before = message.text
    await click('UBEN', message, 'change')
    await scene.slack.until(() => scene.slack.world.stacks.get('UBEN')?.length)
    const { errors } = await scene.slack.submit('UBEN', {
      'value:data_boundary': 'on_premises',
      'value:monthly_requests': '250000',
      'value:monthly_budget': '€5k',
      'value:excluded_makers': 'Acme, Other',
    })
    expect(errors).toEqual({})
    await changed(message, before)
    const now = await decision(idIn(message.text), channel)
    expect(now.advice.recommendation.facts).toMatchObject({
      data_boundary: 'on_premises',
      monthly_requests: 250000,
      monthly_budget: { amount: 5000, currency: 'EUR' },
      excluded_makers: ['acme', 'other'],
    })
    expect(now.advice.understanding.findings.find(({ factor }) => factor === 'data_boundary')).toMatchObject({
      status: 'confirmed',
      by: 'UBEN',
    })
  })

  it('refuses an amount that is none, at its own field', async () => {
    const channel = room()
    const message = await privateCard(channel)
    await click('UANA', message, 'change')
    await scene.slack.until(() => scene.slack.world.stacks.get('UANA')?.length)
    const { errors } = await scene.slack.submit('UANA', { 'value:monthly_budget': 'plenty' })
    expect(errors).toEqual({ 'factor:monthly_budget': expect.stringContaining('5000 USD') })
    await scene.slack.closeView('UANA')
  })

  it('the guided form answers without any words', async () => {
    const channel = room()
    await scene.slack.command('UANA', channel, '/llm-advise', 'form')
    await scene.slack.until(() => scene.slack.world.stacks.get('UANA')?.length)
    await scene.slack.submit('UANA', { 'value:data_boundary': 'air_gapped', 'value:hardware': 'datacenter' })
    const [message, ...more] = await scene.settled(channel)
    expect(more).toEqual([])
    expect(message).toMatchObject({ ephemeralTo: 'UANA' })
    expect((await decision(idIn(message!.text), channel)).option).toBe('open_self_hosted')
  })
})

describe('what people choose', () => {
  it('Accept is one click, drawn into the card, and stands in the record beside the advice', async () => {
    const channel = room()
    const message = await publicCard(channel)
    const before = message.text
    await click('UBEN', message, 'accept')
    await changed(message, before)
    const now = await decision(idIn(message.text), channel)
    expect(now).toMatchObject({ status: 'accepted', choice: { by: 'UBEN' } })
    expect(scene.answers(channel)).toHaveLength(1)
  })

  it('a shared copy is drawn again too, and a stale button changes nothing', async () => {
    const channel = room()
    const card = await privateCard(channel)
    const shared = await shareIt(scene, 'UANA', card)
    const before = shared.text
    await scene.settled(channel)
    await click('UANA', card, 'defer')
    await changed(shared, before)
    expect(shared.text).toContain('Deferred')
  })

  it('Choose otherwise takes the option and the reason', async () => {
    const channel = room()
    const message = await publicCard(channel)
    const before = message.text
    await click('UBEN', message, 'otherwise')
    await scene.slack.until(() => scene.slack.world.stacks.get('UBEN')?.length)
    expect((await scene.slack.submit('UBEN', { option: 'open_hosted' })).errors).not.toEqual({})
    await scene.slack.submit('UBEN', { option: 'open_hosted', reason: 'We have a contract <!channel>' })
    await changed(message, before)
    expect(await decision(idIn(message.text), channel)).toMatchObject({
      status: 'overridden',
      choice: { option: 'open_hosted', reason: 'We have a contract <!channel>', by: 'UBEN' },
    })
    expect(JSON.stringify(message.blocks)).not.toContain('<!channel>')
  })
})

describe('feedback', () => {
  it('is a toggle: the last one counts, and only thumbs down asks why', async () => {
    const channel = room()
    const message = await publicCard(channel)
    const id = idIn(message.text)
    const value = (rating: string) => JSON.stringify({ decision: id, version: 1, rating })
    await click('UBEN', message, 'feedback', value('good'))
    await click('UBEN', message, 'feedback', value('bad'))
    await scene.slack.until(() => scene.slack.world.stacks.get('UBEN')?.length)
    await scene.slack.submit('UBEN', { reason: 'wrong volume' })
    const viewer = { workspace: scene.slack.world.teamId, user: 'UBEN', scopes: ['UBEN', channel] }
    await expect
      .poll(() => scene.store.feedback(id, viewer))
      .toEqual([expect.objectContaining({ by: 'UBEN', rating: 'bad', reason: 'wrong volume' })])
    expect(scene.answers(channel)).toHaveLength(1)
  })
})
