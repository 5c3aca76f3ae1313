import { describe, expect, it } from 'vitest'
import { checkMessageBlocks, checkView } from '#src/local/blocks/check.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (over: object = {}) => ({ type: 'button', text: plain('Go'), action_id: 'go', ...over })
const actions = (...elements: object[]) => ({ type: 'actions', elements })
const option = (value: string) => ({ text: plain(value), value })
const cell = (text: string) => ({ type: 'raw_text', text })
const input = { type: 'input', label: plain('L'), element: { type: 'plain_text_input', action_id: 'x' } }
const many = (n: number, make: (i: number) => object) => Array.from({ length: n }, (_, i) => make(i))

describe('blocks of a message', () => {
  it.each<[string, object[], string]>([
    ['51 blocks', many(51, () => ({ type: 'divider' })), '/blocks'],
    ['a section of 3,001 characters', [section('x'.repeat(3001))], '/blocks/0/text/text'],
    ['a section without words', [{ type: 'section' }], '/blocks/0'],
    ['a section with empty text', [section('')], '/blocks/0/text/text'],
    ['an unknown type', [{ type: 'nonsense' }], '/blocks/0/type'],
    ['an unknown property', [{ type: 'divider', width: 3 }], '/blocks/0'],
    ['a header in mrkdwn', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], '/blocks/0/text/type'],
    ['a header of 151 characters', [{ type: 'header', text: plain('x'.repeat(151)) }], '/blocks/0/text/text'],
    [
      'a button label of 76 characters',
      [actions(button({ text: plain('x'.repeat(76)) }))],
      '/blocks/0/elements/0/text/text',
    ],
    [
      'a button value of 2,001 characters',
      [actions(button({ value: 'x'.repeat(2001) }))],
      '/blocks/0/elements/0/value',
    ],
    [
      'a button that leads to javascript',
      [actions(button({ url: 'javascript:alert(1)' }))],
      '/blocks/0/elements/0/url',
    ],
    ['26 buttons', [actions(...many(26, (i) => button({ action_id: `${i}` })))], '/blocks/0/elements'],
    ['one action id twice in a block', [actions(button(), button())], '/blocks/0/elements'],
    [
      'six entries in an overflow',
      [actions({ type: 'overflow', options: many(6, (i) => option(`${i}`)) })],
      '/blocks/0/elements/0/options',
    ],
    [
      'an option label of 76 characters',
      [actions({ type: 'static_select', options: [option('x'.repeat(76))] })],
      '/blocks/0/elements/0/options/0/text/text',
    ],
    [
      'an initial option that is none',
      [actions({ type: 'static_select', options: [option('a')], initial_option: option('b') })],
      '/blocks/0/elements/0/initial_option',
    ],
    ['eleven context elements', [{ type: 'context', elements: many(11, () => plain('x')) }], '/blocks/0/elements'],
    ['eleven fields', [{ type: 'section', fields: many(11, () => plain('x')) }], '/blocks/0/fields'],
    ['the same block id twice', many(2, () => ({ type: 'divider', block_id: 'b' })), '/blocks/1/block_id'],
    ['an alert', [{ type: 'alert', text: plain('x') }], '/blocks/0/type'],
    ['a table of 101 rows', [{ type: 'table', rows: many(101, () => [cell('x')]) }], '/blocks/0/rows'],
    [
      'a data table with unequal rows',
      [{ type: 'data_table', caption: 'c', rows: [[cell('a')], [cell('a'), cell('b')]] }],
      '/blocks/0/rows',
    ],
    [
      'a chart label of 21 characters',
      [
        {
          type: 'data_visualization',
          title: 't',
          chart: { type: 'pie', segments: [{ label: 'x'.repeat(21), value: 1 }] },
        },
      ],
      '/blocks/0/chart/segments/0/label',
    ],
    [
      'rich text with an unknown part',
      [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'html', text: 'x' }] }] }],
      '/blocks/0/elements/0/elements/0/type',
    ],
  ])('refuses %s', (_, blocks, pointer) => {
    const fault = checkMessageBlocks(blocks)
    expect(fault?.error).toBe('invalid_blocks')
    expect(fault?.messages.join('\n')).toContain(`[json-pointer:${pointer}]`)
  })

  it('takes all that is just within the limits', () => {
    const blocks = [
      section('x'.repeat(3000)),
      { type: 'header', text: plain('x'.repeat(150)) },
      actions(...many(25, (i) => button({ action_id: `${i}`, text: plain('x'.repeat(75)), value: 'x'.repeat(2000) }))),
      { type: 'table', rows: many(100, () => [{ type: 'raw_number', value: 1 }]) },
    ]
    expect(checkMessageBlocks(blocks)).toBeUndefined()
  })

  it('refuses a message of more than about 13,200 characters in all, and tables of more than 10,000', () => {
    expect(checkMessageBlocks(many(5, () => section('x'.repeat(2640))))).toBeUndefined()
    expect(checkMessageBlocks(many(5, () => section('x'.repeat(2641))))?.error).toBe('msg_blocks_too_long')
    const table = { type: 'table', rows: many(11, () => [cell('x'.repeat(1000))]) }
    expect(checkMessageBlocks([table])?.error).toBe('invalid_blocks')
  })
})

describe('views', () => {
  const modal = (over: object = {}) => ({
    type: 'modal',
    title: plain('T'),
    submit: plain('S'),
    blocks: [input],
    ...over,
  })

  it.each<[string, object, string]>([
    ['101 blocks', modal({ blocks: many(101, () => ({ type: 'divider' })) }), '/view/blocks'],
    ['a title of 25 characters', modal({ title: plain('x'.repeat(25)) }), '/view/title/text'],
    ['private metadata of 3,001 characters', modal({ private_metadata: 'x'.repeat(3001) }), '/view/private_metadata'],
    ['an input without a submit button', { type: 'modal', title: plain('T'), blocks: [input] }, '/view/submit'],
    ['a markdown block', modal({ blocks: [{ type: 'markdown', text: 'x' }] }), '/view/blocks/0/type'],
    ['a Home view', { type: 'home', blocks: [] }, '/view/type'],
  ])('refuse %s', (_, view, pointer) => {
    const fault = checkView(view, 'modal')
    expect(fault?.error).toBe('invalid_arguments')
    expect(fault?.messages.join('\n')).toContain(`[json-pointer:${pointer}]`)
  })

  it('take a hundred blocks, and refuse 250 kB', () => {
    expect(checkView(modal({ blocks: many(100, () => input) }), 'modal')).toBeUndefined()
    const heavy = many(90, () => section('x'.repeat(2900)))
    expect(checkView(modal({ blocks: heavy }), 'modal')?.error).toBe('view_too_large')
  })
})
