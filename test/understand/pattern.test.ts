import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAutomaton } from '#src/understand/automaton.ts'
import { createLocate } from '#src/understand/locate.ts'
import { parsePattern } from '#src/understand/pattern.ts'
import { positionsOf } from '#src/understand/positions.ts'
import { createSymbols } from '#src/understand/symbols.ts'
import { sentences } from '#src/understand/tokens.ts'

const CLASSES = { site: ['premises', 'server room'], we: ['we', 'i'] }
const tokensOf = (text: string) => sentences(text, new Set())[0]?.tokens ?? []

function prepare(patterns: readonly string[]) {
  const positions = positionsOf(patterns.map((pattern) => parsePattern(pattern, CLASSES)))
  const symbols = createSymbols(positions.atomIds)
  return { symbols, automaton: createAutomaton(positions, symbols), locate: createLocate(positions, symbols) }
}

function find(pattern: string, text: string): string | null {
  const { symbols, automaton, locate } = prepare([pattern])
  const tokens = tokensOf(text)
  const sentence = tokens.map(symbols.of)
  const hit = automaton(sentence).at(-1)
  const at = hit && locate(0, sentence, hit.end)
  if (!at) return null
  return tokens
    .slice(at.evidenceStart, at.evidenceEnd)
    .map((token) => token.text)
    .join(' ')
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

  /** A regular expression that says the same of words joined by spaces: another way to the same answer. */
  const expressions: Record<string, RegExp> = {
    'a b': /\ba b$/,
    'a ~2 c': /\ba( \w+){0,2} c$/,
    '(a|b) c?': /\b[ab]( c)?$/,
    'b* #': /\bb\w* 7$/,
    '_ a': /\w+ a$/,
    'c? c a': /\b(c )?c a$/,
    'a b (c|a b)? c': /\ba b( c| a b)? c$/,
    'a? [b ~1 c]': /\b(a )?b( \w+)? c$/,
  }
  const patterns = Object.keys(expressions)

  it('finds with one automaton what each pattern says alone', () => {
    const { symbols, automaton, locate } = prepare(patterns)
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'ba', '7'), { minLength: 1, maxLength: 12 }), (words) => {
        const sentence = tokensOf(words.join(' ')).map(symbols.of)
        const found = automaton(sentence).flatMap(({ end, patterns: ended }) =>
          ended.map((p) => `${patterns[p]} @ ${end}`),
        )
        const expected = patterns.flatMap((pattern) =>
          words.flatMap((_, i) =>
            (expressions[pattern] as RegExp).test(words.slice(0, i + 1).join(' ')) ? [`${pattern} @ ${i + 1}`] : [],
          ),
        )
        expect(found.toSorted()).toEqual(expected.toSorted())
        for (const { end, patterns: ended } of automaton(sentence))
          for (const p of ended) {
            const at = locate(p, sentence, end)
            const longest = words.findIndex((_, i) =>
              new RegExp(`^${(expressions[patterns[p] as string] as RegExp).source}`).test(
                words.slice(i, end).join(' '),
              ),
            )
            expect(at?.start).toBe(longest)
          }
      }),
    )
  })
})
