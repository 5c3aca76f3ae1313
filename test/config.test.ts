import { describe, expect, it } from 'vitest'
import { readConfig } from '#src/config.ts'
import { ConfigError } from '#src/domain/errors.ts'

const socket = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }
const http = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'secret' }

describe('readConfig', () => {
  it('without tokens is the local workspace with every default', () => {
    expect(readConfig({})).toEqual({
      slack: null,
      port: 3000,
      healthPort: 3000,
      databaseUrl: 'sqlite:var/decisions.db',
      assist: null,
      logLevel: 'info',
      rawTextDays: 90,
      questionsPerMinute: 60,
    })
  })

  it('takes an empty or blank variable for none', () => {
    expect(readConfig({ SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '  ', PORT: '' })).toEqual(readConfig({}))
  })

  it('chooses the transport by the second secret, Socket Mode where both are there', () => {
    expect(readConfig(http).slack?.mode).toBe('http')
    expect(readConfig(socket).slack?.mode).toBe('socket')
    expect(readConfig({ ...http, ...socket }).slack?.mode).toBe('socket')
  })

  it.each([
    ['SLACK_SIGNING_SECRET', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_APP_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1' }],
    ['SLACK_BOT_TOKEN', { SLACK_APP_TOKEN: 'xapp-1' }],
    ['SLACK_BOT_TOKEN', { SLACK_SIGNING_SECRET: 'secret' }],
    ['SLACK_BOT_TOKEN', { NODE_ENV: 'production' }],
    ['SLACK_BOT_TOKEN', { ...http, SLACK_BOT_TOKEN: 'xapp-1' }],
    ['SLACK_APP_TOKEN', { ...socket, SLACK_APP_TOKEN: 'xoxb-1' }],
    ['SLACK_API_URL', { ...http, SLACK_API_URL: 'slack.example' }],
    ['OPENAI_BASE_URL', { OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'file:///etc' }],
    ['HEALTH_PORT', { HEALTH_PORT: 'x' }],
    ['PORT', { PORT: '70000' }],
    ['RAW_TEXT_DAYS', { RAW_TEXT_DAYS: 'forever' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('names %s where it is missing or wrong: %j', (name, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    expect(() => readConfig(env)).toThrow(name)
  })

  it('never repeats a secret in its message', () => {
    for (const env of [{ SLACK_APP_TOKEN: 'xapp-hush' }, { ...http, SLACK_BOT_TOKEN: 'xapp-hush' }]) {
      expect(() => readConfig(env)).toThrow(/^(?!.*hush)/)
    }
  })

  it.each(['http://127.0.0.1:9/api', 'http://127.0.0.1:9/api/', 'http://127.0.0.1:9/api//'])('takes %s', (url) => {
    expect(readConfig({ ...http, SLACK_API_URL: url }).slack?.apiUrl).toBe('http://127.0.0.1:9/api/')
  })

  it('leaves assistance off for a key alone', () => {
    expect(readConfig({ OPENAI_API_KEY: 'sk-1' }).assist).toBeNull()
    expect(readConfig({ OPENAI_MODEL: 'm', OPENAI_API_KEY: 'sk-1' }).assist).toEqual({
      model: 'm',
      apiKey: 'sk-1',
      baseUrl: undefined,
      timeoutMs: 2_200,
      tokensPerDay: 1_000_000,
      requestsPerPerson: 50,
      localHosts: [],
    })
  })

  it('takes limits of assistance, and names the one that is wrong', () => {
    const env = { OPENAI_MODEL: 'm', ASSIST_TOKENS_PER_DAY: '5000', ASSIST_LOCAL_HOSTS: 'llm.corp, GPU1' }
    expect(readConfig(env).assist).toMatchObject({ tokensPerDay: 5_000, localHosts: ['llm.corp', 'gpu1'] })
    expect(() => readConfig({ ...env, ASSIST_TIMEOUT_MS: 'soon' })).toThrow(/ASSIST_TIMEOUT_MS/)
  })
})
