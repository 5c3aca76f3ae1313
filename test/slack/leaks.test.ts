import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Message } from '#src/local/types.ts'
import { actsIn, at, betweenActs, clockOfActs, said, startActs } from '#test/support/acts.ts'
import type { Scene } from '#test/support/bot.ts'
import { answered, command, idsIn, mention, openedHome, openView, quiet, shareIt } from '#test/support/talk.ts'

// Ways by which words once left the conversation that they were said in, each held shut.
const ASK = 'Patient notes must stay on our servers, two A100s, 2 ML engineers'
const SECRET = 'SECRETWORD'
let scene: Scene
const clock = clockOfActs()
const { room, set, leave, click, otherwise, assume, all } = actsIn(() => scene, clock)
beforeAll(async () => {
  scene = await startActs(() => new Date(clock.now))
})
afterAll(() => scene.end())
beforeEach(() => betweenActs(scene, clock))

/** Shares into `to` the decision that `user` asked elsewhere. */
async function shareInto(user: string, to: string, id: string): Promise<Message> {
  return shareIt(scene, user, await command(scene, user, to, `show ${id}`))
}

describe('reason typed in a private channel', () => {
  it('is not seen by the asker who left (asked by slash there, shared there)', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const own = room(['UANA'])
    const card = await command(scene, 'UANA', priv, ASK)
    const [id] = idsIn(card.text)
    const posted = await shareIt(scene, 'UANA', card)
    leave('UANA', priv)
    await otherwise('UBEN', posted, SECRET)
    expect.soft(said(await command(scene, 'UANA', own, `show ${id}`))).not.toContain(SECRET)
    expect.soft(said(await command(scene, 'UANA', own, `export ${id} json`))).not.toContain(SECRET)
  })
})

describe('facts settled in a private channel', () => {
  it('are not seen by the asker who left', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const own = room(['UANA'])
    const card = await command(scene, 'UANA', priv, ASK)
    const posted = await shareIt(scene, 'UANA', card)
    leave('UANA', priv)
    expect(await assume('UBEN', posted, { 'value:monthly_budget': '4321 EUR' })).toEqual({})
    const id = idsIn(posted.text).at(-1)!
    expect(said(posted)).toMatch(/4,?321/)
    expect.soft(said(await command(scene, 'UANA', own, `show ${id}`))).not.toMatch(/4,?321/)
    expect.soft(said(await command(scene, 'UANA', own, `history`))).not.toContain(id)
    expect.soft(await openedHome(scene, 'UANA')).not.toContain(id)
    expect.soft(said(await command(scene, 'UANA', own, `export ${id} json`))).not.toMatch(/4,?321/)
  })
})

/** Ana's *Choose otherwise* stands open in another channel while the card's own becomes private without her. */
async function formOnWhatIsPrivateSince() {
  const a = room(['UANA', 'UBEN'])
  const b = room(['UANA'])
  const card = await mention(scene, 'UANA', a, ASK)
  const [id] = idsIn(card.text)
  const shown = await command(scene, 'UANA', b, `show ${id}`)
  await scene.slack.click({ user: 'UANA', at: at(shown), actionId: 'otherwise' })
  await openView(scene, 'UANA')
  leave('UANA', a)
  set(a, { kind: 'private' })
  return { b, card, id }
}

