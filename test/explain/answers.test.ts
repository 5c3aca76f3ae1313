import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Decision } from '#src/domain/decision.ts'
import { OPTIONS } from '#src/domain/recommendation.ts'
import { LANGUAGES } from '#src/domain/texts.ts'
import { adr } from '#src/explain/adr.ts'
import { compare } from '#src/explain/compare.ts'
import { explain } from '#src/explain/explain.ts'
import { whyNot } from '#src/explain/whynot.ts'
import { anyFacts } from '../decide/facts.ts'
import { adviceOn, labelledAdvice, texts } from './advice.ts'

describe('why not X?', () => {
  it('is answered for every option of every labelled case without a word for another one', () => {
    for (const language of LANGUAGES)
      for (const { id, advice } of labelledAdvice(language))
        for (const option of OPTIONS) {
          const { recommendation } = advice
          const statements = whyNot(advice, texts, { kind: 'option', option })
          expect(statements.length, `${id} ${option}`).toBeGreaterThan(0)
          const spokenFor = new Set([recommendation.option, ...recommendation.plan.map((step) => step.option)])
          for (const { text, speaksFor } of statements) {
            expect(text, id).not.toMatch(/\{\w+\}|undefined|NaN/)
            if (speaksFor !== undefined) expect(spokenFor, `${id} ${option}: ${text}`).toContain(speaksFor)
          }
        }
  })

  it('never says that an option is advised, or behind, against the recommendation, whatever the facts', () => {
    const { frames } = texts.languages.en
    const start = (frame: string) => frames[frame]!.split('{')[1]!.split('}')[1]!.split('{')[0]!
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...OPTIONS), (facts, option) => {
        const advice = adviceOn(facts)
        const said = whyNot(advice, texts, { kind: 'option', option }).map(({ text }) => text)
        const isAdvised = advice.recommendation.option === option
        expect(said.some((text) => text.endsWith(start('whyAdvised')))).toBe(isAdvised)
        const ruledOut = advice.recommendation.ruledOut.some((one) => one.option === option)
        if (said.some((text) => text.includes(start('whyOptionRuledOut')))) expect(ruledOut).toBe(true)
        if (isAdvised) expect(said).toHaveLength(1)
      }),
      { numRuns: 200 },
    )
  })

  it('gives what would make an option the advice', () => {
    const said = whyNot(adviceOn({ stage: 'prototype', ops_capacity: 'none' }), texts, {
      kind: 'option',
      option: 'open_self_hosted',
    })
    expect(said.map(({ text }) => text).join(' ')).toMatch(
      /comes out behind.*That would change: If the data must stay on your own machines/s,
    )
  })

  it('tells a fitting model, a maker ruled out in people’s own words, and an unknown name apart', () => {
    const advice = adviceOn(
      { data_boundary: 'on_premises', excluded_makers: ['deepseek'] },
      {
        messages: ['everything stays on our servers, no DeepSeek please'],
        quotes: { data_boundary: 'stays on our servers', excluded_makers: 'no DeepSeek' },
      },
    )
    const ask = (id: string, name: string, options: ('closed_api' | 'open_self_hosted')[]) =>
      whyNot(advice, texts, { kind: 'model', id, name, options })[0]?.text
    expect(ask('qwen', 'Qwen', ['open_self_hosted'])).toMatch(
      /^Qwen can be had as an open model on your own machines, and that is what is advised/,
    )
    expect(ask('deepseek', 'DeepSeek', ['open_self_hosted'])).toContain('your own words: “no DeepSeek”')
    expect(ask('gpt', 'GPT', ['closed_api'])).toMatch(/^GPT is ruled out as a closed model.*“stays on our servers”/)
    expect(ask('foo', 'Foo', [])).toMatch(/do not know Foo/)
  })
})

