import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Json } from '#src/local/types.ts'
import { call, listener, pick, type Received, smallSlack } from './listener.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const go = { type: 'actions', elements: [{ type: 'button', text: plain('Go'), action_id: 'go', value: '7' }] }
const form = {
  type: 'modal',
  callback_id: 'form',
  title: plain('T'),
  submit: plain('S'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input',
      block_id: 'b',
      label: plain('L'),
      element: { type: 'number_input', action_id: 'n', is_decimal_allowed: false },
    },
  ],
}

async function slackAnd(reply?: (received: Received) => object) {
  const app = await listener(reply)
  const slack = await smallSlack({ retryMs: [1, 1, 1] })
  slack.deliverTo(app.url)
  return { app, slack }
}

/** A form of Ana's, opened by a command's trigger. */
async function withForm(reply?: (received: Received) => object) {
  const both = await slackAnd(reply)
  await both.slack.command('UANA', 'CMODELS', '/ask', '')
  const trigger_id = both.app.received[0]!.payload.trigger_id
  const opened = await call(both.slack, 'views.open', { trigger_id, view: form })
  return { ...both, opened, trigger_id }
}

describe('a delivery over HTTP', () => {
  it('is signed so that the app can check it', async () => {
    const { app, slack } = await slackAnd()
    await slack.command('UANA', 'CMODELS', '/ask', 'open or closed?')
    const { headers, body } = app.received[0]!
    const base = `v0:${headers['x-slack-request-timestamp']}:${body}`
    const digest = createHmac('sha256', slack.signingSecret).update(base).digest('hex')
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`)
  })

  it('of an event is repeated three times under one id, then given up', async () => {
    const { app, slack } = await slackAnd(() => ({ status: 500 }))
    await slack.say('UANA', 'CMODELS', 'hi')
    await slack.until(() => app.received.length === 4)
    expect(new Set(app.received.map((r) => r.payload.event_id)).size).toBe(1)
    const retries = app.received
      .slice(1)
      .map((r) => [r.headers['x-slack-retry-num'], r.headers['x-slack-retry-reason']])
    expect(retries).toEqual([
      ['1', 'http_error'],
      ['2', 'http_error'],
      ['3', 'http_error'],
    ])
  })

  it('that is not acknowledged in time is a failure that the person sees', async () => {
    const app = await listener(() => ({ after: 300 }))
    const slack = await smallSlack({ ackMs: 50 })
    slack.deliverTo(app.url)
    expect(await slack.command('UANA', 'CMODELS', '/ask', 'x')).toMatchObject({ outcome: 'late' })
    const seen = slack.world.messages.get('CMODELS')!.at(-1)!
    expect(seen).toMatchObject({ ephemeralTo: 'UANA', text: '/ask failed with the error "operation_timeout"' })
  })
})

describe('what people say', () => {
  it('reaches the app encoded, a mention twice under two ids and one ts', async () => {
    const { app, slack } = await slackAnd()
    await slack.say('UANA', 'CMODELS', '@app 5 < 6 & <!channel> <@UBEN> see https://a.example')
    const events = app.received.map((r) => r.payload.event as Record<string, string>)
    expect(events.map((e) => e.type).toSorted()).toEqual(['app_mention', 'message'])
    expect(new Set(events.map((e) => e.ts)).size).toBe(1)
    expect(new Set(app.received.map((r) => r.payload.event_id)).size).toBe(2)
    const text = `<@${slack.botUserId}> 5 &lt; 6 &amp; &lt;!channel&gt; &lt;@UBEN&gt; see <https://a.example>`
    expect(events.map((e) => e.text)).toEqual([text, text])
  })

  it('stays unknown to an app that is not in the channel', async () => {
    const { app, slack } = await slackAnd()
    await slack.say('UANA', 'CQUIET', '@app hello')
    expect(app.received).toEqual([])
    expect(slack.world.messages.get('CQUIET')!.at(-1)).toMatchObject({ ephemeralTo: 'UANA' })
    await slack.join(slack.botUserId, 'CQUIET', 'UANA')
    await slack.say('UANA', 'CQUIET', '@app hello')
    expect(app.received.map((r) => pick(r.payload, 'event.type'))).toContain('app_mention')
  })

  it('in a thread names the parent; changes and deletions are events too', async () => {
    const { app, slack } = await slackAnd()
    const { ts } = (await slack.say('UANA', 'CMODELS', 'root')).message
    const reply = (await slack.say('UANA', 'CMODELS', 'reply', ts)).message
    await slack.edit('UANA', 'CMODELS', reply.ts, 'reply!')
    await slack.remove('UANA', 'CMODELS', reply.ts)
    expect(app.received.slice(1).map((r) => r.payload.event)).toMatchObject([
      { thread_ts: ts, parent_user_id: 'UANA' },
      { subtype: 'message_changed', message: { text: 'reply!' }, previous_message: { text: 'reply' } },
      { subtype: 'message_deleted', deleted_ts: reply.ts },
    ])
  })

  it('is not for the app without the scope or the subscription', async () => {
    const { app, slack } = await slackAnd()
    slack.app.scopes.delete('channels:history')
    await slack.say('UANA', 'CMODELS', '@app hello')
    expect(app.received.map((r) => pick(r.payload, 'event.type'))).toEqual(['app_mention'])
  })
})

