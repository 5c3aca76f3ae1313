import { describe, expect, it } from 'vitest'
import { advise } from '#src/advise.ts'
import { explain } from '#src/explain/explain.ts'
import { answer, assistantAt, briefOf, completion, knowledge, proposal, serverThat } from './support.ts'

const TEXT = 'Which LLM should we use? 40k requests a month. The wording has to be polished.'
const HONEST = proposal({ quote: 'has to be polished', factor: 'capability', value: 'strong' })
const OUTSIDE = 'https://llm.example/v1'

const honest = () => serverThat((_body, response) => response.end(completion(answer(HONEST))))

describe('when the text keeps its data inside', () => {
  const texts = [
    'Which LLM for 40k requests a month? Patient notes must stay on our own servers.',
    'Which LLM for 40k requests a month? The lab is air-gapped.',
    'Which LLM for 40k requests a month? Nothing may leave our VPC.',
  ]
  it.each(texts)('an endpoint outside is not asked: %s', async (text) => {
    const { findings, report } = await assistantAt(OUTSIDE, { timeoutMs: 1 })(briefOf(text))
    expect(findings).toEqual([])
    expect(report).toMatchObject({ state: 'skipped', reason: 'the text says that the data may not leave' })
  })

  it('one inside is asked', async () => {
    await using server = await honest()
    expect((await assistantAt(server.url)(briefOf(texts[0] as string))).report.state).toBe('used')
  })
})

describe('secrets', () => {
  const secret = 'btw the password is hunter2!x'

  it('keep their message here; the rest is asked about, and the person is told', async () => {
    await using server = await honest()
    const { findings, report } = await assistantAt(server.url)(briefOf(TEXT, secret))
    expect(findings).toHaveLength(1)
    expect(report.reason).toMatch(/password or key, so it was not sent/)
    expect(JSON.stringify(server.asked)).not.toContain('hunter2')
  })

  it('keep everything here where nothing else was said', async () => {
    await using server = await honest()
    const { report } = await assistantAt(server.url)(briefOf(`${TEXT} ${secret}`))
    expect(report).toMatchObject({ state: 'skipped', reason: expect.stringMatching(/password or key/) })
    expect(server.asked).toEqual([])
  })
})

describe('limits', () => {
  it('stop one person, then everybody, and end with the day', async () => {
    await using server = await honest()
    let now = 0
    const ask = assistantAt(server.url, { requestsPerPerson: 1, tokensPerDay: 12_000 }, () => now)
    const brief = (n: number) => briefOf(`${TEXT} It is number ${n}.`)
    expect((await ask(brief(1))).report.state).toBe('used')
    expect((await ask(brief(2))).report.reason).toBe('your requests for today are used up')
    now = 86_400_000
    expect((await ask(brief(3))).report.state).toBe('used')
    const poor = assistantAt(server.url, { tokensPerDay: 100 })
    expect((await poor(brief(4))).report.reason).toBe('the spending limit for today is reached')
  })

  it('the same brief asked again costs nothing and gets the same answer', async () => {
    await using server = await honest()
    const ask = assistantAt(server.url, { requestsPerPerson: 1 })
    const first = await ask(briefOf(TEXT))
    expect(await ask(briefOf(TEXT))).toEqual(first)
    expect(server.asked).toHaveLength(1)
  })
})

describe('the rules outrank it', () => {
  it('and what it reads otherwise is told', async () => {
    const brief = briefOf(
      'Which LLM should we use? We own two A100s and the 4090 under the desk. 40k requests a month.',
    )
    const claim = proposal({ quote: '4090 under the desk', factor: 'hardware', value: 'consumer' })
    await using server = await serverThat((_body, response) => response.end(completion(answer(claim))))
    const suggested = await assistantAt(server.url)(brief)
    expect(suggested.findings).toEqual([])
    const advice = advise(brief, knowledge, { today: '2026-11-24', suggested })
    expect(advice.understanding.findings.find(({ factor }) => factor === 'hardware')?.value).toBe('datacenter')
    expect(explain(advice, knowledge.texts, { today: '2026-11-24' }).footer).toMatch(/read .* otherwise, in .*4090/)
  })

  it('what people took back cannot be suggested', async () => {
    const brief = briefOf('Which LLM should we use? We own two A100s. 40k requests a month.', 'scratch the A100s')
    const claim = proposal({ quote: 'two A100s', factor: 'hardware', value: 'datacenter' })
    await using server = await serverThat((_body, response) => response.end(completion(answer(claim))))
    expect((await assistantAt(server.url)(brief)).findings).toEqual([])
  })

  it('chatter is not sent', async () => {
    await using server = await honest()
    expect((await assistantAt(server.url)(briefOf('lunch at noon?'))).report).toMatchObject({ state: 'skipped' })
    expect(server.asked).toEqual([])
  })
})

it('the answer says what was suggested and that a model helped', async () => {
  await using server = await honest()
  const brief = briefOf(TEXT)
  const suggested = await assistantAt(server.url)(brief)
  const { understood, footer } = explain(
    advise(brief, knowledge, { today: '2026-11-24', suggested }),
    knowledge.texts,
    { today: '2026-11-24' },
  )
  expect(understood.find(({ factor }) => factor === 'capability')?.origin).toMatch(/read by the language model in/)
  expect(footer).toContain('A language model helped to read this.')
})
