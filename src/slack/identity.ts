import { setTimeout as sleep } from 'node:timers/promises'
import { WebAPIPlatformError, type WebClient } from '@slack/web-api'
import type { Logger } from 'pino'
import { ConfigError } from '../domain/errors.ts'
import type { Identity } from './bot.ts'

/** Seconds between two tries while Slack cannot be reached. */
const WAITS = [1, 2, 5, 10, 30]

/**
 * Asks Slack who the bot is, for as long as Slack cannot be reached.
 * @throws ConfigError where Slack answers that the token is no good
 */
export async function fetchIdentity(client: WebClient, log: Logger): Promise<Identity> {
  for (let attempt = 0; ; attempt++) {
    try {
      const { user_id, bot_id, team_id, url, response_metadata } = await client.auth.test()
      return {
        workspace: team_id ?? '',
        botUser: user_id ?? '',
        botId: bot_id ?? '',
        url: url ?? '',
        scopes: response_metadata?.scopes ?? [],
      }
    } catch (error) {
      if (error instanceof WebAPIPlatformError && /auth|token|account/.test(error.data.error)) {
        throw new ConfigError(
          `Slack does not accept SLACK_BOT_TOKEN (${error.data.error}): install the app again and copy its bot token.`,
        )
      }
      const wait = WAITS[Math.min(attempt, WAITS.length - 1)]!
      log.warn({ error: String(error), wait }, 'Slack cannot be reached')
      await sleep(wait * 1000)
    }
  }
}
