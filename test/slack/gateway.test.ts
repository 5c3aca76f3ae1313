import type { AnyBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toSlack } from '#src/slack/gateway.ts'
import { MAX_MESSAGE, problemsOf } from '#src/slack/limits.ts'

const section = (text: string): AnyBlock => ({ type: 'section', text: { type: 'mrkdwn', text } })
const plain = (text: string): AnyBlock => ({ type: 'section', text: { type: 'plain_text', text } })

describe('toSlack', () => {
  it('lets no text ping, link or unfurl, wherever it stands', () => {
    const hostile = '<!channel> <@U1> <https://evil.example|click> &lt;!here&gt; ‮x'
    const sent = toSlack({ text: hostile, blocks: [section(hostile), plain(hostile)] })
    expect(sent.blocks).toHaveLength(2)
    expect(JSON.stringify(sent)).not.toMatch(/<[@!#h]|‮/)
  })

  it('leaves ids and values alone', () => {
    const button = { type: 'button', text: { type: 'plain_text', text: 'Go' }, action_id: 'a', value: '{"x":"<b>"}' }
    const blocks = [{ type: 'actions', elements: [button] }] as AnyBlock[]
    expect(toSlack({ text: 'x', blocks }).blocks).toEqual(blocks)
  })

  it.each([
    ['a section that is too long', [section('x'.repeat(3001))]],
    ['too many blocks', Array.from({ length: 51 }, () => section('x'))],
    ['too much in all', Array.from({ length: 6 }, () => section('x'.repeat(2900)))],
    ['empty text', [section('')]],
    [
      'one id twice',
      [
        { ...section('a'), block_id: 'i' },
        { ...section('b'), block_id: 'i' },
      ],
    ],
  ])('falls back to plain text for %s', (_, blocks) => {
    const sent = toSlack({ text: 'the answer', blocks })
    expect(sent.blocks).toBeUndefined()
    expect(sent.refused).not.toEqual([])
    expect(sent.text).toBe('the answer')
  })

  it('never hands Slack more than a message may hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3200 }), { maxLength: 60 }), (texts) => {
        const sent = toSlack({ text: texts.join('\n'), blocks: texts.map(section) })
        expect(sent.text.length).toBeLessThanOrEqual(MAX_MESSAGE)
        expect(problemsOf(sent.blocks ?? [])).toEqual([])
      }),
    )
  })
})
