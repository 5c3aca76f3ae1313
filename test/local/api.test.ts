import { describe, expect, it } from 'vitest'
import { call, pick, smallSlack } from './listener.ts'

const post = { channel: 'CMODELS', text: 'hello' }

describe('who may call', () => {
  it('wants a token of the right kind, while the app is installed', async () => {
    const slack = await smallSlack()
    expect(await call(slack, 'auth.test', {}, 'xoxb-other')).toMatchObject({ ok: false, error: 'invalid_auth' })
    expect(await call(slack, 'apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' })
    expect(await call(slack, 'auth.test')).toMatchObject({ ok: true, user_id: slack.botUserId })
    await slack.uninstall()
    expect(await call(slack, 'auth.test')).toMatchObject({ error: 'account_inactive' })
  })

  it('answers an unknown method with 200 and unknown_method', async () => {
    const slack = await smallSlack()
    const response = await fetch(`${slack.apiUrl}chat.shout`, { method: 'POST' })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ ok: false, error: 'unknown_method' })
  })

  it('refuses what a scope that was taken away allowed', async () => {
    const slack = await smallSlack()
    slack.app.scopes.delete('channels:history')
    const refused = await call(slack, 'conversations.history', { channel: 'CMODELS' })
    expect(refused).toMatchObject({ error: 'missing_scope', needed: 'channels:history' })
  })
})

describe('membership', () => {
  it('hides private channels and keeps the app out of public ones it is not in', async () => {
    const slack = await smallSlack()
    expect(await call(slack, 'chat.postMessage', { ...post, channel: 'CSECRET' })).toMatchObject({
      error: 'channel_not_found',
    })
    expect(await call(slack, 'chat.postMessage', { ...post, channel: 'CQUIET' })).toMatchObject({
      error: 'not_in_channel',
    })
    expect(await call(slack, 'conversations.history', { channel: 'CQUIET' })).toMatchObject({ error: 'not_in_channel' })
    expect(await call(slack, 'conversations.info', { channel: 'CSECRET' })).toMatchObject({
      error: 'channel_not_found',
    })
    expect(await call(slack, 'conversations.info', { channel: 'CQUIET' })).toMatchObject({ ok: true })
    expect(await call(slack, 'chat.postEphemeral', { ...post, user: 'UBEN' })).toMatchObject({
      error: 'user_not_in_channel',
    })
    slack.world.channels.get('CMODELS')!.isArchived = true
    expect(await call(slack, 'chat.postMessage', post)).toMatchObject({ error: 'is_archived' })
  })
})

