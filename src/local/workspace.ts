/**
 * A Slack on this machine with a page on top: people, channels and a running discussion to try an app in.
 *
 * ```ts
 * const slack = await startWorkspace({ manifest })     // everything of slack.ts, and the page at `slack.address`
 * // start the app with slack.apiUrl, slack.botToken and slack.signingSecret, then
 * slack.deliverTo('http://127.0.0.1:<port>/slack/events')
 * await slack.close()
 * ```
 */
import { pageRoutes } from './page/routes.ts'
import { plant, readSeed } from './seed.ts'
import { type LocalSlack, type SlackOptions, startSlack } from './slack.ts'

/** Starts the workspace on 127.0.0.1; it opens no browser. */
export async function startWorkspace(options: Omit<SlackOptions, 'otherwise' | 'teamName'> = {}): Promise<LocalSlack> {
  const seed = readSeed()
  const slack = await startSlack({ ...options, teamName: seed.team, otherwise: (own) => pageRoutes(own, seed) })
  plant(slack.world, seed, slack.botUserId)
  return slack
}
