import { expect, it } from 'vitest'
import type { Brief, Understanding } from '#src/domain/brief.ts'
import { contradictions, needs } from '#src/slack/views/referee.ts'
import { advisor } from '#test/support/bot.ts'

const words = advisor.words('en')
const brief: Brief = {
  messages: [
    { user: 'UANA', text: 'Data stays in the EU.', permalink: 'https://local.example/archives/C1/p1' },
    { user: 'UBEN', text: 'Our own servers only.' },
  ],
}
const claim = (by: string, message: number, text: string, value: string) => {
  const start = brief.messages[message]!.text.indexOf(text)
  return { by, value, evidence: [{ message, start, end: start + text.length, text }] }
}
const between = (...claims: ReturnType<typeof claim>[]): Understanding => ({
  kind: 'scenario',
  language: 'en',
  findings: [],
  disagreements: [{ factor: 'data_boundary', claims }],
  mentions: [],
})

it('names the factor and both sides in their own words', () => {
  const both = between(claim('UANA', 0, 'in the EU', 'region'), claim('UBEN', 1, 'own servers only', 'on_premises'))
  const [line, ...more] = contradictions(words, brief, both)
  expect(more).toEqual([])
  expect(line).toContain('“in the EU” ≠ “own servers only”')
})

it('drops what its speaker did not say', () => {
  const misquoted = { ...claim('UBEN', 1, 'own servers only', 'on_premises') }
  misquoted.evidence = [{ message: 1, start: 0, end: 5, text: 'cloud' }]
  expect(contradictions(words, brief, between(claim('UANA', 0, 'in the EU', 'region'), misquoted))).toEqual([])
  const other = claim('UBEN', 0, 'in the EU', 'region')
  expect(contradictions(words, brief, between(claim('UANA', 0, 'in the EU', 'region'), other))).toEqual([])
})

it('lists who needs what with a link to the words, only where several people spoke', async () => {
  const { understanding } = await advisor.advise(brief, 'UANA')
  const text = JSON.stringify(needs(words, brief, understanding))
  expect(text).toContain('"user_id":"UBEN"')
  const alone = { messages: brief.messages.slice(0, 1) }
  const { understanding: own } = await advisor.advise(alone, 'UANA')
  expect(needs(words, alone, own)).toBeNull()
})
