import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Decision, DecisionSummary, HistoryQuery, NewDecision, Viewer } from '#src/domain/decision.ts'
import { UserError } from '#src/domain/errors.ts'
import type { Store } from '#src/domain/ports.ts'
import { advice, asked, channel, message, NOW, request, viewer } from '#test/store/fixtures.ts'

const LATER = '2026-03-01T12:01:00.000Z'
const MEMBER = viewer('U1', 'C1')

/** What every store has to do, whatever database stands behind it. `open` gives an empty one. */
export function storeContract(open: () => Promise<Store>): void {
  let store: Store
  let count = 0
  beforeEach(async () => {
    store = await open()
  })
  afterEach(() => store.close())

  const log = async (decision: NewDecision, key = `request-${++count}`): Promise<Decision> =>
    (await store.commitAnswer({ request: key, decision, messages: () => [], now: NOW })) as Decision
  const share = (id: string, scopes: readonly string[], by: Viewer) =>
    store.commitAnswer({
      request: `share-${++count}`,
      share: { id, scopes, viewer: by },
      messages: () => [],
      now: NOW,
    })
  const list = async (query: Partial<HistoryQuery> = {}, by: Viewer = MEMBER): Promise<readonly DecisionSummary[]> =>
    (await store.history({ limit: 20, ...query }, by)).rows
  const titles = async (query: Partial<HistoryQuery> = {}, by: Viewer = MEMBER) =>
    (await list(query, by)).map((row) => row.title)

  describe('requests', () => {
    it('takes a request once, however often it comes', async () => {
      const outcomes = await Promise.all([1, 2, 3].map(() => store.receive(request('k'))))
      expect(outcomes).toEqual(['new', 'duplicate', 'duplicate'])
      expect(await store.receive(request('k'))).toBe('duplicate')
      expect(await store.receive(request('other'))).toBe('new')
    })

    it('gives unfinished requests back whole, in order, counting the attempts', async () => {
      await store.receive(request('a'))
      await store.receive(request('b'))
      expect(await store.unfinished()).toEqual([
        { ...request('a'), attempts: 1 },
        { ...request('b'), attempts: 1 },
      ])
      expect((await store.unfinished()).map((r) => r.attempts)).toEqual([2, 2])
      await store.commitAnswer({ request: 'a', messages: () => [], now: NOW })
      expect((await store.unfinished()).map((r) => r.key)).toEqual(['b'])
    })

    it('counts what arrived by name', async () => {
      await store.receive({ ...request('a'), name: 'app_mention' })
      await store.receive({ ...request('b'), name: 'app_mention', receivedAt: LATER })
      expect(await store.eventsSeen('T1')).toEqual([{ name: 'app_mention', count: 2, lastAt: LATER }])
      expect(await store.eventsSeen('T2')).toEqual([])
    })

    it('reports what waits', async () => {
      await store.receive(request('a'))
      await store.commitAnswer({ request: 'b', messages: () => [message('m1'), message('m2')], now: NOW })
      const [first] = await store.nextMessages(NOW, 1)
      await store.markFailed(first!.id, 'timeout', NOW, true)
      expect(await store.queues()).toEqual({ unfinished: 1, oldest: NOW, pending: 1, inDoubt: 1, failed: 0 })
    })
  })

  describe('answers', () => {
    it('commits decision, messages and finished request together and reads the decision back as it was', async () => {
      await store.receive(request('k'))
      const given = asked('Patient notes stay here', { place: channel('C1', '1.1') })
      const decision = await store.commitAnswer({
        request: 'k',
        decision: given,
        messages: (d) => [message('m', d?.id)],
        now: NOW,
      })
      expect(decision).toMatchObject({ ...given, status: 'proposed', choice: null, verdict: 'open', version: 1 })
      expect(await store.decision(decision!.id, MEMBER)).toEqual(decision)
      expect(await store.unfinished()).toEqual([])
      expect(await store.nextMessages(NOW, 10)).toMatchObject([{ ...message('m', decision!.id), state: 'pending' }])
    })

    it('answers a request once', async () => {
      const first = await log(asked('first'), 'k')
      const again = await store.commitAnswer({
        request: 'k',
        decision: asked('second'),
        messages: () => [message('m')],
        now: LATER,
      })
      expect(again).toEqual(first)
      expect(await titles()).toEqual(['first'])
      expect(await store.nextMessages(LATER, 10)).toEqual([])
    })

    it('leaves nothing behind when the messages cannot be built', async () => {
      await store.receive(request('k'))
      const broken = store.commitAnswer({
        request: 'k',
        decision: asked('half'),
        messages: () => {
          throw new Error('no view')
        },
        now: NOW,
      })
      await expect(broken).rejects.toThrow('no view')
      expect(await titles()).toEqual([])
      expect((await store.unfinished()).map((r) => r.key)).toEqual(['k'])
    })

    it('replaces earlier advice of the thread, but not what people chose', async () => {
      const chosen = await log(asked('chosen', { place: channel('C1', '1.1') }))
      await store.choose(chosen.id, 1, { status: 'accepted', by: 'U1', at: NOW }, MEMBER)
      const open = await log(asked('open', { place: channel('C1', '1.1') }))
      const elsewhere = await log(asked('elsewhere', { place: channel('C1', '2.2') }))
      const newest = await log(asked('newest', { place: channel('C1', '1.1'), previous: open.id }))
      const status = async (d: Decision) => (await store.decision(d.id, MEMBER))?.status
      expect(await Promise.all([chosen, open, elsewhere, newest].map(status))).toEqual([
        ...['accepted', 'superseded', 'proposed', 'proposed'],
      ])
      await store.choose(newest.id, 1, { status: 'overridden', by: 'U1', at: LATER, option: 'closed_api' }, MEMBER)
      expect(await status(chosen)).toBe('superseded')
      expect((await store.decisionInThread('T1', 'C1', '1.1'))?.id).toBe(newest.id)
    })

    it('replaces the decision that it follows outside a thread', async () => {
      const first = await log(asked('first'))
      await log(asked('second', { previous: first.id }))
      expect(await titles({ status: 'superseded' })).toEqual(['first'])
    })

    it('keeps private advice and the thread that it was asked in apart', async () => {
      const place = channel('C1', '1.1')
      await log(asked('for one person', { place, scopes: ['U1'] }))
      expect(await store.decisionInThread('T1', 'C1', '1.1')).toBeNull()
      const { id } = await log(asked('for all', { place, scopes: ['C1', 'U1'] }))
      await log(asked('for another person', { place, scopes: ['U2'] }))
      expect((await store.decisionInThread('T1', 'C1', '1.1'))?.id).toBe(id)
      expect(await titles({ status: 'superseded' }, viewer('U2', 'C1', 'U1'))).toEqual([])
    })
  })

  describe('messages', () => {
    const queue = async (...keys: readonly string[]) => {
      await store.commitAnswer({ request: 'q', messages: () => keys.map((key) => message(key)), now: NOW })
      return store.nextMessages(NOW, 10)
    }

    it('queues a message once and gives due ones, oldest first', async () => {
      expect((await queue('a', 'b', 'a')).map((m) => m.key)).toEqual(['a', 'b'])
      expect((await store.nextMessages(NOW, 1)).map((m) => m.key)).toEqual(['a'])
    })

    it('does not give what is being sent or was sent', async () => {
      const [a, b] = await queue('a', 'b')
      await store.markSending(a!.id, NOW)
      await store.markSent(b!.id, null, NOW)
      expect(await store.nextMessages(LATER, 10)).toEqual([])
    })

    it('gives a failed one again when its time comes, in doubt where nobody knows', async () => {
      const [a, b, c] = await queue('a', 'b', 'c')
      for (const m of [a, b, c]) await store.markSending(m!.id, NOW)
      await store.markFailed(a!.id, 'ratelimited', LATER)
      await store.markFailed(b!.id, 'timeout', LATER, true)
      await store.markFailed(c!.id, 'channel_not_found', null)
      expect(await store.nextMessages(NOW, 10)).toEqual([])
      expect((await store.nextMessages(LATER, 10)).map(({ key, state, attempts }) => [key, state, attempts])).toEqual([
        ['a', 'pending', 1],
        ['b', 'in_doubt', 1],
      ])
    })

    it('remembers every message that shows a decision, the newest first', async () => {
      const decision = await store.commitAnswer({
        request: 'k',
        decision: asked('shown'),
        messages: (d) => ['dm', 'shared'].map((key) => message(key, d?.id)),
        now: NOW,
      })
      const [dm, shared] = await store.nextMessages(NOW, 10)
      expect(await store.sentMessage(decision!.id)).toBeNull()
      await store.markSent(dm!.id, { channel: 'D1', ts: '1.1' }, NOW)
      await store.markSent(shared!.id, { channel: 'C1', ts: '2.2' }, LATER)
      expect(await store.sentMessage(decision!.id)).toEqual({ channel: 'C1', ts: '2.2' })
      expect(await store.sentMessages(decision!.id)).toHaveLength(2)
    })

    it('counts a message that an update has yet to reach, and sends the newest update of it alone', async () => {
      const update = (key: string, d?: string) => ({
        ...message(key, d),
        method: 'chat.update' as const,
        target: 'C1',
        args: JSON.stringify({ ts: '2.2', text: key }),
      })
      const first = await store.commitAnswer({
        request: 'k1',
        decision: asked('first'),
        messages: (d) => [update('older', d?.id)],
        now: NOW,
      })
      expect(await store.sentMessages(first!.id)).toEqual([{ channel: 'C1', ts: '2.2' }])
      const messages = () => [update('newer', first!.id)]
      await store.commitAnswer({ request: 'k2', messages, now: NOW })
      expect((await store.nextMessages(NOW, 10)).map(({ key }) => key)).toEqual(['newer'])
    })
  })

  describe('history', () => {
    it('lists the newest first, page by page, without a gap or a repetition', async () => {
      for (let i = 1; i <= 7; i++) await log(asked(`number ${i}`))
      const seen: string[] = []
      let after: string | undefined
      do {
        const page = await store.history({ limit: 3, ...(after === undefined ? {} : { after }) }, MEMBER)
        seen.push(...page.rows.map((row) => row.title))
        after = page.next ?? undefined
      } while (after !== undefined)
      expect(seen).toEqual([7, 6, 5, 4, 3, 2, 1].map((i) => `number ${i}`))
    })

    it('refuses a page key of somebody else or of nobody', async () => {
      const secret = await log(asked('secret', { place: channel('C9'), askedBy: 'U9' }))
      for (const after of [secret.id, 'zzzzz', "' OR 1=1", '']) {
        await expect(store.history({ limit: 5, after }, MEMBER)).rejects.toThrow(UserError)
      }
    })

    it('finds words in any form, case and accent, in title and brief', async () => {
      await log(asked('Résumé screening for hospitals', { title: 'Screening' }))
      await log(asked('Support chat'))
      for (const words of ['resume', 'HOSPITAL screening', 'screenings', 'Re\u0301sume\u0301']) {
        expect(await titles({ words })).toEqual(['Screening'])
      }
      expect(await titles({ words: 'hospital chat' })).toEqual([])
      expect(await titles({ words: '?!' })).toEqual([])
      expect(await titles({ words: '  ' })).toHaveLength(2)
      expect(await titles({ words: 'chat '.repeat(10_000) })).toEqual(['Support chat'])
      const many = Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(' ')
      await expect(store.history({ limit: 5, words: many }, MEMBER)).rejects.toThrow('at most')
    })

    it('filters by every field, alone and together', async () => {
      await log(asked('old', { askedAt: '2025-12-31T23:59:59.000Z' }))
      await log(asked('closed one', { verdict: 'closed', askedBy: 'U2' }))
      await log(asked('elsewhere', { place: channel('C2') }))
      const both = viewer('U1', 'C1', 'C2')
      expect(await titles({ kind: 'closed' }, both)).toEqual(['closed one'])
      expect(await titles({ owner: 'U2' }, both)).toEqual(['closed one'])
      expect(await titles({ channel: 'C2' }, both)).toEqual(['elsewhere'])
      expect(await titles({ since: '2026-01' }, both)).toEqual(['elsewhere', 'closed one'])
      expect(await titles({ since: '2027' }, both)).toEqual([])
      expect(await titles({ words: 'one', kind: 'closed', owner: 'U2', since: '2026-03-01' }, both)).toEqual([
        'closed one',
      ])
      expect(await titles({ kind: 'closed', owner: 'U1' }, both)).toEqual([])
      for (const since of ['yesterday', '2026-13', "2026' --"]) {
        await expect(store.history({ limit: 5, since }, both)).rejects.toThrow(UserError)
      }
    })

    it('takes whatever people type as words, never as a query', async () => {
      await log(asked('plain words here'))
      await log(asked('secret words', { place: channel('C9'), askedBy: 'U9' }))
      const hostile = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('"', '*', 'words*', 'NEAR(words secret)', 'access:x', 'words OR secret', 'NOT words', '^words'),
        fc.constantFrom('title : words', '{access} : "x"', "'; DROP TABLE decisions; --", '\u0000', 'words"', '(', '-'),
      )
      await fc.assert(
        fc.asyncProperty(hostile, hostile, async (a, b) => {
          for (const title of await titles({ words: `${a} ${b}` })) expect(title).toBe('plain words here')
        }),
        { numRuns: 200 },
      )
      expect(await titles()).toEqual(['plain words here'])
    })
  })

  describe('permission', () => {
    const outsiders: readonly (readonly [string, Viewer])[] = [
      ['another member of the workspace', viewer('U2', 'C2')],
      ['somebody without any scope', { workspace: 'T1', user: 'U1', scopes: [] }],
      ['the same ids in another workspace', { workspace: 'T2', user: 'U1', scopes: ['U1', 'C9', 'C1'] }],
    ]
    it.each(outsiders)('shows nothing to %s', async (_, outsider) => {
      const { id } = await log(asked('private merger plan', { place: { ...channel('C9'), kind: 'private' } }))
      expect(await titles({ words: 'merger' }, outsider)).toEqual([])
      expect(await titles({}, outsider)).toEqual([])
      expect(await store.similar('private merger plan', outsider, 3)).toEqual([])
      expect(await store.decision(id, outsider)).toBeNull()
      expect(await store.decision('zzzzz', outsider)).toBeNull()
      expect(await share(id, ['C2'], outsider)).toBeNull()
      expect(await store.choose(id, 1, { status: 'accepted', by: outsider.user, at: NOW }, outsider)).toEqual(
        await store.choose('zzzzz', 1, { status: 'accepted', by: outsider.user, at: NOW }, outsider),
      )
      expect(await store.rate(id, { rating: 'bad', at: NOW }, outsider)).toBe(false)
      expect(await store.feedback(id, outsider)).toEqual([])
      await expect(store.history({ limit: 1, after: id }, outsider)).rejects.toThrow(UserError)
    })

    it('shows exactly what one of the scopes of now allows, by list, by search and by id', async () => {
      const scopes = ['U1', 'U2', 'C1', 'C2', 'C3']
      const some = fc.subarray(scopes)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.subarray(scopes, { minLength: 1 }), { maxLength: 6 }), some, async (all, mine) => {
          const workspace = `T-${++count}`
          const place = { ...channel('C1'), workspace }
          const logged: Decision[] = []
          for (const scopes of all) logged.push(await log(asked('shared words', { place, scopes })))
          const who = { workspace, user: 'U1', scopes: mine }
          const allowed = logged.filter((d) => d.scopes.some((scope) => mine.includes(scope))).map((d) => d.id)
          const newestFirst = allowed.toReversed()
          expect((await list({}, who)).map((d) => d.id)).toEqual(newestFirst)
          expect((await list({ words: 'words' }, who)).map((d) => d.id)).toEqual(newestFirst)
          for (const { id } of logged) {
            expect((await store.decision(id, who))?.id).toBe(allowed.includes(id) ? id : undefined)
          }
        }),
        { numRuns: 40 },
      )
    })

    it('lets a conversation see what was shared with it, by somebody who is in it', async () => {
      const { id } = await log(asked('mine alone', { scopes: ['U1'] }))
      const colleague = viewer('U2', 'C1')
      expect(await store.decision(id, colleague)).toBeNull()
      expect(await share(id, ['C8'], MEMBER)).toBeNull()
      expect((await share(id, ['U1', 'C1'], MEMBER))?.scopes).toEqual(['U1', 'C1'])
      expect(await share(id, ['U1', 'C1'], MEMBER)).toBeNull()
      expect(await titles({ words: 'mine' }, colleague)).toEqual(['mine alone'])
      await store.unshare(id)
      expect(await store.decision(id, colleague)).toBeNull()
      expect((await store.decision(id, MEMBER))?.scopes).toEqual(['U1'])
    })

    it('works for somebody in a thousand conversations', async () => {
      await log(asked('needle', { place: channel('C777') }))
      const many = viewer('U1', ...Array.from({ length: 1000 }, (_, i) => `C${i}`))
      expect(await titles({ words: 'needle' }, many)).toEqual(['needle'])
      expect(await store.similar('the needle', many, 1)).toHaveLength(1)
    })
  })

  describe('similar', () => {
    it('names the decision with the most words in common first, and how many', async () => {
      await log(asked('summarise radiology reports on premises'))
      await log(asked('translate reports for customers'))
      await log(asked('image generation'))
      const found = await store.similar('summarise radiology reports weekly', MEMBER, 2)
      expect(found.map(({ title, likeness }) => [title, likeness])).toEqual([
        ['summarise radiology reports on premises', 0.75],
        ['translate reports for customers', 0.25],
      ])
      expect(await store.similar('a b of ?', MEMBER, 2)).toEqual([])
    })
  })

  describe('choices and ratings', () => {
    it('keeps the advice as it was and the choice beside it', async () => {
      const before = await log(asked('choose me'))
      const choice = { status: 'overridden', by: 'U1', at: LATER, option: 'closed_api', reason: 'contract' } as const
      const { ok, decision } = await store.choose(before.id, 1, choice, MEMBER)
      expect(ok).toBe(true)
      expect(decision).toEqual({ ...before, status: 'overridden', choice, version: 2 })
      expect(await titles({ status: 'overridden' })).toEqual(['choose me'])
      expect(await titles({ status: 'proposed' })).toEqual([])
      expect(await titles({ words: 'contract' })).toEqual(['choose me'])
    })

    it('changes nothing for a button of an older version, and shows what is', async () => {
      const { id } = await log(asked('choose me'))
      const first = await store.choose(id, 1, { status: 'deferred', by: 'U1', at: NOW }, MEMBER)
      const stale = await store.choose(id, 1, { status: 'accepted', by: 'U2', at: LATER }, viewer('U2', 'C1'))
      expect(stale).toEqual({ ok: false, decision: first.decision })
    })

    it('lets nobody choose what a later decision replaced', async () => {
      const old = await log(asked('old'))
      await log(asked('new', { previous: old.id }))
      const late = await store.choose(old.id, 2, { status: 'accepted', by: 'U1', at: NOW }, MEMBER)
      expect(late).toMatchObject({ ok: false, decision: { status: 'superseded' } })
    })

    it('counts the last rating of a person, and takes it back', async () => {
      const { id } = await log(asked('rate me'))
      const other = viewer('U2', 'C1')
      await store.rate(id, { rating: 'good', at: NOW }, MEMBER)
      await store.rate(id, { rating: 'bad', reason: 'wrong price', at: LATER }, MEMBER)
      await store.rate(id, { rating: 'good', at: NOW }, other)
      expect(await store.feedback(id, MEMBER)).toEqual([
        { by: 'U2', rating: 'good', at: NOW },
        { by: 'U1', rating: 'bad', reason: 'wrong price', at: LATER },
      ])
      expect(await store.rate(id, null, other)).toBe(true)
      expect((await store.feedback(id, MEMBER)).map((f) => f.by)).toEqual(['U1'])
    })
  })

  describe('settings', () => {
    it('follows a thread until it is stopped', async () => {
      const thread = { workspace: 'T1', channel: 'C1', thread: '1.1', by: 'U1', at: NOW }
      await store.follow(thread)
      await store.follow({ ...thread, by: 'U2' })
      expect(await store.followedThread('T1', 'C1', '1.1')).toEqual(thread)
      expect(await store.followedThread('T2', 'C1', '1.1')).toBeNull()
      expect(await store.followedThreads('T1')).toEqual([thread])
      expect(await store.unfollow('T1', 'C1', '1.1')).toBe(true)
      expect(await store.unfollow('T1', 'C1', '1.1')).toBe(false)
      expect(await store.followedThreads('T1')).toEqual([])
    })

    it('knows a first time from later ones', async () => {
      expect(await store.markOnce('T1', 'U1', 'welcome', NOW)).toBe(true)
      expect(await store.markOnce('T1', 'U1', 'welcome', LATER)).toBe(false)
      expect(await store.markOnce('T2', 'U1', 'welcome', NOW)).toBe(true)
    })

    it('keeps allowed channels and the policy of each workspace', async () => {
      const allowed = { workspace: 'T1', channel: 'C1', by: 'U1', at: NOW }
      await store.allowChannel(allowed)
      expect(await store.allowedChannels('T1')).toEqual([allowed])
      expect(await store.disallowChannel('T1', 'C1')).toBe(true)
      expect(await store.allowedChannels('T1')).toEqual([])
      const defaults = [
        { factor: 'data_boundary', value: 'region', status: 'default', evidence: [], rule: 'policy' },
      ] as const
      await store.setPolicy({ workspace: 'T1', defaults, by: 'U1', at: NOW })
      await store.setPolicy({ workspace: 'T1', defaults, by: 'U2', at: LATER })
      expect(await store.policy('T1')).toEqual({ workspace: 'T1', defaults, by: 'U2', at: LATER })
      expect(await store.policy('T2')).toBeNull()
    })
  })

  describe('care', () => {
    const thread = (): NewDecision =>
      asked('Zebra budget', {
        advice: advice([
          { user: 'U1', text: 'Zebra budget' },
          { user: 'U2', text: 'Okapi servers' },
        ]),
      })

    it('forgets the words of one person and nothing else', async () => {
      const { id } = await log(thread())
      const other = await log(asked('Okapi too', { askedBy: 'U2', place: { ...channel('C1'), workspace: 'T2' } }))
      const before = (await store.decision(id, MEMBER)) as Decision
      expect(await store.forget('T1', 'U2')).toBe(1)
      const after = (await store.decision(id, MEMBER)) as Decision
      expect(after.advice.brief.messages.map((m) => m.text)).toEqual(['Zebra budget', ''])
      expect(after.advice.recommendation.facts).toEqual(before.advice.recommendation.facts)
      expect(after.advice.understanding.findings[0]?.value).toBe(90_000)
      for (const span of after.advice.understanding.findings[0]!.evidence) {
        expect(span.text).toBe(after.advice.brief.messages[span.message]!.text.slice(span.start, span.end))
      }
      expect(JSON.stringify(after)).not.toContain('Okapi')
      expect(await titles({ words: 'okapi' })).toEqual([])
      expect(await titles({ words: 'zebra' })).toEqual(['Zebra budget'])
      expect(await store.decision(other.id, { workspace: 'T2', user: 'U2', scopes: ['C1'] })).toEqual(other)
      expect(await store.forget('T1', 'U2')).toBe(0)
    })

    it('forgets titles, reasons and messages that were not sent', async () => {
      const { id } = (await store.commitAnswer({
        request: 'k',
        decision: thread(),
        messages: (d) => [message('m', d?.id)],
        now: NOW,
      })) as Decision
      await store.choose(id, 1, { status: 'accepted', by: 'U1', at: NOW, reason: 'Quagga' }, MEMBER)
      await store.rate(id, { rating: 'bad', reason: 'Quagga', at: NOW }, MEMBER)
      await store.forget('T1', 'U1')
      const left = JSON.stringify([
        await store.decision(id, MEMBER),
        await store.feedback(id, MEMBER),
        await store.nextMessages(LATER, 10),
      ])
      expect(left).not.toMatch(/Quagga|Zebra|text of m/)
      expect(left).toContain('Okapi')
    })

    it("lets other people's words go with time, and keeps the asker's", async () => {
      const { id } = await log(thread())
      expect(await store.expireOthersText('2026-01-01')).toBe(0)
      expect(await store.expireOthersText('2026-04-01')).toBe(1)
      const left = (await store.decision(id, MEMBER))?.advice.brief.messages
      expect(left?.map((m) => m.text)).toEqual(['Zebra budget', ''])
      expect(await store.expireOthersText('2026-04-01')).toBe(0)
    })

    it('deletes a workspace and leaves the others', async () => {
      const gone = await log(asked('gone'))
      await log(asked('stays', { place: { ...channel('C1'), workspace: 'T2' } }))
      await store.markOnce('T1', 'U1', 'welcome', NOW)
      await store.purge('T1')
      expect(await store.decision(gone.id, MEMBER)).toBeNull()
      expect(await titles()).toEqual([])
      expect(await titles({}, { ...MEMBER, workspace: 'T2' })).toEqual(['stays'])
      expect(await store.markOnce('T1', 'U1', 'welcome', NOW)).toBe(true)
    })

    it('drops the keys of what was over long ago, and still answers once', async () => {
      await store.receive(request('open'))
      const first = await log(asked('first'), 'k')
      await store.sweep(LATER)
      expect(await log(asked('second'), 'k')).toEqual(first)
      expect((await store.unfinished()).map((r) => r.key)).toEqual(['open'])
    })

    it('finds every row as it was written after every kind of change', async () => {
      const a = await log(thread())
      await log(asked('b', { previous: a.id }))
      const c = await log(asked('c', { scopes: ['U1'] }))
      await store.choose(c.id, 1, { status: 'accepted', by: 'U1', at: NOW, reason: 'r' }, MEMBER)
      await share(c.id, ['U1', 'C1'], MEMBER)
      await store.forget('T1', 'U1')
      expect(await store.verify()).toEqual({ checked: 3, damaged: [] })
    })

    it('is healthy', async () => {
      expect(await store.health()).toMatchObject({ ok: true })
    })
  })
}
