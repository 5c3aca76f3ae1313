import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReader } from '#src/understand/understand.ts'
import { knowledge, reader } from '../support/knowledge.ts'

const cases = readFileSync('test/corpus/dev.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { messages: { user: string; text: string }[] })
const sentences = cases.flatMap(({ messages }) => messages.flatMap(({ text }) => text.split(/(?<=[.!?])\s/)))

const text = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.array(fc.constantFrom(...sentences), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' ')),
)
const brief = fc
  .array(fc.record({ user: fc.constantFrom('U1', 'U2', 'U3'), text }), { minLength: 1, maxLength: 4 })
  .map((messages) => ({ messages }))

describe('the reader', () => {
  it('quotes exactly what stands in the message', () => {
    fc.assert(
      fc.property(brief, (given) => {
        for (const { evidence } of reader.understand(given).findings) {
          expect(evidence.length).toBeGreaterThan(0)
          for (const span of evidence) {
            expect(span.text).not.toBe('')
            expect(given.messages[span.message]?.text.slice(span.start, span.end)).toBe(span.text)
          }
        }
      }),
    )
  })

  it('gives the same bytes every time, from a new reader too', () => {
    const again = createReader(knowledge.lexicon)
    for (const { messages } of cases.toReversed())
      expect(JSON.stringify(again.understand({ messages }))).toBe(JSON.stringify(reader.understand({ messages })))
  })

  it('claims no more when somebody adds a sentence that says nothing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), ({ messages }) => {
        const more = [...messages, { user: 'U9', text: 'ok, thanks everybody.' }]
        expect(reader.understand({ messages: more }).findings).toEqual(reader.understand({ messages }).findings)
      }),
    )
  })

  it('takes nothing from code blocks, quotes of others, links and names', () => {
    const said = '```no cloud, two A100s```\n> patient notes stay on our servers\n<https://x.io/no-cloud> <@U1>'
    expect(reader.understand({ messages: [{ user: 'U1', text: said }] }).findings).toEqual([])
  })

  it('says that it does not read a script or language without rules', () => {
    const kinds = ['患者データは社外に出せません。', 'Мы не можем отправлять данные в облако.'].map(
      (said) => reader.understand({ messages: [{ user: 'U1', text: said }] }).kind,
    )
    expect(kinds).toEqual(['unreadable', 'unreadable'])
  })

  it.each(['', '😀🎉', '\u0000\u0001\u0002', '<!channel> <@U123>', 'a'.repeat(50_000)])(
    'reads hostile text as off topic',
    (said) => {
      expect(reader.understand({ messages: [{ user: 'U1', text: said }] })).toMatchObject({
        kind: 'off_topic',
        findings: [],
      })
    },
  )
})
