import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FACTOR_NAMES, isLevelFactor, isListFactor } from '#src/domain/factors.ts'
import { LANGUAGES, readTexts } from '#src/domain/texts.ts'
import { questionFor } from '#src/explain/items.ts'
import { wordsFor } from '#src/explain/words.ts'
import { criteria, texts } from './advice.ts'

const files = () => ({
  languages: structuredClone(texts.languages),
  shared: structuredClone(texts.shared),
  topics: { about: 'test', topics: structuredClone(texts.topics) },
})

describe('the texts', () => {
  it('have a wording for every criterion, veto, bonus and question of the criteria', () => {
    const twoSided = ['spend', 'volume', 'idle_bill'].flatMap((id) => [`${id}.closed`, `${id}.open`])
    const bare = (level: string) => (level === '*' ? 'any' : level.replace(/^@/, ''))
    const needed = [
      ...criteria.levels.map((row) => `${row.factor}.${bare(row.level)}`),
      ...criteria.numbers.map((row) => `${row.factor}.up_to`),
      ...criteria.conditions.map((row) => row.id),
      ...twoSided,
      'hosted_cheaper',
    ]
    const { criteria: reasons, vetoes, demands, questions, bonuses } = texts.languages.en
    expect(Object.keys(reasons).sort()).toEqual(needed.sort())
    expect(Object.keys(vetoes).sort()).toEqual([...criteria.vetoes.map((rule) => rule.id), 'excluded_options'].sort())
    expect(Object.keys(demands).sort()).toEqual(Object.keys(vetoes).sort())
    expect(Object.keys(questions).sort()).toEqual([...criteria.questions.ask].sort())
    const rows = criteria.hybrids.flatMap((row) =>
      Object.entries(row.if ?? {}).flatMap(([factor, words]) =>
        (words ?? []).map((word) => `${row.option}.${factor}.${word}`),
      ),
    )
    expect(Object.keys(bonuses).sort()).toEqual(rows.sort())
  })

  it.each(LANGUAGES)('ask for every askable factor in %s with choices that are values of it', (language) => {
    for (const factor of criteria.questions.ask) {
      const { text, choices } = questionFor(wordsFor(texts, language), factor)
      expect(text).toMatch(/\?$/)
      expect(choices.length).toBeGreaterThanOrEqual(2)
      for (const { value, label } of choices) {
        expect(label).not.toMatch(/[{}_]/)
        if (isListFactor(factor)) expect(Array.isArray(value)).toBe(true)
        else expect(typeof value).toBe(isLevelFactor(factor) ? 'string' : typeof value)
      }
    }
  })

  it('refuse a language that lacks a wording or fills in something else, by name', () => {
    const lacking = files()
    delete lacking.languages.de.frames.advise
    expect(() => readTexts(lacking)).toThrow(/de\.json differs from en\.json at frames\.advise/)
    const other = files()
    other.languages.fr.frames.advise = 'rien'
    expect(() => readTexts(other)).toThrow(/fr\.json differs from en\.json at frames\.advise/)
    const short = files()
    delete short.languages.en.factors.traffic
    expect(() => readTexts(short)).toThrow(/en\.json has no wording at factors\.traffic/)
  })

  it('name every factor', () => {
    for (const factor of FACTOR_NAMES) expect(texts.languages.en.factors[factor]).toBeDefined()
  })

  it('answer every topic that the rules can recognise', () => {
    const { topics } = JSON.parse(readFileSync('data/lexicon/subject.json', 'utf8')) as { topics: { id: string }[] }
    expect(texts.topics.map(({ id }) => id)).toEqual(expect.arrayContaining(topics.map(({ id }) => id)))
  })

  it('answer each topic in every language with a source', () => {
    expect(new Set(texts.topics.map(({ id }) => id)).size).toBe(texts.topics.length)
    for (const { answers } of texts.topics) expect(new Set(Object.values(answers)).size).toBe(4)
  })
})
