import { describe, expect, it } from 'vitest'
import { advise } from '#src/advise.ts'
import { knowledge, reader } from '../support/knowledge.ts'

const read = (text: string) => reader.understand({ messages: [{ user: 'U1', text }] })

describe('questions about the subject', () => {
  const answered = new Set(knowledge.texts.topics.map(({ id }) => id))
  describe.each(knowledge.lexicon.subject.topics)('$id', ({ id, yes, no }) => {
    it('has an answer', () => expect(answered).toContain(id))
    it.each(yes)('is asked by: %s', (text) => expect(read(text)).toMatchObject({ kind: 'question', topic: id }))
    it.each(no)('is not asked by: %s', (text) => expect(read(text).topic).toBeUndefined())
  })
})

describe('what is no scenario', () => {
  it.each(['nice weather today', 'who takes the minutes?', 'lol that meme', 'the cat sat on my keyboard'])(
    '%s',
    (text) => expect(read(text).kind).toBe('off_topic'),
  )
})

describe('names', () => {
  it('are kept as written, with their place', () => {
    const { mentions } = read('we compared Claude Sonnet 5.5 with gpt-oss on Groq')
    expect(mentions.map(({ kind, id, evidence }) => [kind, id, evidence.text])).toEqual([
      ['model', 'claude', 'Claude Sonnet 5.5'],
      ['model', 'gpt-oss', 'gpt-oss'],
      ['host', 'groq', 'Groq'],
    ])
  })
})

describe('one fact in passing', () => {
  const verdictOf = (text: string) =>
    advise({ messages: [{ user: 'U1', text }] }, knowledge, { today: '2026-11-24' }).recommendation.verdict
  it('carries no verdict where nobody asks for one', () => {
    expect(verdictOf('comment on my blog: open models are communism')).toBe('undecided')
  })
  it('carries one where somebody does', () => {
    expect(verdictOf('Only a prototype. Open or closed model?')).toBe('closed')
  })
  it('keeps its force where it rules the others out', () => {
    expect(verdictOf('patient notes must stay on our servers, which model')).toBe('open')
  })
})
