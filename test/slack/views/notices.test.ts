import { expect, it } from 'vitest'
import { LANGUAGES } from '#src/domain/texts.ts'
import { NOTICES } from '#src/slack/views/notices.ts'
import { advisor } from '#test/support/bot.ts'

it.each(LANGUAGES)('every notice has its words in %s, and no words stand there for nothing', (language) => {
  const { notices } = advisor.words(language).texts
  const filledIn = Object.entries(notices).map(([name, text]) => [
    name,
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort(),
  ])
  expect(Object.fromEntries(filledIn)).toEqual(
    Object.fromEntries(Object.entries(NOTICES).map(([name, values]) => [name, [...values].sort()])),
  )
})
