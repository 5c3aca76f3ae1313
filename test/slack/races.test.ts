import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actsIn, at, betweenActs, clockOfActs, said, startActs } from '#test/support/acts.ts'
import type { Scene } from '#test/support/bot.ts'
import { command, idsIn, mention, openView, quiet, shareIt } from '#test/support/talk.ts'

// What once went wrong where two things happened at the same time, or Slack was slow.
const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
const SECRET = 'SECRETWORD'
let scene: Scene
const clock = clockOfActs()
const { room, set, leave, click, otherwise, assume, all } = actsIn(() => scene, clock)
const began = Date.now()
beforeAll(async () => {
  scene = await startActs(() => new Date(clock.now + Date.now() - began))
})
afterAll(() => scene.end())
beforeEach(() => betweenActs(scene, clock))

/** From now on another company reads the channel, with one of its people in it. */
const openToOthers = (channel: string) => {
  set(channel, { isExtShared: true })
  scene.slack.world.channels.get(channel)!.members.add('UEXT')
}
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms))
const settle = async () => {
  await quiet(scene)
  await wait(60)
  await quiet(scene)
}

describe('people who may, refused', () => {
  for (const kind of ['private', 'mpim'] as const) {
    it(`own private answer in a ${kind} that the bot is not in: Change assumptions, Otherwise, thumbs, Share`, async () => {
      const c = scene.slack.world.addChannel({ name: `no-bot-${kind}`, kind, members: ['UANA', 'UBEN'] }).id
      const card = await command(scene, 'UANA', c, ASK)
      await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'change' })
      await openView(scene, 'UANA')
      await scene.slack.submit('UANA', { 'value:monthly_budget': '4321 EUR' })
      await settle()
      expect.soft(all(c)).toMatch(/4,?321/)
      scene.slack.world.stacks.clear()
      const next = scene.answers(c).at(-1)!
      await scene.slack.click({ user: 'UANA', at: at(next), actionId: 'otherwise' })
      await openView(scene, 'UANA')
      await scene.slack.submit('UANA', { option: 'open_hosted', reason: SECRET })
      await settle()
      expect.soft(all(c)).toContain(SECRET)
      scene.slack.world.stacks.clear()
      const again = await command(scene, 'UANA', c, `The second one: ${ASK}`)
      await scene.slack.click({ user: 'UANA', at: at(again), actionId: 'share' })
      await settle()
      scene.slack.world.stacks.clear()
    })
  }
})

describe('shared channel', () => {
  it('revision on the private card of a shared answer, once the channel is shared with a company', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', a, ASK)
    const posted = await shareIt(scene, 'UANA', card)
    openToOthers(a)
    await assume('UANA', card, { 'value:monthly_budget': '4321 EUR' })
    expect(said(posted)).not.toMatch(/4,?321/)
  })
  it('the same by show from another channel', async () => {
    const a = room(['UANA', 'UBEN'])
    const own = room(['UANA'])
    const card = await mention(scene, 'UANA', a, ASK)
    openToOthers(a)
    const shown = await command(scene, 'UANA', own, `show ${idsIn(card.text)[0]}`)
    await assume('UANA', shown, { 'value:monthly_budget': '4321 EUR' })
    expect(said(card)).not.toMatch(/4,?321/)
  })
  it('reason of Choose otherwise on the public card, once the channel is shared', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    openToOthers(a)
    await otherwise('UBEN', card, SECRET)
    expect(said(card)).not.toContain(SECRET)
  })
  it('reason typed on a private card (show elsewhere), once the channel is shared', async () => {
    const a = room(['UANA', 'UBEN'])
    const own = room(['UANA'])
    const card = await mention(scene, 'UANA', a, ASK)
    openToOthers(a)
    const shown = await command(scene, 'UANA', own, `show ${idsIn(card.text)[0]}`)
    await otherwise('UANA', shown, SECRET)
    expect(said(card)).not.toContain(SECRET)
  })
  it('revision on a public card while conversations.info fails, channel shared since', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    openToOthers(a)
    await scene.slack.click({ user: 'UBEN', at: at(card), actionId: 'change' })
    await openView(scene, 'UBEN')
    clock.now += 2000
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 40)
    await scene.slack.submit('UBEN', { 'value:monthly_budget': '4321 EUR' })
    await settle()
    scene.slack.faults.clear()
    expect(said(card)).not.toMatch(/4,?321/)
  })
  it('a stranger opens Details and accepts while users.info fails', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    openToOthers(a)
    const id = idsIn(card.text)[0]
    scene.slack.faults.plan('users.info', { kind: 'error', error: 'fatal_error' }, 40)
    await scene.slack.click({ user: 'UEXT', at: at(card), actionId: 'accept' })
    await settle()
    await scene.slack.click({ user: 'UEXT', at: at(card), actionId: `details:${id}` }).catch(() => 0)
    await settle()
    scene.slack.faults.clear()
    expect.soft(said(card)).not.toContain('UEXT')
    expect.soft(all(a)).not.toMatch(/accepted/i)
  })
  it('Stop typed by somebody from outside ends the following', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    await click('UANA', card, 'follow')
    openToOthers(a)
    await scene.slack.say('UEXT', a, 'stop', card.threadTs)
    await settle()
    expect(scene.answers(a).filter((m) => m.ephemeralTo === 'UEXT')).toEqual([])
  })
})

