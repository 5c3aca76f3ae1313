import { describe, expect, it } from 'vitest'
import { isListFactor } from '#src/domain/factors.ts'
import { factsOf, knowledge, reader } from '../support/knowledge.ts'

const carries = (factor: string, value: unknown, said: unknown) =>
  isListFactor(factor)
    ? [value].flat().every((word) => (said as string[] | undefined)?.includes(word as string))
    : said === value

describe.each(knowledge.lexicon.phrases)('phrases of $factor', ({ factor, rules }) => {
  const named = (value: unknown) => typeof value === 'string' && value.startsWith('$')
  describe.each(rules.filter((rule) => named(rule.value)))('$id', ({ id, yes, no }) => {
    const ids = (text: string) => reader.claims({ messages: [{ user: 'U1', text }] }).map(({ rule }) => rule)
    it.each(yes)('carries a name: %s', (text) => expect(ids(text)).toContain(id))
    it.each(no)('does not: %s', (text) => expect(ids(text)).not.toContain(id))
  })
  describe.each(rules.filter((rule) => rule.value !== null && !named(rule.value)))('$id', ({ value, yes, no }) => {
    it.each(yes)('carries it: %s', (text) => expect(carries(factor, value, factsOf(text)[factor])).toBe(true))
    it.each(no)('does not: %s', (text) => expect(carries(factor, value, factsOf(text)[factor])).toBe(false))
  })
  describe.each(rules.filter((rule) => rule.value === null))('$id', ({ id, yes }) => {
    it.each(yes)('says nothing: %s', (text) => {
      const rules = reader.understand({ messages: [{ user: 'U1', text }] }).findings.filter((f) => f.factor === factor)
      expect(rules.map((f) => f.rule)).not.toContain(id)
      expect(rules).toEqual([])
    })
  })
})

describe.each(knowledge.lexicon.derived.rules)('$id', ({ factor, value, yes, no }) => {
  it.each(yes)('follows from: %s', (text) => expect(carries(factor, value, factsOf(text)[factor])).toBe(true))
  it.each(no)('does not from: %s', (text) => expect(carries(factor, value, factsOf(text)[factor])).toBe(false))
})

describe('a judgement apart from the model that it judges', () => {
  it.each(knowledge.lexicon.trials.cases)('$text: $value', ({ text, value }) =>
    expect(factsOf(text).trial_result ?? null).toBe(value),
  )
})

it('every rule has an id of its own', () => {
  const { phrases, derived } = knowledge.lexicon
  const ids = [...phrases, derived].flatMap(({ rules }) => rules.map(({ id }) => id))
  expect(ids).toEqual([...new Set(ids)])
})

it('every class is used, and one that a single file uses stands in that file', () => {
  const { classes: shared, phrases, ...rest } = knowledge.lexicon
  const used = (text: unknown) => [...JSON.stringify(text).matchAll(/\$([a-z_]+)/g)].map((match) => match[1] as string)
  const others = used([rest, Object.values(shared)])
  for (const name of Object.keys(shared)) {
    const files = phrases.filter((file) => used(file).includes(name))
    expect({ name, used: others.includes(name) || files.length > 1 }).toEqual({ name, used: true })
  }
  for (const file of phrases)
    expect({
      factor: file.factor,
      unused: Object.keys(file.classes).filter((name) => !used(file).includes(name)),
    }).toEqual({
      factor: file.factor,
      unused: [],
    })
})
