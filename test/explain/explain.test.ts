import { describe, expect, it } from 'vitest'
import type { Explanation, Statement } from '#src/domain/advice.ts'
import { LANGUAGES } from '#src/domain/texts.ts'
import { explain } from '#src/explain/explain.ts'
import { adviceOn, labelledAdvice, texts } from './advice.ts'

const VIEW = { today: '2026-11-24' }
const statementsOf = (e: Explanation): readonly Statement[] => [
  e.verdict,
  ...e.because,
  ...(e.against === null ? [] : [e.against]),
  ...e.unless,
  ...e.plan,
  ...e.ruledOut,
  ...e.conflicts,
  ...e.assumed,
  ...(e.weighed ?? []),
]

const hospital = adviceOn(
  {
    data_sensitivity: 'regulated',
    data_boundary: 'on_premises',
    ops_capacity: 'some',
    hardware: 'datacenter',
    monthly_requests: 40000,
  },
  {
    messages: [
      'hospital, patient notes must stay on our servers, no cloud, 2 ML engineers, two A100s, ~40k reports a month',
    ],
    quotes: {
      data_sensitivity: 'patient notes',
      data_boundary: 'must stay on our servers',
      hardware: 'two A100s',
      monthly_requests: '~40k reports a month',
    },
  },
)

describe('an answer', () => {
  it('gives the verdict first, with the words that decide quoted', () => {
    const { verdict, because, ruledOut, text } = explain(hospital, texts, VIEW)
    expect(text.startsWith('Open weights, on your own machines.')).toBe(true)
    expect(verdict.speaksFor).toBe('open_self_hosted')
    expect(because[0]?.text).toContain('“must stay on our servers”')
    expect(because.some((one) => one.text.includes('“two A100s”'))).toBe(true)
    expect(ruledOut.map((one) => one.text).join()).toContain('Closed API')
  })

  it('shows no contest of percentages where a hard requirement decides', () => {
    expect(explain(hospital, texts, VIEW).verdict.text).not.toMatch(/of 10/)
  })

  it('says in how many of ten ways it would stand, and "so far" below half', () => {
    const firm = explain(
      adviceOn({ stage: 'prototype', deadline_days: 14, data_boundary: 'any', ops_capacity: 'none' }),
      texts,
      VIEW,
    )
    expect(firm.verdict.text).toMatch(/would stand in [5-9] of 10 ways.*4 facts known/)
    const thin = explain(adviceOn({ stage: 'prototype', deadline_days: 60 }), texts, VIEW)
    expect(thin.verdict.text).toMatch(/^So far: /)
    expect(thin.text.indexOf('Next:')).toBeLessThan(thin.text.indexOf('Because:'))
  })

  it('tells people to stay where they are when the advice is what runs', () => {
    const { verdict } = explain(
      adviceOn({ runs_today: ['closed_api'], capability: 'frontier', deadline_days: 7 }),
      texts,
      VIEW,
    )
    expect(verdict.text).toMatch(/stay where you are: Closed model/i)
  })

  it('puts the people’s own words into the plan of a hybrid', () => {
    const { plan, verdict } = explain(
      adviceOn(
        { workload_split: ['difficulty'], capability: 'strong' },
        {
          messages: ['mostly simple tickets, but a few legal ones are really hard'],
          quotes: { workload_split: 'a few legal ones are really hard' },
        },
      ),
      texts,
      VIEW,
    )
    expect(plan.map((one) => one.text)).toEqual([
      'The hard tasks (“a few legal ones are really hard”): a closed model behind an API',
      expect.stringContaining('The routine tasks: an open model'),
    ])
    expect(verdict.text).toContain('Taken alone')
  })

  it('names both demands of a contradiction and asks which gives', () => {
    const advice = adviceOn(
      { data_boundary: 'air_gapped', excluded_options: ['open_hosted', 'open_self_hosted'] },
      {
        messages: ['air-gapped site, and it must be GPT'],
        quotes: { data_boundary: 'air-gapped', excluded_options: 'it must be GPT' },
      },
    )
    const { headline, verdict, conflicts, questions } = explain(advice, texts, VIEW)
    expect(headline).toBe('These demands contradict each other')
    expect(verdict.text).toContain('“air-gapped”')
    expect(verdict.text).toContain('“it must be GPT”')
    expect(verdict.text).toContain('Which of them can give?')
    expect(conflicts).toHaveLength(2)
    expect(questions.length).toBeGreaterThan(0)
  })

  it('is short and says what to write where nothing is known', () => {
    const { text, because, against } = explain(adviceOn({}), texts, VIEW)
    expect(text).toContain('for example: customer e-mails')
    expect(because).toEqual([])
    expect(against).toBeNull()
  })

  it.each([
    ['off_topic', undefined, /I advise on one choice/],
    ['question', 'cheaper', /depends on the volume.*Source/],
    ['question', 'no such topic', /no checked answer/],
    ['unreadable', undefined, /I read English/],
  ] as const)('answers %s %s shortly', (kind, topic, expected) => {
    const advice = adviceOn({})
    const recommendation = { ...advice.recommendation, verdict: 'off_topic', ground: 'off_topic' } as const
    const understanding = { ...advice.understanding, kind, ...(topic === undefined ? {} : { topic }) }
    const { text, verdict } = explain({ ...advice, understanding, recommendation }, texts, VIEW)
    expect(text).toMatch(expected)
    expect(text).toContain('for example')
    expect(verdict.speaksFor).toBeUndefined()
  })

  it('says where a value comes from', () => {
    const { understood } = explain(
      {
        ...hospital,
        understanding: {
          ...hospital.understanding,
          findings: hospital.understanding.findings.map((one) =>
            one.factor === 'monthly_requests'
              ? { ...one, derivation: '40k a month' }
              : one.factor === 'hardware'
                ? { ...one, status: 'implied' as const }
                : one,
          ),
        },
      },
      texts,
      VIEW,
    )
    const origin = (factor: string) => understood.find((one) => one.factor === factor)?.origin
    expect(origin('monthly_requests')).toBe('“~40k reports a month”; 40k a month')
    expect(origin('hardware')).toBe('follows from “two A100s”')
    expect(origin('ops_capacity')).toBe('given as a fact')
  })

  it('writes numbers as the reader’s locale does, where it is of the language', () => {
    const text = (locale: string) => explain(hospital, texts, { ...VIEW, locale }).text
    expect(text('en-GB')).toContain('40,000 requests a month')
    expect(text('de-DE')).toContain('40,000 requests a month')
    expect(explain(adviceOn({ monthly_requests: 40000 }, { language: 'de' }), texts, VIEW).text).toContain(
      '40.000 Anfragen',
    )
  })
})