describe('forms that come back', () => {
  it('Choose otherwise opened elsewhere does not work on what is private since', async () => {
    const { b, card, id } = await formOnWhatIsPrivateSince()
    expect(said(await command(scene, 'UANA', b, `show ${id}`))).toContain('no decision')
    await scene.slack.submit('UANA', { option: 'open_hosted', reason: 'INTRUDER' })
    await quiet(scene)
    expect.soft(said(scene.answers(b).at(-1)!)).toContain('no decision')
    expect.soft(said(card)).not.toContain('INTRUDER')
  })
  it('nor tells what became of it there', async () => {
    const { b, card } = await formOnWhatIsPrivateSince()
    await click('UBEN', card, 'accept')
    const told = await answered(scene, b, () => scene.slack.submit('UANA', { option: 'open_hosted', reason: 'mine' }))
    expect(told.text).toContain('no decision')
  })
  it('of who left a private channel, while conversations.info fails', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const card = await mention(scene, 'UBEN', priv, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'otherwise' })
    await openView(scene, 'UANA')
    leave('UANA', priv)
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 20)
    await scene.slack.submit('UANA', { option: 'open_hosted', reason: 'INTRUDER' })
    await quiet(scene)
    scene.slack.faults.clear()
    expect(said(card)).not.toContain('INTRUDER')
  })
  it('Change assumptions of who left, while conversations.info fails, shows what was decided since', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const card = await mention(scene, 'UBEN', priv, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'change' })
    await openView(scene, 'UANA')
    leave('UANA', priv)
    await mention(scene, 'UBEN', priv, 'budget is 4321 EUR a month', card.threadTs ?? card.ts)
    await quiet(scene)
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 20)
    await scene.slack.submit('UANA', { 'value:hardware': 'datacenter' })
    await quiet(scene)
    scene.slack.faults.clear()
    const view = await openView(scene, 'UANA').catch(() => '')
    scene.slack.world.stacks.delete('UANA')
    expect(view).not.toMatch(/4,?321/)
  })
  it('Change assumptions tells nothing of a later answer one may not see', async () => {
    const a = room(['UANA', 'UBEN'])
    const b = room(['UANA'])
    const card = await mention(scene, 'UANA', a, ASK)
    const [id] = idsIn(card.text)
    leave('UANA', a)
    const shown = await command(scene, 'UANA', b, `show ${id}`)
    await scene.slack.click({ user: 'UANA', at: at(shown), actionId: 'change' })
    await openView(scene, 'UANA')
    const next = await mention(scene, 'UBEN', a, 'budget is 4321 EUR a month', card.threadTs)
    const nid = idsIn(next.text).at(-1)
    expect(said(await command(scene, 'UANA', b, `show ${nid}`))).toContain('no decision')
    await scene.slack.submit('UANA', { 'value:hardware': 'datacenter' })
    await quiet(scene)
    const view = await openView(scene, 'UANA').catch(() => '')
    scene.slack.world.stacks.delete('UANA')
    expect(view).not.toMatch(/4,?321/)
  })
})

describe('people from outside', () => {
  it('Share into a channel of two companies, while conversations.info fails', async () => {
    const ext = room(['UANA', 'UEXT'])
    set(ext, { isExtShared: true })
    const card = await command(scene, 'UANA', ext, ASK)
    await click('UANA', card, 'share')
    expect(scene.answers(ext).at(-1)!.ephemeralTo).toBe('UANA')
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 40)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'share' })
    await quiet(scene)
    if (scene.slack.world.stacks.get('UANA')?.length) {
      await scene.slack.submit('UANA', {})
      await quiet(scene)
    }
    scene.slack.faults.clear()
    expect(scene.answers(ext).filter((m) => !m.ephemeralTo)).toEqual([])
  })
  it('a followed thread, once the channel is shared', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    await click('UANA', card, 'follow')
    set(a, { isExtShared: true })
    scene.slack.world.channels.get(a)!.members.add('UEXT')
    const before = scene.answers(a).length
    await scene.slack.say(
      'UEXT',
      a,
      'Our budget is 4321 EUR a month and it is all public data, no restriction.',
      card.threadTs,
    )
    await quiet(scene)
    const after = scene.answers(a).slice(before)
    expect(after.filter((m) => !m.ephemeralTo)).toEqual([])
  })
  it('a revision in a channel that is shared since', async () => {
    const a = room(['UANA', 'UBEN'])
    const card = await mention(scene, 'UANA', a, ASK)
    set(a, { isExtShared: true })
    scene.slack.world.channels.get(a)!.members.add('UEXT')
    await assume('UBEN', card, { 'value:monthly_budget': '4321 EUR' })
    expect(said(card)).not.toMatch(/4,?321/)
  })
})

describe('copies by other ways', () => {
  it('a private answer that went to the direct message is not kept up to date from the private channel', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    scene.slack.faults.plan('response_url', { kind: 'error', error: 'expired_url' }, 1)
    scene.slack.faults.plan('chat.postEphemeral', { kind: 'error', error: 'user_not_in_channel' }, 1)
    await scene.slack.command('UANA', priv, '/llm-advise', ASK)
    await quiet(scene)
    scene.slack.faults.clear()
    const direct = scene.slack.world.directMessage([scene.slack.botUserId, 'UANA']).id
    const dm = scene.answers(direct).at(-1)!
    const [id] = idsIn(dm.text)
    const posted = await shareInto('UANA', priv, id!)
    leave('UANA', priv)
    await otherwise('UBEN', posted, SECRET)
    expect(all(direct)).not.toContain(SECRET)
  })
})

