import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isLocal } from '#src/assist/endpoint.ts'
import { answer, assistantAt, briefOf, completion, proposal, serverThat } from './support.ts'

const BRIEF = briefOf('Which model should we choose? Our own servers can do it, a dozen lawyers would try it out.')
const CLAIM = proposal({ quote: 'would try it out', factor: 'stage', value: 'prototype' })
const TEXT =
  'Which LLM should we use? 40k requests a month. The middling replies are an embarrassment, so the wording has to be polished.'
const SCENARIO = briefOf(TEXT)
const HONEST = proposal({ quote: 'the wording has to be polished', factor: 'capability', value: 'strong' })
const RULES_ALONE = { findings: [], report: { state: 'unavailable', suggested: 0, dropped: 0 } }

describe('an endpoint as the makers build them', () => {
  const mock = new LLMock({ port: 0, logLevel: 'silent' })
  let url = ''
  beforeAll(async () => {
    await mock.start()
    url = `${mock.url}/v1`
  })
  afterAll(() => mock.stop())
  beforeEach(() => {
    mock.clearFixtures()
  })
  const says = (content: string, more: object = {}) => mock.onMessage(/./, { content, ...more })

  it('answers by the schema: the finding is suggested', async () => {
    says(answer(HONEST))
    const { findings, report } = await assistantAt(url)(SCENARIO)
    expect(findings).toMatchObject([{ factor: 'capability', value: 'strong', status: 'suggested' }])
    expect(report).toEqual({ state: 'used', suggested: 1, dropped: 0 })
  })

  it('puts JSON in fences and prose: read all the same', async () => {
    says(`Here you are:\n\`\`\`json\n${answer(HONEST)}\n\`\`\`\nAnything else?`)
    expect((await assistantAt(url)(SCENARIO)).report).toMatchObject({ state: 'used', suggested: 1 })
  })

  it('uses a word that no factor has: that claim is dropped, the others stand', async () => {
    says(JSON.stringify({ findings: [HONEST, { ...HONEST, value: 'godlike' }, { ...HONEST, factor: 'mood' }, 'x'] }))
    expect((await assistantAt(url)(SCENARIO)).report).toEqual({ state: 'used', suggested: 1, dropped: 3 })
  })

  it('has nothing to say', async () => {
    says(answer())
    expect((await assistantAt(url)(SCENARIO)).report).toEqual({ state: 'used', suggested: 0, dropped: 0 })
  })

  it.each([
    ['cuts the answer short', answer(HONEST), { finishReason: 'length' }],
    ['answers with no JSON', 'I think it is fine.', {}],
    ['answers with broken JSON', answer(HONEST).slice(0, -20), {}],
    ['answers with other JSON', '{"result": []}', {}],
  ])('%s: the rules stand', async (_, content, more) => {
    says(content, more)
    const { findings, report } = await assistantAt(url)(SCENARIO)
    expect({ findings, report }).toMatchObject(RULES_ALONE)
    expect(report.reason).toBe('its answer could not be read')
  })

  it('is busy once: asked again', async () => {
    says(answer(HONEST))
    mock.nextRequestError(429)
    expect((await assistantAt(url, { timeoutMs: 5_000 })(SCENARIO)).report).toMatchObject({ state: 'used' })
  })

  it.each([429, 500, 401])('answers %i: the rules stand', async (status) => {
    says(answer(HONEST))
    for (let i = 0; i < 2; i++) mock.nextRequestError(status)
    expect(await assistantAt(url, { timeoutMs: 5_000 })(SCENARIO)).toMatchObject(RULES_ALONE)
  })
})