describe.each(LANGUAGES)('every labelled case, answered in %s', (language) => {
  const answers = labelledAdvice(language).map(({ id, advice }) => ({
    id,
    advice,
    answer: explain(advice, texts, VIEW),
  }))

  it('speaks for the advised option only', () => {
    for (const { advice, answer } of answers) {
      const { option, plan } = advice.recommendation
      const allowed = new Set([option, ...plan.map((step) => step.option)])
      for (const one of statementsOf(answer)) if (one.speaksFor !== undefined) expect(allowed).toContain(one.speaksFor)
    }
  })

  it('gives one to three reasons and exactly one against, and neither without a verdict', () => {
    for (const { id, advice, answer } of answers) {
      const spoken = advice.recommendation.option !== null
      expect(answer.because.length, id).toBeLessThanOrEqual(3)
      expect(answer.because.length > 0, id).toBe(spoken)
      expect(answer.against !== null, id).toBe(spoken)
    }
  })

  it('quotes only what stands in the brief', () => {
    for (const { advice, answer } of answers)
      for (const { evidence } of statementsOf(answer))
        for (const span of evidence)
          expect(advice.brief.messages[span.message]?.text.slice(span.start, span.end)).toBe(span.text)
  })

  it('shows no id, no gap and no empty line', () => {
    for (const { id, answer } of answers) {
      expect(answer.text, id).not.toMatch(/\{\w+\}|undefined|NaN|\[object/)
      expect(answer.text.replace(/[“„«].*?[”“»]/gs, ''), id).not.toMatch(/\b[a-z]+_[a-z_]+\b/)
      expect(answer.text, id).not.toMatch(/\n\n|: *\n- *\n/)
    }
  })

  it('is the same twice', () => {
    for (const { advice, answer } of answers.slice(0, 10)) expect(explain(advice, texts, VIEW)).toEqual(answer)
  })
})

describe('what would change the answer', () => {
  it('names a number that people said first where its flip point is near, and last where it is far', () => {
    const first = (amount: number) =>
      explain(
        adviceOn({ monthly_spend: { amount, currency: 'USD' }, latency_ms: 9000, ops_capacity: 'none' }),
        texts,
        VIEW,
      ).unless[0]?.text
    expect(first(4000)).toMatch(/^If the monthly bill rises to \$/)
    expect(first(20)).not.toMatch(/monthly bill/)
    expect(first(20)).not.toMatch(/longest wait/)
  })

  it('calls the volume by one name only', () => {
    const { unless } = explain(adviceOn({ monthly_requests: 20000, stage: 'prototype' }), texts, VIEW)
    const volume = ['monthly_requests', 'monthly_tokens', 'tokens_per_request', 'monthly_spend']
    expect(unless.filter(({ factors }) => volume.includes(factors[0] ?? '')).length).toBeLessThanOrEqual(1)
  })
})
