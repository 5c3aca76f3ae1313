import { expect, it } from 'vitest'
import { whyNotTarget } from '#src/explain/ask.ts'
import { wordsFor } from '#src/explain/words.ts'
import { knowledge } from '#test/support/knowledge.ts'

const words = wordsFor(knowledge.texts, 'en')
const target = (text: string) => whyNotTarget(text, knowledge.catalogue, words)

it.each([
  ['why not DeepSeek?', 'maker', 'DeepSeek'],
  ['Hm, why not use OpenAI', 'maker', 'OpenAI'],
  ['warum nicht Mistral?', 'maker', 'Mistral'],
  ['and why not Zorblax 9000?', 'model', 'Zorblax 9000'],
])('%s asks about a name as it was written', (text, kind, name) => {
  expect(target(text)).toMatchObject({ kind, name })
})

it('an option is named by its own words', () => {
  expect(target('why not open, self-hosted?')).toEqual({ kind: 'option', option: 'open_self_hosted' })
})

it('a name that is not in the catalogue stands for no option', () => {
  expect(target('why not Zorblax 9000?')).toMatchObject({ options: [] })
})

it.each(['We will not use DeepSeek', 'what if it is 20M a day?', 'why?'])('%s asks no such thing', (text) => {
  expect(target(text)).toBeNull()
})
