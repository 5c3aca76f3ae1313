import { z } from 'zod'
import { ConfigError } from './domain/errors.ts'

export interface SlackConfig {
  readonly mode: 'http' | 'socket'
  readonly botToken: string
  /** Set in HTTP mode. */
  readonly signingSecret: string
  /** Set in Socket Mode. */
  readonly appToken: string
  /** Base of the Web API with its trailing slash. */
  readonly apiUrl: string
}

export interface AssistConfig {
  readonly model: string
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
  /** Wall-clock milliseconds that a request may take; the standard leaves the rules time to answer within 2.5 s. */
  readonly timeoutMs: number
  /** Tokens that all requests of a day may take together. */
  readonly tokensPerDay: number
  /** Requests that one person may cause in a day. */
  readonly requestsPerPerson: number
  /** Hosts that count as inside the own network, beside loopback and private addresses. */
  readonly localHosts: readonly string[]
}

export interface Config {
  /** Null: no token at all, so the local workspace. */
  readonly slack: SlackConfig | null
  readonly port: number
  readonly healthPort: number
  /** As the store takes it, such as `sqlite:var/decisions.db`. */
  readonly databaseUrl: string
  /** Null unless a model is named: a key in the shell turns nothing on. */
  readonly assist: AssistConfig | null
  readonly logLevel: string
  /** After how many days other people's words are deleted from a decision (findings stay); 0 keeps them. */
  readonly rawTextDays: number
  /** Questions that one person may ask in a minute; 0: no limit. */
  readonly questionsPerMinute: number
}

export type Environment = Readonly<Record<string, string | undefined>>

const DEFAULT_API_URL = 'https://slack.com/api/'
const port = z.coerce.number().int().min(0).max(65_535)
const level = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])

const read = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined

function readPort(env: Environment, name: string): number {
  const parsed = port.safeParse(read(env, name) ?? 3000)
  if (!parsed.success) throw new ConfigError(`${name} must be a whole number from 0 to 65535.`)
  return parsed.data
}

function readCount(env: Environment, name: string, otherwise: number): number {
  const parsed = z.coerce
    .number()
    .int()
    .min(0)
    .safeParse(read(env, name) ?? otherwise)
  if (!parsed.success) throw new ConfigError(`${name} must be a whole number; 0 turns it off.`)
  return parsed.data
}

function readUrl(env: Environment, name: string): string | undefined {
  const text = read(env, name)
  if (text === undefined) return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new ConfigError(`${name} must be an address that starts with https:// or http://.`)
  }
  return text
}

function readSlack(env: Environment): SlackConfig | null {
  const botToken = read(env, 'SLACK_BOT_TOKEN')
  const signingSecret = read(env, 'SLACK_SIGNING_SECRET')
  const appToken = read(env, 'SLACK_APP_TOKEN')
  if (!botToken && !signingSecret && !appToken) {
    if (read(env, 'NODE_ENV') !== 'production') return null
    throw new ConfigError(
      'NODE_ENV is production, so set SLACK_BOT_TOKEN and either SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
    )
  }
  if (!botToken) {
    const given = appToken ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'
    throw new ConfigError(`${given} is set but SLACK_BOT_TOKEN is missing: set it to the app's bot token (xoxb-...).`)
  }
  if (!signingSecret && !appToken) {
    throw new ConfigError(
      'SLACK_BOT_TOKEN is set but SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing: set one of them.',
    )
  }
  if (botToken.startsWith('xapp-')) throw new ConfigError('SLACK_BOT_TOKEN holds an app token; it needs the xoxb- one.')
  if (appToken?.startsWith('xoxb-')) throw new ConfigError('SLACK_APP_TOKEN holds a bot token; it needs the xapp- one.')
  return {
    mode: appToken ? 'socket' : 'http',
    botToken,
    signingSecret: signingSecret ?? '',
    appToken: appToken ?? '',
    apiUrl: `${(readUrl(env, 'SLACK_API_URL') ?? DEFAULT_API_URL).replace(/\/+$/, '')}/`,
  }
}

/** Settings of assistance alone. Null unless a model is named. @throws ConfigError naming the variable that is wrong. */
export function readAssist(env: Environment): AssistConfig | null {
  const model = read(env, 'OPENAI_MODEL')
  if (!model) return null
  const hosts = read(env, 'ASSIST_LOCAL_HOSTS') ?? ''
  return {
    model,
    apiKey: read(env, 'OPENAI_API_KEY'),
    baseUrl: readUrl(env, 'OPENAI_BASE_URL'),
    timeoutMs: readCount(env, 'ASSIST_TIMEOUT_MS', 2_200),
    tokensPerDay: readCount(env, 'ASSIST_TOKENS_PER_DAY', 1_000_000),
    requestsPerPerson: readCount(env, 'ASSIST_REQUESTS_PER_PERSON', 50),
    localHosts: hosts
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  }
}

/**
 * Turns the environment into settings. With both an app token and a signing secret, Socket Mode wins.
 * @throws ConfigError naming the variable that is missing or wrong; values are never repeated, they may be secrets.
 */
export function readConfig(env: Environment): Config {
  const parsedLevel = level.safeParse(read(env, 'LOG_LEVEL') ?? 'info')
  if (!parsedLevel.success) throw new ConfigError(`LOG_LEVEL must be one of ${level.options.join(', ')}.`)
  return {
    slack: readSlack(env),
    port: readPort(env, 'PORT'),
    healthPort: readPort(env, 'HEALTH_PORT'),
    databaseUrl: read(env, 'DATABASE_URL') ?? 'sqlite:var/decisions.db',
    assist: readAssist(env),
    logLevel: parsedLevel.data,
    rawTextDays: readCount(env, 'RAW_TEXT_DAYS', 90),
    questionsPerMinute: readCount(env, 'QUESTIONS_PER_MINUTE', 60),
  }
}
