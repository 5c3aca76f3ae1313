import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { checkSync } from 'recheck'
import { describe, expect, it } from 'vitest'
import { conceal } from '#src/assist/conceal.ts'
import { knowledge } from '../support/knowledge.ts'

const SECRETS = {
  'a key of a known maker': `my key is sk-${'ant-api03-'}${'aB3dE5fG7h'.repeat(9)}AA`,
  'a Slack token': `token xoxb-${'123456789012'}-${'1234567890123'}-${'AbCdEfGhIjKlMnOpQrStUvWx'}`,
  'an AWS key id': `use AKIA${'IOSFODNN7ABCDEFG'} for the bucket`,
  'a JWT': `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.${'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'}`,
  'a password in a sentence': 'the password is hunter2! by the way',
  'a password in German': 'Passwort: Sommer2026',
  'a long random word': `and then ${'Zx9Qw3Er5Ty7'}${'Ui1Op2As4Df6Gh8J'} works`,
}

const PERSONAL = {
  'jane.doe+test@clinic.example.org': 'EMAIL',
  '+49 170 1234567': 'PHONE',
  '(415) 555-2671': 'PHONE',
  'DE89 3704 0044 0532 0130 00': 'IBAN',
  '4111 1111 1111 1111': 'CARD',
  '192.168.17.4': 'IP',
  U024BE7LHX1: 'ID',
}

describe('what must not leave', () => {
  it.each(Object.entries(SECRETS))('finds %s', async (_, text) => expect((await conceal(text, [])).secret).toBe(true))

  it.each(Object.entries(PERSONAL))('paints over %s', async (word, kind) => {
    const { text, secret } = await conceal(`write to ${word} today`, [])
    expect(text).toMatch(new RegExp(`^write to \\[${kind}_*\\] today$`))
    expect(text).toHaveLength(`write to ${word} today`.length)
    expect(secret).toBe(false)
  })

  it.each([
    'about 1,200,000 requests a month at p95 of 300 ms',
    'budget 2026-12-01 is 15,000 EUR, ISO 27001, GPT-4, Llama 3.3 70B on 8x H100',
    'meta-llama/Llama-3.3-70B-Instruct-FP8-dynamic in eu-west-1, version 1.2.3',
    'the password is required to be long',
    'we handle 4111111111111112 tokens a year, 50 000 000 a day',
    'the secret is that nobody reads it',
  ])('leaves alone: %s', async (text) => expect(await conceal(text, [])).toEqual({ text, hidden: [], secret: false }))

  it('keeps amounts that the grammar has read', async () => {
    expect((await conceal('budget 415-555-2671 EUR', [{ start: 7, end: 23 }])).text).toBe('budget 415-555-2671 EUR')
  })

  it('blanks code, links and quoted lines, and still sees a secret in them', async () => {
    const text = 'we use ```curl -H "Bearer x"``` and https://example.org/a?b=c\n> they said so\nand that is it'
    expect((await conceal(text, [])).text).toMatch(/^we use +and +\n +\nand that is it$/)
    expect((await conceal(`\`\`\`${SECRETS['a Slack token']}\`\`\``, [])).secret).toBe(true)
  })

  it('never changes a length, whatever the text', async () => {
    const piece = fc.constantFrom(...Object.keys(PERSONAL), ...Object.values(SECRETS), ' ', '\n', 'word', '💡', '<@U1>')
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const text = pieces.join(' ')
        expect((await conceal(text, [])).text).toHaveLength(text.length)
      }),
      { numRuns: 40 },
    )
  })
})

describe('no text can make it slow', () => {
  const source = readFileSync('src/assist/personal.ts', 'utf8')
  const patterns = [...source.matchAll(/\n\s+(?:\{ kind: '[A-Z]+', )?(?:pattern:)?\s*\/(.+)\/(g|gi),/g)]
  it('finds the expressions that it checks', () => expect(patterns.length).toBeGreaterThan(4))
  it.each(patterns.map((match) => [match[1] as string, match[2] as string]))('/%s/%s', (pattern, flags) => {
    expect(checkSync(pattern, flags, { timeout: 20_000 }).status).not.toBe('vulnerable')
  })
})

it('has a sentence for every reason, in every language', () => {
  for (const sentences of Object.values(knowledge.loose.reasons))
    expect(Object.keys(sentences).sort()).toEqual(['de', 'en', 'es', 'fr'])
})
