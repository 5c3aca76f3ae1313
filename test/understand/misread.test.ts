import { describe, expect, it } from 'vitest'
import { reader } from '../support/knowledge.ts'

/** Facts of messages by one person each; `||` stands between two. */
const factsOf = (text: string) =>
  Object.fromEntries(
    reader
      .understand({ messages: text.split(' || ').map((said, i) => ({ user: `U${i}`, text: said })) })
      .findings.map(({ factor, value }) => [factor, value]),
  )

describe('what was read wrongly once', () => {
  it.each([
    ['It is no longer forbidden to send data to OpenAI.', 'data_boundary', undefined],
    ['If it were forbidden to send data to OpenAI, we would say so.', 'data_boundary', undefined],
    ['The CEO never said our data must not go to OpenAI.', 'data_boundary', undefined],
    ['Data need not go to OpenAI.', 'data_boundary', undefined],
    [
      "School says nothing with a child's name or writing in it goes to ChatGPT, full stop",
      'data_boundary',
      'own_cloud',
    ],
    ['The letters must not be sent to OpenAI.', 'data_boundary', 'own_cloud'],
    ['Any small model will do.', 'data_boundary', undefined],
    ['We have not tried Llama yet. It works well for others.', 'trial_result', undefined],
    ['In June we test Llama. It works well, says the vendor.', 'trial_result', undefined],
    ['Llama since May. Customers complained about the price.', 'trial_result', undefined],
    ['Latency 10 minutes. || Latency 5 seconds, sorry.', 'latency', 'interactive'],
    ['Latency 300 ms. || Forget the latency.', 'latency', undefined],
    ['We run Llama on our own hardware now, 500 dollars a month for power.', 'stage', undefined],
    ['2,000 employees use it daily.', 'users', 2000],
    ['2,000 employees use it daily.', 'monthly_requests', undefined],
    ['6 clients a day, a summary for each', 'monthly_requests', 180],
    ['We use ChatGPT and our limit is 100 dollars a month', 'monthly_budget', { amount: 100, currency: 'USD' }],
    ['We run Llama today and our rent is 3000 dollars a month', 'monthly_spend', undefined],
    ['2ish million tokens a month', 'monthly_tokens', 2_000_000],
    ['4B tokens a month', 'monthly_tokens', 4_000_000_000],
    ['The server crashes 3 times a day.', 'monthly_requests', undefined],
    ['Wir sortieren Mails vor, ca. 35 am Tag', 'monthly_requests', 1050],
    ['boss wants own GPUs', 'hardware', undefined],
    ['CTO wants a platform team', 'ops_capacity', undefined],
    ["it's live at 11 hotel chains", 'stage', 'production'],
  ])('%s', (text, factor, value) => {
    expect(factsOf(text)[factor]).toEqual(value)
  })
})
