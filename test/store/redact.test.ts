import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Advice } from '#src/domain/advice.ts'
import type { Span } from '#src/domain/brief.ts'
import { titleWithoutWords, withoutWords } from '#src/store/redact.ts'
import { advice } from './fixtures.ts'

const spansOf = (value: unknown): readonly Span[] => {
  if (typeof value !== 'object' || value === null) return []
  if (Object.hasOwn(value, 'start') && Object.hasOwn(value, 'text')) return [value as Span]
  return Object.values(value).flatMap(spansOf)
}

const messages = fc.array(
  fc.record({ user: fc.constantFrom('U1', 'U2', 'U3'), text: fc.string({ minLength: 1, unit: 'grapheme' }) }),
  { minLength: 1, maxLength: 6 },
)

describe('words of one person', () => {
  it('go from every message and span of theirs, and every span still quotes its message', () => {
    fc.assert(
      fc.property(messages, (said) => {
        const before = advice(said)
        const after = withoutWords(before, (user) => user === 'U2')
        expect(after.brief.messages).toEqual(said.map((m) => (m.user === 'U2' ? { ...m, text: '' } : m)))
        expect(spansOf(after)).toHaveLength(spansOf(before).length)
        for (const span of spansOf(after)) {
          expect(span.text).toBe(after.brief.messages[span.message]!.text.slice(span.start, span.end))
        }
        expect(after.recommendation.facts).toEqual(before.recommendation.facts)
      }),
    )
  })

  it('leave an advice in which the person said nothing as it is', () => {
    const before = advice([{ user: 'U1', text: 'ours' }])
    expect(withoutWords(before, (user) => user === 'U2')).toBe(before)
  })

  it('take a derivation that quotes them along', () => {
    const before = advice([{ user: 'U1', text: '3,000 a day' }])
    const derivation = (a: Advice) => a.understanding.findings[0]?.derivation
    expect(derivation(before)).toContain('3,000')
    expect(derivation(withoutWords(before, () => true))).toBeUndefined()
  })
})

describe('a title', () => {
  const left = advice([
    { user: 'U1', text: 'Should we\n  host it ourselves, or not?' },
    { user: 'U2', text: '' },
  ])
  it.each([
    ['Should we host it ourselves…', 'Should we host it ourselves…'],
    ['Legal says no', ''],
    ['', ''],
  ])('%j stays as %j', (title, stays) => {
    expect(titleWithoutWords(title, left)).toBe(stays)
  })
})
