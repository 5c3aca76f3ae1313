import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelKind } from '#src/local/types.ts'
import { type Scene, startScene } from '#test/support/bot.ts'

/** Every kind of conversation, with the word that its decision alone has. */
const PLACES = {
  public: { kind: 'public', word: 'aardvark' },
  private: { kind: 'private', word: 'buffalo' },
  group: { kind: 'mpim', word: 'caribou' },
  direct: { kind: 'im', word: 'dingo' },
  shared: { kind: 'public', word: 'echidna' },
  converted: { kind: 'public', word: 'ferret' },
  slash: { kind: 'public', word: 'gazelle' },
} as const satisfies Record<string, { kind: ChannelKind; word: string }>
type PlaceName = keyof typeof PLACES
const PEOPLE = ['UMEMBER', 'UFORMER', 'UOTHER', 'UGUEST', 'UEXTERNAL', 'UADMIN'] as const

let scene: Scene
const ids = {} as Record<PlaceName, string>
const channels = {} as Record<PlaceName, string>

const ask = (word: string) => `The ${word} project keeps patient notes on our own servers, two A100s, 2 ML engineers`
const idIn = (text: string): string => /#(\w{5})\b/.exec(text)![1]!
const lastAnswer = async (channel: string, send: () => Promise<unknown>): Promise<string> => {
  const before = scene.answers(channel).length
  await send()
  await scene.slack.until(() => scene.answers(channel).length > before)
  return JSON.stringify(scene.answers(channel).at(-1))
}
const command = (user: string, channel: string, text: string): Promise<string> =>
  lastAnswer(channel, () => scene.slack.command(user, channel, '/llm-advise', text))

async function decide(name: PlaceName): Promise<void> {
  const { kind, word } = PLACES[name]
  const bot = scene.slack.botUserId
  const members = kind === 'im' ? ['UANA', bot] : ['UANA', 'UMEMBER', 'UFORMER', bot]
  if (name === 'shared') members.push('UEXTERNAL')
  const channel = scene.slack.world.addChannel({ name, kind, members, isExtShared: name === 'shared' }).id
  channels[name] = channel
  if (name === 'shared') {
    await scene.slack.world.channels.get(channel)!.members.add('UADMIN')
    await command('UADMIN', channel, 'allow')
    scene.slack.world.channels.get(channel)!.members.delete('UADMIN')
  }
  const mention = `${kind === 'im' ? '' : `@${scene.slack.app.handle} `}${ask(word)}`
  ids[name] = idIn(
    name === 'slash'
      ? await command('UANA', channel, ask(word))
      : await lastAnswer(channel, () => scene.slack.say('UANA', channel, mention)),
  )
  scene.slack.world.channels.get(channel)!.members.delete('UFORMER')
  if (name === 'converted') {
    const { world } = scene.slack
    world.channels.set(channel, { ...world.channels.get(channel)!, kind: 'private' })
  }
}

beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  for (const id of PEOPLE) {
    scene.slack.world.addPerson({
      id,
      name: id.toLowerCase(),
      isGuest: id === 'UGUEST',
      isStranger: id === 'UEXTERNAL',
      isAdmin: id === 'UADMIN',
    })
  }
  for (const name of Object.keys(PLACES) as PlaceName[]) await decide(name)
}, 60_000)
afterAll(() => scene.end())

/** Everything that this person can get out of the bot about one decision from a conversation that is not its own. */
async function probe(user: string, name: PlaceName, channel: string): Promise<string> {
  const { word } = PLACES[name]
  const answers = [
    await command(user, channel, 'history'),
    await command(user, channel, `history ${word}`),
    await command(user, channel, `history in:${channels[name]}`),
    await command(user, channel, `show ${ids[name]}`),
    await command(user, channel, `export ${ids[name]}`),
    await command(user, channel, `export all json`).catch(() => ''),
    await command(user, channel, `compare ${ids[name]} ${ids[name]}`),
  ]
  const published = scene.slack.journal.calls('views.publish').length
  await scene.slack.openHome(user, 'home')
  await scene.slack.until(() => scene.slack.journal.calls('views.publish').length > published)
  answers.push(JSON.stringify(scene.slack.world.views.get(scene.slack.world.homes.get(user)!)!.content))
  return answers.join('\n').replaceAll(`no decision #${ids[name]}`, '')
}

describe.each(PEOPLE.filter((user) => user !== 'UMEMBER'))('%s, from elsewhere', (user) => {
  it.each(Object.keys(PLACES) as PlaceName[])('learns nothing of the decision in %s', async (name) => {
    // Files go to the person and would not show in the channel.
    scene.slack.app.scopes.delete('files:write')
    const own = scene.slack.world.addChannel({ name: `own-${user}-${name}`, members: [user, scene.slack.botUserId] }).id
    if (name === 'shared' && user === 'UEXTERNAL') {
      scene.slack.world.channels.get(channels.shared)!.members.delete(user)
      // Longer than the bot may remember who is where.
      await new Promise((resolve) => setTimeout(resolve, 1100))
    }
    const leaked = await probe(user, name, own)
    expect(leaked).not.toContain(ids[name])
    expect(leaked).not.toContain(PLACES[name].word)
  })

  it('is shown nothing similar when asking the same', async () => {
    const own = scene.slack.world.addChannel({ name: `same-${user}`, members: [user, scene.slack.botUserId] }).id
    for (const name of Object.keys(PLACES) as PlaceName[]) {
      expect(await command(user, own, ask(PLACES[name].word))).not.toContain(`#${ids[name]}`)
    }
  })
})

describe('a member', () => {
  it.each(['public', 'private', 'group', 'converted', 'shared'] as const)(
    'sees the decision inside %s',
    async (name) => {
      expect(await command('UMEMBER', channels[name], `show ${ids[name]}`)).not.toContain('no decision')
      expect(await command('UMEMBER', channels[name], `history ${PLACES[name].word}`)).toContain(ids[name])
    },
  )

  it.each(['slash', 'direct'] as const)('sees nothing of %s of somebody else', async (name) => {
    const place = channels[name === 'slash' ? 'slash' : 'public']
    expect(await command('UMEMBER', place, `show ${ids[name]}`)).toContain('no decision')
  })
})
