import type { Message } from '#src/local/types.ts'
import { type Scene, startScene } from './bot.ts'
import { openView, quiet } from './talk.ts'

/** What the scene's clock adds to; moved past what may be remembered of who is where. */
interface Clock {
  now: number
}
const FORGOTTEN = 2000

/** When the clock of a scene of acts begins. */
export const clockOfActs = (): Clock => ({ now: Date.parse('2026-11-24T12:00:00Z') })

/** Begins a scene in which files may not be sent and a person of another company is at hand. */
export async function startActs(now: () => Date): Promise<Scene> {
  const scene = await startScene({ mode: 'http', now })
  scene.slack.app.scopes.delete('files:write')
  scene.slack.world.addPerson({ id: 'UEXT', name: 'ext', isStranger: true })
  return scene
}

/** Between two tests: no open view, no fault, and what may be remembered of who is where is forgotten. */
export function betweenActs(scene: Scene, clock: Clock): void {
  scene.slack.world.stacks.clear()
  scene.slack.faults.clear()
  clock.now += FORGOTTEN
}

export const at = ({ channel, ts }: Message) => ({ channel, ts })
/** All that a message shows. */
export const said = ({ text, blocks }: Message): string => JSON.stringify([text, blocks])

/** What people do in the channels of a scene that begins later than this is called. */
export function actsIn(scene: () => Scene, clock: Clock) {
  let rooms = 0
  const submit = async (user: string, card: Message, actionId: string, values: Record<string, string>) => {
    await scene().slack.click({ user, at: at(card), actionId })
    await openView(scene(), user)
    const { errors } = await scene().slack.submit(user, values)
    await quiet(scene())
    return errors
  }
  return {
    room(members: readonly string[], kind: 'public' | 'private' | 'mpim' = 'public'): string {
      rooms += 1
      clock.now += FORGOTTEN
      const { world, botUserId } = scene().slack
      return world.addChannel({ id: `CACT${rooms}`, name: `act${rooms}`, kind, members: [...members, botUserId] }).id
    },
    /** The channel becomes another: private, shared with another company. */
    set(id: string, change: object): void {
      const { channels } = scene().slack.world
      channels.set(id, { ...channels.get(id)!, ...change })
      clock.now += FORGOTTEN
    },
    leave(user: string, channel: string): void {
      scene().slack.world.channels.get(channel)!.members.delete(user)
      clock.now += FORGOTTEN
    },
    async click(user: string, card: Message, actionId: string): Promise<void> {
      await scene().slack.click({ user, at: at(card), actionId })
      await quiet(scene())
    },
    /** Chooses otherwise with a reason, on a card. */
    otherwise: (user: string, card: Message, reason: string) =>
      submit(user, card, 'otherwise', { option: 'open_hosted', reason }),
    /** Sets facts by the form of a card; gives what the form refuses. */
    assume: (user: string, card: Message, values: Record<string, string>) => submit(user, card, 'change', values),
    /** All that the bot said in a channel. */
    all: (channel: string): string => JSON.stringify(scene().answers(channel)),
  }
}