describe('a response address', () => {
  it('works five times, privately or for all, and replaces only the message of a button', async () => {
    const { app, slack } = await slackAnd()
    await slack.command('UANA', 'CQUIET', '/ask', 'x')
    const respond = async (body: object) => {
      const url = pick(app.received.at(-1)!.payload, 'response_url')
      return (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
      ).status
    }
    expect(await respond({ text: 'private', blocks: [go] })).toBe(200)
    expect(await respond({ text: 'all', response_type: 'in_channel' })).toBe(200)
    expect(await respond({ text: 'again', replace_original: true })).toBe(200)
    expect(await respond({ blocks: [{ type: 'nonsense' }] })).toBe(400)
    expect(await respond({ text: '5' })).toBe(200)
    expect(await respond({ text: '6' })).toBe(404)
    const messages = () => slack.world.messages.get('CQUIET')!.map((m) => [m.text, m.ephemeralTo])
    expect(messages()).toEqual([
      ['private', 'UANA'],
      ['all', undefined],
      ['again', 'UANA'],
      ['5', 'UANA'],
    ])
    const { ts } = slack.world.messages.get('CQUIET')![0]!
    await slack.click({ user: 'UANA', at: { channel: 'CQUIET', ts }, actionId: 'go' })
    expect(await respond({ text: 'changed', replace_original: true })).toBe(200)
    expect(messages()[0]).toEqual(['changed', 'UANA'])
    expect(await respond({ delete_original: true })).toBe(200)
    expect(messages()[0]).toEqual(['all', undefined])
  })

  it('ends after thirty minutes', async () => {
    let now = Date.now()
    const app = await listener()
    const slack = await smallSlack({ now: () => now })
    slack.deliverTo(app.url)
    await slack.command('UANA', 'CMODELS', '/ask', 'x')
    now += 30 * 60_000 + 1
    const url = pick(app.received[0]!.payload, 'response_url')
    const late = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"text":"x"}',
    })
    expect(await late.json()).toEqual({ ok: false, error: 'expired_url' })
  })
})

describe('buttons and forms', () => {
  it('tell the app what was used, and nobody else can use a private one', async () => {
    const { app, slack } = await slackAnd()
    const ts = pick(await call(slack, 'chat.postMessage', { channel: 'CMODELS', text: 'x', blocks: [go] }), 'ts')
    const at = { channel: 'CMODELS', ts }
    await slack.click({ user: 'UANA', at, actionId: 'go' })
    expect(app.received.at(-1)!.payload).toMatchObject({
      type: 'block_actions',
      user: { id: 'UANA' },
      container: { type: 'message', message_ts: ts, is_ephemeral: false },
      actions: [{ action_id: 'go', value: '7', type: 'button' }],
    })
    await expect(slack.click({ user: 'UBEN', at, actionId: 'go' })).rejects.toThrow('UBEN is not in CMODELS')
    await expect(slack.click({ user: 'UANA', at, actionId: 'gone' })).rejects.toThrow('there is no gone')
  })

  it('open by a trigger, once and within three seconds', async () => {
    const { slack, opened, trigger_id } = await withForm()
    expect(opened).toMatchObject({ ok: true, view: { callback_id: 'form' } })
    expect(await call(slack, 'views.open', { trigger_id, view: form })).toMatchObject({ error: 'exchanged_trigger_id' })
    let now = Date.now()
    const app = await listener()
    const slow = await smallSlack({ now: () => now })
    slow.deliverTo(app.url)
    await slow.command('UANA', 'CMODELS', '/ask', '')
    now += 3001
    const late = { trigger_id: app.received[0]!.payload.trigger_id, view: form }
    expect(await call(slow, 'views.open', late)).toMatchObject({ error: 'expired_trigger_id' })
  })

  it('are checked before they are sent, then shown the errors of the app, then closed', async () => {
    let errors: Record<string, string> | undefined = { b: 'Too much.' }
    const { app, slack } = await withForm(({ payload }) =>
      payload.type === 'view_submission' && errors ? { body: { response_action: 'errors', errors } } : {},
    )
    const before = app.received.length
    expect((await slack.submit('UANA', {})).errors).toEqual({ b: 'Please complete this required field.' })
    expect((await slack.submit('UANA', { n: '1.5' })).errors).toEqual({ b: 'Enter a whole number.' })
    expect(app.received).toHaveLength(before)
    expect((await slack.submit('UANA', { n: '12' })).errors).toEqual({ b: 'Too much.' })
    expect(app.received.at(-1)!.payload.view).toMatchObject({
      state: { values: { b: { n: { type: 'number_input', value: '12' } } } },
    })
    errors = undefined
    expect((await slack.submit('UANA', { n: '12' })).errors).toEqual({})
    await expect(slack.submit('UANA', { n: '12' })).rejects.toThrow('no modal')
  })

  it('stack three high, refuse an old hash, and say when they are closed', async () => {
    const { app, slack, opened } = await withForm()
    const push = async () => {
      await slack.command('UANA', 'CMODELS', '/ask', '')
      return call(slack, 'views.push', { trigger_id: app.received.at(-1)!.payload.trigger_id, view: form })
    }
    expect([await push(), await push(), await push()].map((r) => r.error)).toEqual([
      undefined,
      undefined,
      'push_limit_reached',
    ])
    const { id, hash } = opened.view as { id: string; hash: string }
    expect(await call(slack, 'views.update', { view_id: id, hash, view: form })).toMatchObject({ ok: true })
    expect(await call(slack, 'views.update', { view_id: id, hash, view: form })).toMatchObject({
      error: 'hash_conflict',
    })
    await slack.closeView('UANA')
    expect(app.received.at(-1)!.payload).toMatchObject({ type: 'view_closed', is_cleared: false })
  })
})

