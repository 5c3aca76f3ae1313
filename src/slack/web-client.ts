import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Logger } from 'pino'
import { boltLogger } from './log.ts'

export type ClientOptions = Omit<WebClientOptions, 'headers'>

/** How long one call to Slack may take, in milliseconds. */
export const CALL_TIMEOUT = 8000

/**
 * Settings of every Web API client. No blind retries: the outbox retries, after it has looked whether a message
 * arrived. Never `headers`: the client writes its token into that object, and Bolt shares it between workspaces.
 */
export const clientOptions = (apiUrl: string, log: Logger, timeout = CALL_TIMEOUT): ClientOptions => ({
  slackApiUrl: apiUrl,
  timeout,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: boltLogger(log),
})

/** @returns a client for the one workspace that `token` belongs to */
export const createClient = (token: string, options: ClientOptions): WebClient => new WebClient(token, { ...options })
