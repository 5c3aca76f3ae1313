import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, mask } from '#src/understand/text.ts'

describe('fold and mask', () => {
  it('keep every offset, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(fold(text)).toHaveLength(text.length)
        expect(mask(fold(text))).toHaveLength(text.length)
      }),
    )
  })

  it('straighten quotes, dashes, accents and case', () => {
    expect(fold('Don’t — ÉCOLE für “GPT‑4”')).toBe("don't - ecole fur “gpt-4”")
  })

  it.each([
    ['people and channels', 'ask <@U1> in <#C2|ops> <!here>', 'ask in'],
    ['links, but not their label', 'see <https://x.io/a|our plan> now', 'see our plan now'],
    ['bare links', 'at https://example.org/a?b=c it is', 'at it is'],
    ['code blocks', 'before ```rm -rf 2 GPUs``` after', 'before after'],
    ['emoji names', 'fine :smile: then', 'fine then'],
    ['quoted lines of others', '> no cloud\nwe agree', 'we agree'],
  ])('leave out %s', (_, text, kept) => {
    expect(mask(fold(text)).replace(/\s+/g, ' ').trim()).toBe(kept)
  })

  it('keep inline code, in which people write settings', () => {
    expect(mask('`budget=100`')).toContain('budget=100')
  })
})
