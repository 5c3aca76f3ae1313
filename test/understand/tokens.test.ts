import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '#src/understand/text.ts'
import { sentences } from '#src/understand/tokens.ts'

const ABBREVIATIONS = new Set(['approx', 'tsd'])
const words = (text: string) =>
  sentences(fold(text), ABBREVIATIONS).map(({ tokens }) => tokens.map((token) => token.text).join(' '))

describe('sentences', () => {
  it.each([
    ["We don't leak. Our company's data stays!", ['we dont leak', 'our company data stays']],
    ["Pas d'acteur, qu'on l'héberge ici, c'est tout", ['pas d acteur , qu on l heberge ici , c est tout']],
    ['on-prem only, no cloud', ['on prem only , no cloud']],
    ['2M requests/month', ['2 m requests / month']],
    ['a budget of 1.500 € or 1,200.50', ['a budget of 1.500 € or 1,200.50']],
    ['approx. 40 users, e.g. nurses', ['approx 40 users , e g nurses']],
    ['first\nsecond; third', ['first', 'second', 'third']],
    ['$9k–$11k a month', ['$ 9 k - $ 11 k a month']],
    ['Höchstens 4,5 Tsd. Euro', ['hochstens 4,5 tsd euro']],
  ])('%s', (text, expected) => expect(words(text)).toEqual(expected))

  it('know a question by its mark', () => {
    expect(sentences('is it safe? it is', ABBREVIATIONS).map(({ question }) => question)).toEqual([true, false])
  })

  it('give tokens in order, each over its own text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        const folded = fold(text)
        const tokens = sentences(folded, ABBREVIATIONS).flatMap((sentence) => sentence.tokens)
        let last = 0
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(folded.slice(start, end).trim()).toBe(folded.slice(start, end))
          last = end
        }
      }),
    )
  })
})
