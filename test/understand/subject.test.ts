import { describe, expect, it } from 'vitest'
import { advise } from '#src/advise.ts'
import type { Brief } from '#src/domain/brief.ts'
import { readJsonl } from '../../scripts/jsonl.ts'
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

describe('talk about models in which nobody decides', () => {
  it.each([
    'is it just me or did chatgpt get lazier since monday',
    'lol my local 7b just told me the capital of australia is sydney',
    'hot take: in five years nobody will run anything locally',
    'who broke the build? the gpu runner is red since 9',
    'how do I stop ollama from eating all my vram when idle?',
    'the new gemini video is wild, have you seen it',
    'podcast tip: the episode on open weights versus safety was great',
    'the demo gods were not with us today, model froze on stage',
    'our competitor apparently moved everything to llama, brave',
    'is the openai status page lying again? everything is green and nothing works',
  ])('%s', (text) => expect(read(text).kind).toBe('off_topic'))
})

describe('a choice that is asked for in so many words', () => {
  it.each([
    'Tell me, open or closed for a fresh start? We are a bakery.',
    'vet clinic, privacy is no topic, it is hamsters. which one do we pick',
    'two 3090s just landed. now what',
    'Local or ChatGPT for our newsletter team?',
    'Unsere Schule hat nichts entschieden. Offen oder geschlossen?',
    'Somos una escuela, ¿abierto o de pago?',
    'Notre mairie hésite : local ou API ?',
    'refugee school, no internet since the mast burned, must run offline on the laptops',
  ])('%s', (text) => expect(read(text).kind).toBe('scenario'))
})

it('tells small talk from thin scenarios in all but a few of 180 lines', () => {
  const cases = readJsonl<{ messages: Brief['messages']; labels: { kind: string } }>('test/corpus/own-kind.jsonl')
  const wrong = cases.filter(
    ({ messages, labels }) => (reader.understand({ messages }).kind === 'off_topic') !== (labels.kind === 'off_topic'),
  )
  expect(wrong.filter(({ labels }) => labels.kind === 'off_topic').length).toBeLessThanOrEqual(4)
  expect(wrong.length).toBeLessThanOrEqual(9)
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