describe('a follow-up', () => {
  const before = adviceOn({ stage: 'prototype', ops_capacity: 'none' })

  it('says what changed, from what to what, and why', () => {
    const after = adviceOn(
      { stage: 'prototype', ops_capacity: 'none', data_boundary: 'on_premises' },
      { messages: ['legal says it must stay in our building'], quotes: { data_boundary: 'must stay in our building' } },
    )
    const { inputs, verdict, cause, text } = compare(before, after, texts)
    expect(inputs.map((one) => one.text)).toEqual(['Where data may go: only your own machines (new)'])
    expect(verdict.text).toBe('Was: Closed model behind an API. Now: Open weights, on your own machines.')
    expect(cause?.text).toContain('“must stay in our building”')
    expect(text.startsWith(verdict.text)).toBe(true)
  })

  it('says that the advice stays where nothing turned it', () => {
    const { verdict, cause, inputs } = compare(
      before,
      adviceOn({ stage: 'prototype', ops_capacity: 'none', latency: 'interactive' }),
      texts,
    )
    expect(verdict.text).toMatch(/^The advice stays/)
    expect(cause).toBeNull()
    expect(inputs).toHaveLength(1)
    expect(compare(before, before, texts).text).toContain('Nothing that I weigh has changed')
  })

  it('shows both values of a number and a fact that no longer holds', () => {
    const a = adviceOn({ monthly_requests: 20000, stage: 'prototype' })
    const b = adviceOn({ monthly_requests: 20000000 })
    expect(compare(a, b, texts).inputs.map(({ text }) => text)).toEqual([
      'Stage: trying out (no longer)',
      'Requests a month: 20,000 requests a month → 20 million requests a month',
    ])
  })
})

describe('the decision record', () => {
  it.each([
    ['[x](http://evil.example)', '\\[x\\](http\\://evil.example)'],
    ['see https://evil.example or www.evil.example', 'see https\\://evil.example or www\\.evil.example'],
    ['mail a@evil.example', 'mail a\\@evil.example'],
    ['1. not a list', '1\\. not a list'],
    ['- nor this', '\\- nor this'],
    ['### nor a heading', '\\### nor a heading'],
    ['two ~~lines~~\n=== | a |', 'two \\~\\~lines\\~\\~ === \\| a \\|'],
    ['plain (words), 3.5 % - and more!', 'plain (words), 3.5 % - and more!'],
  ])('keeps %j as words', (title, written) => {
    expect(adr({ ...decision, title }, explain(advice, texts, { today: '2026-11-24' }), texts)).toContain(
      `\n# ${written}\n`,
    )
  })

  const advice = adviceOn(
    { data_boundary: 'on_premises', workload_split: ['sensitivity'] },
    {
      messages: ['# Title\n<script>alert(1)</script> letters stay here, the rest may go'],
      quotes: { data_boundary: 'letters stay here', workload_split: 'the rest may go' },
    },
  )
  const decision: Decision = {
    id: 'k7f3q',
    place: { workspace: 'W', channel: 'C', kind: 'public' },
    scopes: ['C'],
    askedBy: 'U1',
    askedAt: '2026-11-24T10:00:00Z',
    title: 'Letters *and* the rest',
    advice,
    status: 'overridden',
    choice: {
      status: 'overridden',
      by: 'U2',
      at: '2026-11-25T10:00:00Z',
      option: 'open_self_hosted',
      reason: 'one system is enough',
    },
    verdict: 'hybrid',
    option: 'hybrid_route',
    version: 2,
  }
  const record = adr(decision, explain(advice, texts, { today: '2026-11-24' }), texts)

  it('has the sections of MADR 4 in order, with front matter', () => {
    expect(record).toMatch(/^---\nstatus: "rejected"\ndate: 2026-11-25\ndecision-makers: \["U1","U2"\]\n---\n/)
    const headings = [...record.matchAll(/^#+ (.*)$/gm)].map((match) => match[1])
    expect(headings).toEqual(
      [
        'Letters \\*and\\* the rest',
        'Context and Problem Statement',
        'Decision Drivers',
        'Considered Options',
        'Decision Outcome',
        'Consequences',
        'Confirmation',
        'Pros and Cons of the Options',
        'More Information',
      ].filter((title) => headings.includes(title)),
    )
    for (const needed of ['Context and Problem Statement', 'Considered Options', 'Decision Outcome'])
      expect(headings).toContain(needed)
  })

  it('keeps what people chose and why, and lets nobody’s words become markup', () => {
    expect(record).toContain('Chosen option: "Open weights, on your own machines", because one system is enough')
    expect(record).not.toContain('<script>')
    expect(record).not.toMatch(/^# Title/m)
  })
})