describe('share', () => {
  it('two previews of the same answer submitted at once post once', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await command(scene, 'UANA', a, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'share' })
    await openView(scene, 'UANA')
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'share' })
    await scene.slack.until(() => (scene.slack.world.stacks.get('UANA')?.length ?? 0) >= 1)
    await wait(100)
    await Promise.all([scene.slack.submit('UANA', {}), scene.slack.submit('UANA', {}).catch(() => undefined)])
    await settle()
    scene.slack.world.stacks.clear()
    expect(scene.answers(a).filter((m) => !m.ephemeralTo).length).toBe(1)
  })
  it('UBEN reasons while the post waits; the post is refused; the asker who left sees the reason', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const own = room(['UANA'])
    const card = await command(scene, 'UANA', priv, ASK)
    const [id] = idsIn(card.text)
    scene.slack.faults.plan('chat.postMessage', { kind: 'rate_limited', retryAfter: 2 }, 1)
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'restricted_action' }, 5)
    scene.slack.faults.plan('response_url', { kind: 'error', error: 'expired_url' }, 0)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'share' })
    await openView(scene, 'UANA')
    const before = scene.slack.journal.calls('chat.postMessage').length
    await scene.slack.submit('UANA', {})
    await scene.slack.until(() => scene.slack.journal.calls('chat.postMessage').length > before)
    await wait(50)
    await scene.slack.command('UBEN', priv, '/llm-advise', `show ${id}`)
    await scene.slack.until(() => scene.answers(priv).some((m) => m.ephemeralTo === 'UBEN'))
    const shown = scene.answers(priv).find((m) => m.ephemeralTo === 'UBEN')!
    await scene.slack.click({ user: 'UBEN', at: at(shown), actionId: 'otherwise' })
    await openView(scene, 'UBEN')
    await scene.slack.submit('UBEN', { option: 'open_hosted', reason: SECRET })
    await wait(300)
    scene.slack.faults.plan('response_url', { kind: 'error', error: 'expired_url' }, 1)
    clock.now += 5000
    await quiet(scene)
    await wait(300)
    scene.slack.faults.clear()
    leave('UANA', priv)
    const seen = said(await command(scene, 'UANA', own, `show ${id}`))
    expect(seen).not.toContain(SECRET)
  })
})

describe('outbox order', () => {
  it('an older update that Slack put off does not overwrite a newer one', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    scene.slack.faults.plan('chat.update', { kind: 'error', error: 'internal_error' }, 1)
    const before = scene.slack.journal.calls('chat.update').length
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'follow' })
    await scene.slack.until(() => scene.slack.journal.calls('chat.update').length > before)
    await wait(20)
    await scene.slack.click({ user: 'UBEN', at: at(card), actionId: 'accept' })
    await settle()
    clock.now += 5000
    await wait(300)
    await settle()
    scene.slack.faults.clear()
    expect(said(card)).toMatch(/accepted/i)
  })
})

describe('slow', () => {
  it('a form of a private channel is taken before Slack is asked who is in it', async () => {
    const a = room(['UANA', 'UBEN'], 'private')
    const card = await mention(scene, 'UANA', a, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'change' })
    await openView(scene, 'UANA')
    clock.now += 5000
    for (const method of ['conversations.info', 'users.conversations', 'users.info'])
      scene.slack.faults.plan(method, { kind: 'slow', ms: 1200 }, 20)
    const { delivery } = await scene.slack.submit('UANA', { 'value:monthly_budget': '4321 EUR' })
    expect(delivery?.outcome).toBe('acked')
    await scene.slack.until(() => said(card).includes('4,321'), 10_000)
    scene.slack.faults.clear()
  }, 20_000)

  it('a choice asks Slack once who reads the channel, before it is taken', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    const asked = () => scene.slack.journal.calls('conversations.info').length
    const before = asked()
    await click('UBEN', card, 'accept')
    expect(said(card)).toContain('Accepted')
    expect(asked() - before).toBe(1)
  })
})
