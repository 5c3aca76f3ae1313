import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { adviseFacts } from '#src/advise.ts'
import { createAdvisor } from '#src/advisor.ts'
import type { Advice } from '#src/domain/advice.ts'
import { factsSchema } from '#src/domain/factors.ts'
import { detailsText } from '#src/slack/views/details.ts'
import { figuresMessage } from '#src/slack/views/figures.ts'
import { knowledge } from '#test/support/knowledge.ts'

const FOLDER = 'test/golden/engine'
const golden = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')))
const given = golden.map((one) => factsSchema.parse(one.facts ?? one.recommendation.facts))
/** With a volume, so that there is something to price. */
const priced = given.map((facts) => ({ ...facts, monthly_requests: facts.monthly_requests ?? 200_000 }))

const on = (today: string) => {
  const advisor = createAdvisor(knowledge, null, () => today)
  const texts = (advice: Advice) => {
    const [explanation, words] = [advisor.explain(advice), advisor.words('en')]
    return {
      details: detailsText('k7f3q', advice, explanation, words, advisor.terms(advice)).text,
      figures: figuresMessage('k7f3q', advice, explanation, advisor.chart(advice), words).text,
      card: explanation.text,
    }
  }
  return priced.map((facts) => texts(adviseFacts(facts, knowledge, { today })))
}

const DATE = /\d{4}-\d\d-\d\d/
/** An amount in a currency; a budget that somebody named is no figure of ours. */
const MONEY = /[$€£]\s?\d/
/** What people said that they pay is theirs, and as old as their words. */
const OWN_BILL = /paid today/i
const lines = (text: string) => text.split('\n')

describe('every figure of a golden answer', () => {
  const answers = on('2026-11-24')

  it('is there to be looked at', () => {
    expect(answers.length).toBeGreaterThanOrEqual(40)
    expect(answers.filter(({ details }) => MONEY.test(details)).length).toBeGreaterThan(30)
  })

  it('has its source and date in the same line, or in the line of the term that it was worked out from', () => {
    const bare = answers.flatMap(({ details, figures }) =>
      [...lines(details), ...lines(figures)].filter(
        (line) => line.includes(' · ') && /\d/.test(line) && !/\(.*\d{4}-\d\d-\d\d\)$/.test(line),
      ),
    )
    expect(bare).toEqual([])
  })

  it('stands under an answer that says how old its prices are', () => {
    for (const { card } of answers) if (MONEY.test(card)) expect(lines(card).at(-1)).toMatch(DATE)
  })
})

it('with the clock a year ahead no money figure of ours appears', () => {
  const shown = on('2027-11-24').flatMap(({ details, figures }) =>
    [...lines(details), ...lines(figures)].filter(
      (line) => / (?:·|out) /.test(line) && MONEY.test(line) && !OWN_BILL.test(line),
    ),
  )
  expect(shown).toEqual([])
})

it('a recorded answer that is read a year later says that its prices are old', () => {
  const advice = adviseFacts(priced[0]!, knowledge, { today: '2026-11-24' })
  const later = createAdvisor(knowledge, null, () => '2027-11-24')
  expect(later.explain(advice).footer).toContain('These prices are old')
})
