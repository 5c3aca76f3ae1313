import { describe, expect, it } from 'vitest'
import { createVerifier } from '#src/assist/verify.ts'
import { FACTOR_NAMES, type FactorName, isNumberFactor } from '#src/domain/factors.ts'
import { knowledge } from '../support/knowledge.ts'
import { briefOf, proposal } from './support.ts'

const verifier = createVerifier(knowledge.lexicon, knowledge.loose)
const NAMES = ['excluded_makers', 'approved_vendors']

/** Whether a claim that quotes the whole sentence is let through. */
function counts(factor: FactorName, value: string, text: string): boolean {
  const brief = briefOf(text)
  const quotable = [{ readings: verifier.read(brief, 0).readings, hidden: [], closed: false }]
  const named = knowledge.loose.names.find((name) => text.toLowerCase().split(/\W+/).includes(name)) ?? 'nobody'
  const figure = Number(/\d+/.exec(text)?.[0])
  const claims = NAMES.includes(factor)
    ? proposal({ factor, quote: text, name: named })
    : isNumberFactor(factor)
      ? proposal({ factor, quote: text, number: figure })
      : proposal({ factor, quote: text, value })
  return verifier.verify(brief, quotable, [claims], new Set(FACTOR_NAMES), 'x@1').findings.length === 1
}

describe.each(knowledge.loose.phrases)('loose words of $factor', ({ factor, rules }) => {
  describe.each(rules)('$id', ({ value, denied, yes, no }) => {
    const carried = String([value ?? denied].flat()[0])
    it.each(yes)('count in: %s', (text) => expect(counts(factor, carried, text)).toBe(true))
    it.each(no)('do not in: %s', (text) => expect(counts(factor, carried, text)).toBe(false))
  })
})

it('every factor has a meaning for the prompt, and every loose rule an id of its own', () => {
  expect(Object.keys(knowledge.loose.meanings).sort()).toEqual([...FACTOR_NAMES].sort())
  const ids = knowledge.loose.phrases.flatMap(({ rules }) => rules.map(({ id }) => id))
  expect(ids).toEqual([...new Set(ids)])
})
