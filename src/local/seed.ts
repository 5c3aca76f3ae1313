import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { typed } from './text.ts'
import type { World } from './world.ts'

const Reply = z.object({ from: z.string(), minutesAgo: z.number(), text: z.string() })
const Seed = z.object({
  team: z.string(),
  partner: z.object({ id: z.string(), name: z.string() }),
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      realName: z.string(),
      title: z.string(),
      isAdmin: z.boolean().default(false),
      isStranger: z.boolean().default(false),
    }),
  ),
  channels: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.enum(['public', 'private']),
      topic: z.string(),
      members: z.array(z.string()),
      bot: z.boolean(),
      isExtShared: z.boolean().default(false),
    }),
  ),
  groups: z.array(z.array(z.string())),
  messages: z.array(Reply.extend({ channel: z.string(), replies: z.array(Reply).default([]) })),
  scenarios: z.array(z.object({ title: z.string(), command: z.string(), text: z.string() })),
})

export type Seed = z.infer<typeof Seed>

/** The company that the workspace opens with: its people, channels, a running discussion, and scenarios to try. */
export const readSeed = (): Seed =>
  Seed.parse(JSON.parse(readFileSync(new URL('./seed.json', import.meta.url), 'utf8')))

/** Fills an empty workspace: everybody has a direct message channel with the bot, which is in the channels that say so. */
export function plant(world: World, seed: Seed, botUserId: string): void {
  const idOf = (name: string) => seed.people.find((p) => p.name === name)?.id ?? name
  for (const { isStranger, ...person } of seed.people) {
    world.addPerson({ ...person, isStranger, ...(isStranger ? { teamId: seed.partner.id } : {}) })
    world.addChannel({ kind: 'im', members: [botUserId, person.id] })
  }
  for (const { bot, members, ...channel } of seed.channels) {
    world.addChannel({ ...channel, members: [...members.map(idOf), ...(bot ? [botUserId] : [])] })
  }
  for (const group of seed.groups) {
    const several = group.length > 2
    world.addChannel({
      kind: several ? 'mpim' : 'im',
      name: several ? `mpdm-${group.join('--')}-1` : '',
      members: group.map(idOf),
    })
  }
  const start = world.now()
  const at = (minutesAgo: number, nth: number) =>
    `${Math.floor((start - minutesAgo * 60_000) / 1000)}.${String(nth).padStart(6, '0')}`
  let nth = 100
  for (const { channel, replies, ...root } of seed.messages) {
    const id = world.channelNamed(channel)?.id ?? channel
    const put = ({ from, minutesAgo, text }: z.infer<typeof Reply>, threadTs?: string) =>
      world.addMessage({
        channel: id,
        ts: at(minutesAgo, nth++),
        user: idOf(from),
        fromApp: false,
        text: typed(text, world),
        ...(threadTs ? { threadTs } : {}),
      })
    const { ts } = put(root)
    for (const reply of replies) put(reply, ts)
  }
}
