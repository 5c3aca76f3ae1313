import { describe, expect, it } from 'vitest'
import { linkTo, newest, threadBrief, titleOf } from '#src/slack/thread.ts'

const place = { botUser: 'UBOT', url: 'https://team.example/', channel: 'C1', thread: '10.1', until: '10.5' }
const said = (user: string, ts: string, text: string, rest = {}) => ({ user, ts, text, ...rest })

describe('threadBrief', () => {
  it('keeps what people said, in order, under their names, up to the message that asks', () => {
    const { messages } = threadBrief(
      [
        said('UANA', '10.1', 'We run a clinic &amp; a lab'),
        said('UBOT', '10.2', 'an earlier answer'),
        said('UX', '10.25', 'a webhook', { bot_id: 'B9' }),
        said('UBEN', '10.3', '<@UBOT>'),
        said('UBEN', '10.3', 'said twice by paging'),
        said('UBEN', '10.4', 'has joined', { subtype: 'channel_join' }),
        said('UBEN', '10.5', '<@UBOT> and now?'),
        said('UANA', '10.6', 'too late'),
      ],
      place,
    )
    expect(messages.map(({ user, text }) => [user, text])).toEqual([
      ['UANA', 'We run a clinic & a lab'],
      ['UBEN', 'and now?'],
    ])
    expect(messages[1]!.permalink).toBe('https://team.example/archives/C1/p105?thread_ts=10.1&cid=C1')
  })
})

it('newest keeps whole messages, the last ones, and counts what it left', () => {
  const messages = ['a'.repeat(50), 'b'.repeat(40), 'c'.repeat(30)].map((text) => ({ user: 'U1', text }))
  const { brief, left } = newest({ messages }, 80)
  expect(brief.messages.map(({ text }) => text[0])).toEqual(['b', 'c'])
  expect(left).toBe(1)
})

it('a title is one short line', () => {
  expect(titleOf({ messages: [{ user: 'U1', text: 'two\nlines' }] })).toBe('two lines')
  expect(titleOf({ messages: [{ user: 'U1', text: 'word '.repeat(50) }] }).length).toBeLessThanOrEqual(80)
  expect(titleOf({ messages: [] })).toBe('')
})

it('without the workspace’s address there is no link', () => {
  expect(linkTo('', 'C1', '1.2')).toEqual({})
})
