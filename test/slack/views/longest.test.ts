import type { RichTextBlock } from '@slack/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adviseFacts } from '#src/advise.ts'
import type { Advice } from '#src/domain/advice.ts'
import type { Brief, Finding, Language, Span } from '#src/domain/brief.ts'
import type { Choice } from '#src/domain/decision.ts'
import {
  FACTOR_NAMES,
  type FactorName,
  type FactorValue,
  factsSchema,
  isLevelFactor,
  isMoneyFactor,
  isNumberFactor,
  LEVELS,
  LISTS,
} from '#src/domain/factors.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { checkMessageBlocks, checkView } from '#src/local/blocks/check.ts'
import { changesIn } from '#src/slack/answer.ts'
import { safeBlocks, toSlack } from '#src/slack/gateway.ts'
import { MAX_MESSAGE, textSize } from '#src/slack/limits.ts'
import { carried } from '#src/slack/listeners/assumptions.ts'
import { card, MOST_LINES } from '#src/slack/views/card.ts'
import { detailsText, detailsView } from '#src/slack/views/details.ts'
import { assumptionsForm } from '#src/slack/views/form.ts'
import { feedbackForm, otherwiseForm } from '#src/slack/views/modals.ts'
import { contradictions } from '#src/slack/views/referee.ts'
import { shareForm } from '#src/slack/views/share.ts'
import { advisor } from '#test/support/bot.ts'

const knowledge = loadKnowledge('data')
const LANGUAGES: readonly Language[] = ['en', 'de', 'fr', 'es']
const PEOPLE = ['UANA', 'UBEN', 'UCARA']

/** A German compound, an address, an emoji: words as long as people make them. */
const longWord = fc.constantFrom(
  'Arbeitsunfähigkeitsbescheinigungsverfahren',
  'https://x.example/?q=1',
  '👩‍👩‍👧‍👦',
  '<!channel>',
)
const longText = fc.array(longWord, { minLength: 8, maxLength: 40 }).map((words) => words.join(' '))
const name = fc
  .array(fc.constantFrom(...'abcdefghij -.'), { minLength: 60, maxLength: 80 })
  .map((letters) => `x${letters.join('')}`.slice(0, 80))
const amount = fc
  .double({ min: 1, max: 9, noNaN: true })
  .chain((x) => fc.integer({ min: 0, max: 9 }).map((k) => x * 10 ** k))

function anyValue(factor: FactorName): fc.Arbitrary<unknown> {
  if (isLevelFactor(factor)) return fc.constantFrom(...LEVELS[factor])
  if (isMoneyFactor(factor)) return fc.record({ amount, currency: fc.constantFrom('USD', 'EUR', 'INR', 'CHF') })
  if (isNumberFactor(factor)) return amount
  const closed: readonly string[] | undefined = LISTS[factor as keyof typeof LISTS]
  return closed ? fc.subarray([...closed], { minLength: 1 }) : fc.uniqueArray(name, { minLength: 1, maxLength: 12 })
}

/** Facts with every factor known, or all but a few, so that there is something to ask as well. */
const fullFacts = fc
  .tuple(
    fc.record(Object.fromEntries(FACTOR_NAMES.map((factor) => [factor, anyValue(factor)]))),
    fc.subarray([...FACTOR_NAMES], { maxLength: 20 }),
  )
  .map(([all, unknown]) =>
    factsSchema.parse(
      Object.fromEntries(Object.entries(all).filter(([factor]) => !unknown.includes(factor as FactorName))),
    ),
  )

const whole = (brief: Brief, message: number): Span => {
  const { text } = brief.messages[message]!
  return { message, start: 0, end: text.length, text }
}