describe('silent or double', () => {
  it('Follow on a shared shortcut card follows, and answers once', async () => {
    const c = room(['UANA', 'UBEN'], 'private')
    const { message } = await scene.slack.say('UBEN', c, ASK)
    const card = await answered(scene, c, () => scene.slack.shortcut('UANA', 'advise_on_message', c, message.ts))
    const posted = await shareIt(scene, 'UANA', card)
    await click('UBEN', posted, 'follow')
    expect(said(posted)).toContain('"stop"')
    const before = scene.answers(c).length
    await scene.slack.say('UBEN', c, 'We got a budget of 4321 EUR a month', message.ts)
    await quiet(scene)
    expect(scene.answers(c).length - before).toBe(1)
    const next = scene.answers(c).at(-1)!
    const id = idsIn(next.text).at(-1)
    const own = room(['UANA'])
    expect(said(await command(scene, 'UANA', own, `show ${id}`))).toContain('no decision')
    expect(said(await command(scene, 'UANA', own, `compare ${id} ${id}`))).toContain('no decision')
    expect(said(await command(scene, 'UANA', own, `replay ${id}`))).toContain('no decision')
    expect(said(await command(scene, 'UANA', own, `history`))).not.toContain(id)
  })
  it('reason of thumbs down by form after leaving', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const card = await mention(scene, 'UBEN', priv, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'change' })
    await openView(scene, 'UANA')
    leave('UANA', priv)
    await scene.slack.submit('UANA', { 'value:monthly_budget': '4321 EUR' })
    await quiet(scene)
    scene.slack.world.stacks.delete('UANA')
    expect(said(card)).not.toMatch(/4,?321/)
  })
})

describe('existence', () => {
  it('the Older button does not tell whether a hidden decision has a word', async () => {
    const a = room(['UANA', 'UBEN'])
    const own = room(['UANA'])
    const card = await mention(scene, 'UANA', a, ASK)
    leave('UANA', a)
    set(a, { kind: 'private' })
    await otherwise('UBEN', card, 'because of the zeppelin')
    const guess = async (word: string) => {
      for (let i = 0; i < 10; i++) await command(scene, 'UANA', own, `The ${word} team, number ${i}: ${ASK}`)
      return said(await command(scene, 'UANA', own, `history ${word}`)).includes('"action_id":"page"')
    }
    expect(await guess('quagga')).toBe(false)
    expect(await guess('zeppelin')).toBe(false)
  })
})

describe('preview', () => {
  it('where the post fails, nobody sees it by show', async () => {
    const pub = room(['UANA', 'UCARA'])
    const asked = await command(scene, 'UANA', pub, ASK)
    scene.slack.faults.plan('chat.postMessage', { kind: 'error', error: 'restricted_action' }, 5)
    scene.slack.faults.plan('response_url', { kind: 'error', error: 'expired_url' }, 5)
    await scene.slack.click({ user: 'UANA', at: at(asked), actionId: 'share' })
    await openView(scene, 'UANA')
    await scene.slack.submit('UANA', {})
    await quiet(scene)
    scene.slack.faults.clear()
    expect(scene.answers(pub).filter((m) => !m.ephemeralTo)).toEqual([])
    await quiet(scene)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await scene.slack.command('UCARA', pub, '/llm-advise', `show ${idsIn(asked.text)[0]}`)
    await quiet(scene)
    const seen = scene
      .answers(pub)
      .filter((m) => m.ephemeralTo === 'UCARA')
      .at(-1)!
    expect(said(seen)).toContain('no decision')
  })
})

