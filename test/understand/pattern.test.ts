import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '#src/understand/automaton.ts'
import { createLocator } from '#src/understand/locate.ts'
import { parsePattern } from '#src/understand/pattern.ts'
import { sentences } from '#src/understand/tokens.ts'

const CLASSES = { site: ['premises', 'server room'], we: ['we', 'i'] }
const tokensOf = (text: string) => sentences(text, new Set())[0]?.tokens ?? []

function find(pattern: string, text: string): string | null {
  const node = parsePattern(pattern, CLASSES)
  const tokens = tokensOf(text)
  const hit = compile([node]).run(tokens).at(-1)
  if (!hit) return null
  const at = createLocator(node)(tokens, hit.end)
  return (
    at &&
    tokens
      .slice(at.evidenceStart, at.evidenceEnd)
      .map((t) => t.text)
      .join(' ')
  )
}

describe('the pattern language', () => {
  it.each([
    ['no cloud', 'we want no cloud here', 'no cloud'],
    ['server', 'two servers run', 'servers'],
    ['leav*', 'data leaving now', 'leaving'],
    ['(must|has to) stay', 'it has to stay', 'has to stay'],
    ['our? data', 'data', 'data'],
    ['stay ~2 inside', 'stay all well inside', 'stay all well inside'],
    ['# nurses', '300 nurses', '300 nurses'],
    ['in the $site', 'in the server room', 'in the server room'],
    ['must stay on [$site]', 'must stay on premises', 'premises'],
    ['a|b c', 'x b c', 'b c'],
  ])('%s in "%s"', (pattern, text, evidence) => expect(find(pattern, text)).toBe(evidence))

  it.each([
    ['no cloud', 'no big cloud'],
    ['stay ~1 inside', 'stay all well inside'],
    ['leav*', 'olive tree'],
  ])('%s not in "%s"', (pattern, text) => expect(find(pattern, text)).toBeNull())

  it.each([
    ['(a', 'not closed'],
    ['$none', 'no class'],
    ['a ~0 b', 'gap'],
    ['a )', 'stands alone'],
    ['[a', 'not closed'],
    ['a? b?', 'nothing at all'],
  ])('%s is refused: %s', (pattern, reason) => {
    expect(() => parsePattern(pattern, CLASSES)).toThrow(reason)
  })

  it('finds with one automaton what each pattern finds alone', () => {
    const patterns = ['a b', 'a ~2 c', '(a|b) c?', 'b* #', '_ a', 'c? c a', 'a b (c|a b)? c'].map((p) =>
      parsePattern(p, CLASSES),
    )
    const automaton = compile(patterns)
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'ba', '7'), { maxLength: 12 }), (parts) => {
        const tokens = tokensOf(parts.join(' '))
        const together = automaton.run(tokens).flatMap(({ end, patterns: ended }) => ended.map((p) => `${p}@${end}`))
        const alone = patterns.flatMap((node, p) =>
          tokens.flatMap((_, i) =>
            createLocator({ kind: 'evidence', item: node })(tokens, i + 1) ? [`${p}@${i + 1}`] : [],
          ),
        )
        expect(together.toSorted()).toEqual(alone.toSorted())
      }),
    )
  })
})