describe('an endpoint that misbehaves', () => {
  it.each<[string, (response: import('node:http').ServerResponse) => void]>([
    ['never answers', () => {}],
    ['stops in the middle', (response) => response.write('{"choices": [')],
    ['hangs up', (response) => response.destroy()],
    ['refuses', (response) => response.end(completion(null, { refusal: 'I cannot help with that.' }))],
    ['answers with an empty message', (response) => response.end(completion(''))],
    ['answers with nothing', (response) => response.end('')],
    ['answers with a page', (response) => response.end('<html>')],
    ['answers without choices', (response) => response.end('{}')],
    ['asks to come back in a minute', (response) => response.writeHead(429, { 'retry-after': '60' }).end('{}')],
  ])('%s: the rules stand, within the time that is set', async (_, handle) => {
    await using server = await serverThat((_body, response) => handle(response))
    const started = performance.now()
    expect(await assistantAt(server.url, { timeoutMs: 300 })(SCENARIO)).toMatchObject(RULES_ALONE)
    expect(performance.now() - started).toBeLessThan(2_500)
  })

  it('is not there', async () => {
    expect(await assistantAt('http://127.0.0.1:1/v1')(SCENARIO)).toMatchObject(RULES_ALONE)
  })

  it('knows no schema: asked for plain JSON, and from then on at once', async () => {
    await using server = await serverThat((body, response) => {
      if (body.response_format.type === 'json_schema') response.writeHead(400).end('{"error": {"message": "unknown"}}')
      else response.end(completion(answer(HONEST)))
    })
    const ask = assistantAt(server.url)
    expect((await ask(SCENARIO)).report.state).toBe('used')
    await ask(BRIEF)
    expect(server.asked.map(({ response_format }) => response_format.type)).toEqual([
      'json_schema',
      'json_object',
      'json_object',
    ])
  })
})

describe('a reasoning model', () => {
  it('refuses the older names of the limits: asked by the newer, and from then on at once', async () => {
    await using server = await serverThat((body, response) => {
      if ('max_tokens' in body) response.writeHead(400).end('{"error": {"message": "Unsupported: \'max_tokens\'"}}')
      else response.end(completion(answer(HONEST)))
    })
    const ask = assistantAt(server.url)
    expect((await ask(SCENARIO)).report.state).toBe('used')
    await ask(BRIEF)
    expect(server.asked.map((body) => 'max_completion_tokens' in body)).toEqual([false, true, true])
    expect(server.asked.map(({ response_format }) => response_format.type)).toEqual(Array(3).fill('json_schema'))
  })
})

describe('what is asked', () => {
  it('keeps to what every server understands: nothing optional, no patterns, no lengths', async () => {
    await using server = await serverThat((_body, response) => response.end(completion(answer())))
    await assistantAt(server.url)(SCENARIO)
    const format = JSON.stringify(server.asked[0]?.response_format)
    expect(format).toContain('"strict":true')
    expect(format).not.toMatch(/"pattern"|"maxLength"|"minLength"|"default"/)
    expect(format.indexOf('"quote"')).toBeLessThan(format.indexOf('"value"'))
  })

  it('is an array of messages under pseudonyms, with the factors that are open', async () => {
    await using server = await serverThat((_body, response) => response.end(completion(answer(CLAIM))))
    const brief = { messages: [...SCENARIO.messages, { user: 'U024BE7LHX1', text: 'mail me: a@b.example' }] }
    await assistantAt(server.url)(brief)
    const [system, messages] = server.asked[0]?.messages.map(({ content }) => content) ?? []
    expect(JSON.parse(messages ?? '')).toEqual([
      { id: 0, author: 'U1', text: TEXT },
      { id: 1, author: 'U2', text: 'mail me: [EMAIL____]' },
    ])
    expect(system).toContain('- capability: ')
    expect(system).not.toContain('- monthly_requests: ')
  })
})

describe('an endpoint is inside the own network', () => {
  it.each([
    'http://localhost:8000/v1',
    'http://127.0.0.1/v1',
    'http://[::1]:1/v1',
    'http://10.1.2.3/v1',
    'http://192.168.0.9/',
    'http://172.20.1.1/',
    'http://llm.corp/v1',
  ])('%s', (url) => expect(isLocal(url, ['llm.corp'])).toBe(true))
  it.each([
    undefined,
    'https://api.openai.com/v1',
    'http://172.32.0.1/',
    'http://10.evil.example/',
    'http://llm.corp.example/',
    'http://127.0.0.1.example/',
  ])('not %s', (url) => expect(isLocal(url, ['llm.corp'])).toBe(false))
})
