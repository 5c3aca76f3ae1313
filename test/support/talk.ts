import type { Message } from '#src/local/types.ts'
import type { Scene } from './bot.ts'

/** The message with which the bot answers in a channel; private ones count. */
export async function answered(scene: Scene, channel: string, send: () => Promise<unknown>): Promise<Message> {
  const before = scene.answers(channel).length
  await send()
  await scene.slack.until(() => scene.answers(channel).length > before)
  return scene.answers(channel)[before]!
}

/** The answer to a slash command. */
export const command = (scene: Scene, user: string, channel: string, text: string): Promise<Message> =>
  answered(scene, channel, () => scene.slack.command(user, channel, '/llm-advise', text))

/** The answer to a mention in a channel, or to a direct message. */
export function mention(scene: Scene, user: string, channel: string, text: string, thread?: string): Promise<Message> {
  const called = scene.slack.world.channels.get(channel)?.kind === 'im' ? text : `@${scene.slack.app.handle} ${text}`
  return answered(scene, channel, () => scene.slack.say(user, channel, called, thread))
}

/** Somebody's Home tab, drawn anew. */
export async function openedHome(scene: Scene, user: string): Promise<string> {
  const { slack } = scene
  const published = slack.journal.calls('views.publish').length
  await slack.openHome(user, 'home')
  await slack.until(() => slack.journal.calls('views.publish').length > published)
  return JSON.stringify(slack.world.views.get(slack.world.homes.get(user) ?? '')?.content)
}

/** The view that is open in front of somebody, once it is. */
export async function openView(scene: Scene, user: string): Promise<string> {
  await scene.slack.until(() => scene.slack.world.stacks.get(user)?.length)
  return JSON.stringify(scene.slack.world.views.get(scene.slack.world.stacks.get(user)!.at(-1)!)?.content)
}

/** Shares a private card with its channel after a look at the preview; gives what is posted. */
export function shareIt(
  scene: Scene,
  user: string,
  { channel, ts }: Pick<Message, 'channel' | 'ts'>,
): Promise<Message> {
  return answered(scene, channel, async () => {
    await scene.slack.click({ user, at: { channel, ts }, actionId: 'share' })
    await openView(scene, user)
    await scene.slack.submit(user, {})
    await scene.slack.until(() => !scene.slack.world.stacks.get(user)?.length)
  })
}

/** Short ids that stand in a text, each once. */
export const idsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/#(\w{5})\b/g)].map((m) => m[1]!)),
]

/** Resolves once nothing is left to do or to send. A request is in the store before Slack's delivery returns. */
export async function quiet({ store }: Scene): Promise<void> {
  for (;;) {
    const { unfinished, pending, inDoubt } = await store.queues()
    if (unfinished + pending + inDoubt === 0) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
}