describe('messages', () => {
  it('are updated and deleted only by who wrote them', async () => {
    const slack = await smallSlack()
    const { message } = await slack.say('UANA', 'CMODELS', 'mine')
    const theirs = { channel: 'CMODELS', ts: message.ts, text: 'x' }
    expect(await call(slack, 'chat.update', theirs)).toMatchObject({ error: 'cant_update_message' })
    expect(await call(slack, 'chat.delete', theirs)).toMatchObject({ error: 'cant_delete_message' })
    expect(await call(slack, 'chat.update', { ...theirs, ts: '1.000001' })).toMatchObject({
      error: 'message_not_found',
    })
    const ts = pick(await call(slack, 'chat.postMessage', post), 'ts')
    expect(await call(slack, 'chat.update', { channel: 'CMODELS', ts, text: 'new' })).toMatchObject({
      ok: true,
      text: 'new',
    })
  })

  it('keep their blocks when only the text is updated, as in Slack', async () => {
    const slack = await smallSlack()
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'old' } }]
    const ts = pick(await call(slack, 'chat.postMessage', { ...post, blocks }), 'ts')
    await call(slack, 'chat.update', { channel: 'CMODELS', ts, text: 'new' })
    expect(slack.world.findMessage('CMODELS', ts)?.blocks).toMatchObject(blocks)
    await call(slack, 'chat.update', { channel: 'CMODELS', ts, text: 'new', blocks: [] })
    expect(slack.world.findMessage('CMODELS', ts)?.blocks).toEqual([])
  })

  it('that are private are never read back', async () => {
    const slack = await smallSlack()
    await call(slack, 'chat.postEphemeral', { ...post, user: 'UANA' })
    expect(await call(slack, 'conversations.history', { channel: 'CMODELS' })).toMatchObject({ messages: [] })
  })

  it('of a thread come parent first, page by page, with metadata only when asked', async () => {
    const slack = await smallSlack()
    const root = (await slack.say('UANA', 'CMODELS', 'which?')).message.ts
    const metadata = { event_type: 'answer', event_payload: { id: 'k3f9' } }
    for (const text of ['one', 'two', 'three'])
      await call(slack, 'chat.postMessage', { ...post, text, thread_ts: root, metadata })
    const texts: string[] = []
    let cursor = ''
    do {
      const page = await call(slack, 'conversations.replies', { channel: 'CMODELS', ts: root, limit: 2, cursor })
      texts.push(...(page.messages as { text: string }[]).map((m) => m.text))
      expect(JSON.stringify(page)).not.toContain('k3f9')
      cursor = pick(page, 'response_metadata.next_cursor')
    } while (cursor)
    expect(texts).toEqual(['which?', 'one', 'two', 'three'])
    const all = await call(slack, 'conversations.replies', { channel: 'CMODELS', ts: root, include_all_metadata: true })
    expect(all.messages).toMatchObject([{ reply_count: 3 }, { metadata, parent_user_id: 'UANA' }, {}, {}])
  })
})

describe('files', () => {
  it('go up in three steps and come down with the token only', async () => {
    const slack = await smallSlack()
    const ticket = await call(slack, 'files.getUploadURLExternal', { filename: 'a.csv', length: 3 })
    const file_id = pick(ticket, 'file_id')
    expect(await call(slack, 'files.completeUploadExternal', { files: [{ id: file_id }] })).toMatchObject({
      error: 'file_not_found',
    })
    const form = new FormData()
    form.set('body', new Blob(['a,b']), 'Untitled')
    expect((await fetch(pick(ticket, 'upload_url'), { method: 'POST', body: form })).status).toBe(200)
    const done = await call(slack, 'files.completeUploadExternal', {
      files: [{ id: file_id, title: 'A' }],
      channel_id: 'CMODELS',
    })
    const address = pick(done, 'files.0.url_private')
    const authorization = `Bearer ${slack.botToken}`
    expect(await (await fetch(address, { headers: { authorization } })).text()).toBe('a,b')
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(302)
    expect(slack.world.publicMessages('CMODELS')).toMatchObject([{ subtype: 'file_share', files: [file_id] }])
  })
})

describe('faults on demand', () => {
  it('limits the rate, fails, cuts and keeps silent, each as often as planned', async () => {
    const slack = await smallSlack()
    const send = (signal?: AbortSignal) =>
      fetch(`${slack.apiUrl}chat.postMessage`, {
        method: 'POST',
        headers: { authorization: `Bearer ${slack.botToken}` },
        body: new URLSearchParams(post),
        ...(signal ? { signal } : {}),
      })
    slack.faults.plan('chat.postMessage', { kind: 'rate_limited', retryAfter: 7 })
    const limited = await send()
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
    slack.faults.plan('chat.postMessage', { kind: 'status', status: 500 }, 2)
    expect([(await send()).status, (await send()).status, (await send()).status]).toEqual([500, 500, 200])
    slack.faults.plan('chat.postMessage', { kind: 'cut', afterEffect: true })
    await expect(send()).rejects.toThrow()
    slack.faults.plan('chat.postMessage', { kind: 'hang' })
    await expect(send(AbortSignal.timeout(100))).rejects.toThrow()
    // One that went well and one that was cut off only after it took effect.
    expect(slack.world.publicMessages('CMODELS')).toHaveLength(2)
    expect(slack.journal.calls('chat.postMessage').map((e) => e.status)).toEqual([429, 500, 500, 200, null, null])
  })
})