/** An advice with everything in it at once: every factor by somebody's long words, three disagreements. */
const advices: fc.Arbitrary<Advice> = fc
  .tuple(fullFacts, fc.array(longText, { minLength: 6, maxLength: 6 }), fc.constantFrom(...LANGUAGES))
  .map(([facts, texts, language]) => {
    const advice = adviseFacts(facts, knowledge, { today: '2026-11-24' })
    const messages = texts.map((text, i) => ({
      user: PEOPLE[i % 3]!,
      text,
      ts: `179553264${i}.000100`,
      permalink: `https://a-company-with-a-long-name.slack.com/archives/C0123456789/p179553264${i}000100`,
    }))
    const brief = { messages }
    const findings = advice.understanding.findings.map(
      (finding, i): Finding => ({ ...finding, status: 'stated', by: PEOPLE[i % 3]!, evidence: [whole(brief, i % 6)] }),
    )
    const disagreements = (['data_boundary', 'hardware', 'capability'] as const).map((factor, i) => ({
      factor,
      claims: [0, 1].map((k) => ({
        by: PEOPLE[(i + k) % 3]!,
        value: LEVELS[factor][k] as FactorValue,
        evidence: [whole(brief, (i + k) % 3)],
      })),
    }))
    return { ...advice, brief, understanding: { ...advice.understanding, language, findings, disagreements } }
  })

const choices: fc.Arbitrary<Choice | null> = fc.option(
  fc.record({
    status: fc.constantFrom('accepted', 'overridden', 'deferred'),
    by: fc.constant('UANA'),
    at: fc.constant('2026-11-24T12:00:00.000Z'),
    reason: longText.map((text) => text.slice(0, 500)),
  }),
)

const lineCount = (blocks: readonly { type: string }[]): number =>
  blocks
    .filter((block): block is RichTextBlock => block.type === 'rich_text')
    .reduce((sum, { elements }) => sum + elements.length, 0)

const responseUrl = `https://hooks.slack.com/commands/T0123456789/1234567890123/${'x'.repeat(40)}`
const metadata = carried(
  {
    key: 'k',
    asker: {
      workspace: 'T0123456789',
      user: 'U0123456789',
      channel: 'C0123456789',
      thread: '1795532640.000100',
      responseUrl,
    },
  },
  { decision: 'k7f3q', version: 99, shown: { channel: 'C0123456789', ts: '1795532640.000100', ephemeral: true } },
)

describe('the longest possible answer', () => {
  it('is a card of at most twelve lines that Slack takes whole, in every language', () => {
    fc.assert(
      fc.property(advices, advices, choices, fc.boolean(), longText, (before, advice, choice, followUp, note) => {
        const explanation = advisor.explain(advice)
        const words = advisor.words(explanation.language)
        const content = card({
          explanation,
          words,
          undecided: advice.recommendation.option === null,
          decision: { id: 'k7f3q', version: 99, choice },
          contradictions: contradictions(words, advice.brief, advice.understanding),
          ...(followUp && { changes: changesIn(advisor.compare(before, advice)) }),
          note,
          shareable: !followUp,
          ...(followUp && { follow: 'offer' as const }),
        })
        expect(contradictions(words, advice.brief, advice.understanding)).toHaveLength(3)
        expect(content.text).toContain(contradictions(words, advice.brief, advice.understanding)[2])
        expect(lineCount(content.blocks!)).toBeLessThanOrEqual(MOST_LINES)
        const sent = toSlack(content)
        expect(sent.refused).toEqual([])
        expect(checkMessageBlocks(sent.blocks)).toBeUndefined()
        expect(checkView(safeBlocks(shareForm(words, content, advice.brief, metadata)), 'modal')).toBeUndefined()
        expect(sent.text.length + textSize(sent.blocks!)).toBeLessThanOrEqual(MAX_MESSAGE)
      }),
      { numRuns: 60 },
    )
  })

  it('opens as details and as forms, and fits a message where no modal can be opened', () => {
    fc.assert(
      fc.property(advices, (advice) => {
        const explanation = advisor.explain(advice)
        const words = advisor.words(explanation.language)
        expect(checkView(safeBlocks(detailsView('k7f3q', advice, explanation, words)), 'modal')).toBeUndefined()
        expect(checkView(safeBlocks(assumptionsForm({ words, explanation, metadata })), 'modal')).toBeUndefined()
        expect(checkView(safeBlocks(otherwiseForm(words, metadata)), 'modal')).toBeUndefined()
        expect(checkView(safeBlocks(feedbackForm(words, metadata)), 'modal')).toBeUndefined()
        expect(toSlack(detailsText('k7f3q', advice, explanation, words)).text.length).toBeLessThanOrEqual(MAX_MESSAGE)
      }),
      { numRuns: 40 },
    )
  })
})
