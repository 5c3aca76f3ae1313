import { describe, expect, it } from 'vitest'
import { factsOf, reader } from '../support/knowledge.ts'

const usd = (amount: number) => ({ amount, currency: 'USD' })

describe('numbers with their unit, period and money', () => {
  it.each([
    ['2M requests a month', { monthly_requests: 2_000_000 }],
    ['3,000 tickets/day', { monthly_requests: 90_000 }],
    ['50 000 documents per month', { monthly_requests: 50_000 }],
    ['between 3 and 5 thousand forms each weekday', { monthly_requests: 83_979 }],
    ['half a million calls a month', { monthly_requests: 500_000 }],
    ['one thousand two hundred reports a week', { monthly_requests: 5_142.86 }],
    ['500k anonymised patient queries a month', { monthly_requests: 500_000 }],
    ['1.2 million filings per year', { monthly_requests: 100_000 }],
    ['10~20k requests a month', { monthly_requests: 14_100 }],
    ['100k–150k calls daily', { monthly_requests: 3_660_000 }],
    ['about 60M tokens a month', { monthly_tokens: 60_000_000 }],
    ['2k tokens in and 300 out per request', { tokens_per_request: 2300 }],
    ['each contract is about 10 pages long', { tokens_per_request: 7000 }],
    ['300 nurses use it', { users: 300 }],
    ['our budget is 500 EUR a month', { monthly_budget: { amount: 500, currency: 'EUR' } }],
    ['€4k pm is the budget', { monthly_budget: { amount: 4000, currency: 'EUR' } }],
    ['£250k/yr budget', { monthly_budget: { amount: 20_833.3, currency: 'GBP' } }],
    ['budget 20 lakh rupees a month', { monthly_budget: { amount: 2_000_000, currency: 'INR' } }],
    ['the OpenAI bill is $9,400 a month', { monthly_spend: usd(9400) }],
    ['we can put 40k EUR into hardware up front', { upfront_budget: { amount: 40_000, currency: 'EUR' } }],
    ['answers within 200 ms', { latency_ms: 200 }],
    ['sub-second answers', { latency_ms: 1000 }],
    ['we go live in 3 weeks', { deadline_days: 21 }],
    ['2.000 Anfragen pro Tag', { monthly_requests: 60_000 }],
    ['1,2 million de requêtes par mois', { monthly_requests: 1_200_000 }],
  ])('%s', (text, expected) => expect(factsOf(text)).toMatchObject(expected))

  it.each([
    'we run GPT-4 and Llama 3.1 70B',
    'ISO 27001 and SOC 2 certified since 2019',
    'the plan has a list price of $20 per seat a month',
    'it costs 3 USD per 1M tokens',
    'a context window of 128k tokens',
    'call me at 555 0199',
    'peaks of 30 calls a second',
    'section 203 of the code',
    'an H100 with 80 GB in eu-west-1',
    'we meet 24/7',
  ])('names and prices are no quantities: %s', (text) => {
    const facts = factsOf(text)
    for (const factor of [
      'monthly_requests',
      'monthly_tokens',
      'tokens_per_request',
      'users',
      'monthly_budget',
      'monthly_spend',
      'upfront_budget',
      'deadline_days',
      'latency_ms',
    ])
      expect(facts).not.toHaveProperty(factor)
  })

  it('says how a month was computed', () => {
    const { findings } = reader.understand({ messages: [{ user: 'U1', text: '3,000 tickets a day' }] })
    expect(findings.find((f) => f.factor === 'monthly_requests')?.derivation).toBe('3,000 a day x 30')
  })
})

describe('volumes', () => {
  it.each([
    ['We read supplier invoices. About 800 a month.', 800],
    ['40 teams, about 300 consults per team a month', 12_000],
    ['18k invoices a day, weekdays only', 390_600],
    ['unas 90 facturas al día laborable', 1953],
  ])('%s', (text, expected) => expect(factsOf(text).monthly_requests).toBe(expected))
  it.each(['2,000 photos per boat a month', 'the bill is 880 a month', 'one machine does 25 an hour'])(
    'none: %s',
    (text) => expect(factsOf(text).monthly_requests).toBeUndefined(),
  )
})
