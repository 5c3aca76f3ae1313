import type { RichTextBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkMessageBlocks } from '#src/local/blocks/check.ts'
import { toSlack } from '#src/slack/gateway.ts'
import { card, MOST_LINES } from '#src/slack/views/card.ts'
import { advisor } from '#test/support/bot.ts'
import { explanations } from '#test/support/explanations.ts'

const decision = { id: 'k7f3q', version: 1, choice: null }
const words = advisor.words('de')
const lineCount = (blocks: readonly { type: string }[]): number =>
  blocks
    .filter((block): block is RichTextBlock => block.type === 'rich_text')
    .reduce((sum, { elements }) => sum + elements.length, 0)

describe('card', () => {
  it('has at most twelve lines, and Slack takes it', () => {
    fc.assert(
      fc.property(explanations, fc.boolean(), fc.option(fc.array(fc.string())), (explanation, shareable, changes) => {
        const content = card({ explanation, words, undecided: false, decision, shareable, ...(changes && { changes }) })
        expect(lineCount(content.blocks!)).toBeLessThanOrEqual(MOST_LINES)
        const sent = toSlack(content)
        expect(sent.refused).toEqual([])
        expect(checkMessageBlocks(sent.blocks)).toBeUndefined()
        expect(JSON.stringify(sent)).not.toMatch(/<[@!#]/)
      }),
    )
  })

  it('shows two contradictions between people, and says how many more the details have', () => {
    const [explanation] = fc.sample(
      explanations.map((one) => ({ ...one, because: [], plan: [], conflicts: [] })),
      1,
    )
    const textOf = (contradictions: readonly string[]) =>
      JSON.stringify(
        card({
          explanation: explanation!,
          words: advisor.words('en'),
          undecided: true,
          decision,
          shareable: false,
          contradictions,
        }).blocks,
      )
    expect(textOf(['One.', 'Two.'])).toContain('"One. Two."')
    expect(textOf(['One.', 'Two.', 'Three.', 'Four.'])).toContain('"One. Two. 2 more in Details."')
  })

  it('cuts what was understood and the costs between items, never within one', () => {
    const [explanation] = fc.sample(
      explanations.filter(({ understood }) => understood.length > 0),
      1,
    )
    const item = (n: number) => ({
      ...explanation!.understood[0]!,
      label: `Factor ${n}`,
      value: 'x'.repeat(40),
      origin: 'said',
    })
    const many = {
      ...explanation!,
      because: [],
      plan: [],
      conflicts: [],
      understood: Array.from({ length: 9 }, (_, n) => item(n)),
    }
    const text = JSON.stringify(
      card({ explanation: many, words: advisor.words('en'), undecided: true, decision, shareable: false }).blocks,
    )
    const shown = (text.match(/Factor \d: x{40} \(said\)/g) ?? []).length
    expect(shown).toBeGreaterThan(2)
    expect(text).toContain(`${9 - shown} more in Details`)
    expect(text).not.toMatch(/Factor \d: x{1,39}[^x]/)
  })
})