describe('slow rather than failing', () => {
  it('Share into a channel of two companies, while conversations.info takes two seconds', async () => {
    const ext = room(['UANA', 'UEXT'])
    set(ext, { isExtShared: true })
    const card = await command(scene, 'UANA', ext, ASK)
    scene.slack.faults.plan('conversations.info', { kind: 'slow', ms: 2000 }, 40)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'share' })
    await quiet(scene)
    if (scene.slack.world.stacks.get('UANA')?.length) {
      await scene.slack.submit('UANA', {})
      await quiet(scene)
    }
    scene.slack.faults.clear()
    expect(
      scene
        .answers(ext)
        .filter((m) => !m.ephemeralTo)
        .map((m) => m.text.slice(0, 40)),
    ).toEqual([])
  })
  it('a form of who left a private channel, while conversations.info takes two seconds', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const card = await mention(scene, 'UBEN', priv, ASK)
    await scene.slack.click({ user: 'UANA', at: at(card), actionId: 'otherwise' })
    await openView(scene, 'UANA')
    leave('UANA', priv)
    scene.slack.faults.plan('conversations.info', { kind: 'slow', ms: 2000 }, 20)
    await scene.slack.submit('UANA', { option: 'open_hosted', reason: 'INTRUDER' })
    await quiet(scene)
    scene.slack.faults.clear()
    expect(said(card)).not.toContain('INTRUDER')
  })
})

describe('what held', () => {
  it('similar line in a channel names no private or converted one; nor does it to who left', async () => {
    const priv = room(['UANA', 'UBEN'], 'private')
    const conv = room(['UANA', 'UBEN'])
    const pub = room(['UANA', 'UCARA'])
    const text = (n: number) =>
      `The kookaburra ledger stays on our own servers, two A100s, 2 ML engineers, patient notes ${n}`
    const a = await mention(scene, 'UANA', priv, text(1))
    const b = await mention(scene, 'UANA', conv, text(1))
    set(conv, { kind: 'private' })
    for (const answer of [await mention(scene, 'UANA', pub, text(1)), await command(scene, 'UANA', pub, text(1))])
      for (const id of [...idsIn(a.text), ...idsIn(b.text)]) expect(said(answer)).not.toContain(id)
  })
  it('follow-up and edit in a followed thread of a channel made private: nothing outside', async () => {
    const a = room(['UANA', 'UBEN'])
    const own = room(['UANA'])
    const card = await mention(scene, 'UANA', a, ASK)
    await click('UANA', card, 'follow')
    leave('UANA', a)
    set(a, { kind: 'private' })
    const { message } = await scene.slack.say('UBEN', a, 'We got a budget of 4321 EUR a month', card.threadTs)
    await quiet(scene)
    await scene.slack.edit('UBEN', a, message.ts, 'We got a budget of 8765 EUR a month')
    await quiet(scene)
    await scene.slack.remove('UBEN', a, message.ts)
    await quiet(scene)
    const ids = scene.answers(a).flatMap((m) => idsIn(m.text))
    expect(new Set(ids).size).toBe(4)
    const home = await openedHome(scene, 'UANA')
    const list = said(await command(scene, 'UANA', own, 'history'))
    const exported = said(await command(scene, 'UANA', own, 'export all json'))
    for (const id of ids) {
      expect(home).not.toContain(id)
      expect(list).not.toContain(id)
      expect(exported).not.toContain(id)
      for (const what of [`show ${id}`, `replay ${id}`, `compare ${id} ${id}`, `export ${id}`])
        expect(said(await command(scene, 'UANA', own, what))).toContain('no decision')
    }
  })
  it('buttons of an ephemeral card shown elsewhere do nothing once the channel is private', async () => {
    const a = room(['UANA', 'UBEN'])
    const b = room(['UANA'])
    const card = await mention(
      scene,
      'UANA',
      a,
      'We want a support chatbot for our web shop, about 20k requests a month. Which kind of model?',
    )
    const shown = await command(scene, 'UANA', b, `show ${idsIn(card.text)[0]}`)
    leave('UANA', a)
    set(a, { kind: 'private' })
    const ids = [...JSON.stringify(shown.blocks).matchAll(/"action_id":"([^"]+)"/g)]
      .map((m) => m[1]!)
      .filter((id) => id !== 'feedback')
    for (const actionId of ids) {
      const told = await answered(scene, b, () => scene.slack.click({ user: 'UANA', at: at(shown), actionId }))
      expect(told.text, actionId).toContain('no decision')
    }
  })
})