describe('Socket Mode', () => {
  it('says hello, delivers by envelope, takes the answer with the acknowledgement, and asks to reconnect', async () => {
    const slack = await smallSlack({ ackMs: 200 })
    const url = pick(await call(slack, 'apps.connections.open', {}, slack.appToken), 'url')
    const ws = new WebSocket(url)
    const messages: Json[] = []
    let mute = false
    ws.on('message', (data) => {
      const message = JSON.parse(String(data))
      messages.push(message)
      if (message.envelope_id && !mute)
        ws.send(JSON.stringify({ envelope_id: message.envelope_id, payload: { text: 'at once' } }))
    })
    await new Promise((resolve) => ws.once('message', resolve))
    expect(messages[0]).toMatchObject({ type: 'hello', num_connections: 1 })
    expect(await slack.command('UANA', 'CMODELS', '/ask', 'x')).toMatchObject({ outcome: 'acked' })
    expect(messages[1]).toMatchObject({
      type: 'slash_commands',
      accepts_response_payload: true,
      payload: { text: 'x' },
    })
    expect(slack.world.messages.get('CMODELS')!.at(-1)).toMatchObject({ text: 'at once', ephemeralTo: 'UANA' })
    mute = true
    expect((await slack.say('UANA', 'CMODELS', 'hi')).deliveries).toMatchObject([{ outcome: 'late' }])
    slack.out.link.refresh()
    await slack.until(() => messages.at(-1)!.type === 'disconnect')
  })
})

describe('coming and going', () => {
  it('tells the app of its Home, of members, and of its own removal', async () => {
    const { app, slack } = await slackAnd()
    await slack.openHome('UANA', 'home')
    await slack.join('UBEN', 'CMODELS', 'UANA')
    await slack.leave('UBEN', 'CMODELS')
    await slack.uninstall()
    expect(app.received.map((r) => r.payload.event)).toMatchObject([
      { type: 'app_home_opened', user: 'UANA', tab: 'home' },
      { type: 'member_joined_channel', user: 'UBEN', channel: 'CMODELS', inviter: 'UANA' },
      { type: 'member_left_channel', user: 'UBEN' },
      { type: 'tokens_revoked' },
      { type: 'app_uninstalled' },
    ])
    await slack.say('UANA', 'CMODELS', '@app still there?')
    expect(app.received).toHaveLength(5)
  })

  it('marks what happens in a channel shared with another company', async () => {
    const { app, slack } = await slackAnd()
    slack.world.addChannel({ id: 'CSHARED', kind: 'public', isExtShared: true, members: ['UANA', slack.botUserId] })
    await slack.say('UANA', 'CSHARED', 'hi')
    expect(app.received[0]!.payload).toMatchObject({ is_ext_shared_channel: true, context_team_id: slack.world.teamId })
  })
})

describe('the answer to a form', () => {
  it.each([
    ['update', 1, 'Next'],
    ['push', 2, 'Next'],
    ['clear', 0, undefined],
  ])('%s leaves %i forms open', async (response_action, open, title) => {
    const view = { ...form, title: plain('Next') }
    const { slack } = await withForm(({ payload }) =>
      payload.type === 'view_submission' ? { body: { response_action, view } } : {},
    )
    await slack.submit('UANA', { n: '1' })
    const stack = slack.world.stacks.get('UANA')!
    expect(stack).toHaveLength(open)
    expect(slack.world.views.get(stack.at(-1) ?? '')?.content.title).toEqual(title && plain(title))
  })
})
