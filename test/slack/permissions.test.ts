import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '#src/local/types.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { answered, command, idsIn, mention, openedHome } from '#test/support/talk.ts'
import {
  CELLS,
  type Cell,
  expected,
  isIn,
  PLACE_NAMES,
  PLACES,
  type PlaceName,
  ROLE_NAMES,
  ROLES,
  type Role,
  type Surface,
} from './permission-matrix.ts'

interface Known {
  readonly id: string
  readonly word: string
  readonly place: PlaceName
  /** Asked by the one who left since. */
  readonly left: boolean
}

let scene: Scene
let time = Date.parse('2026-11-24T12:00:00Z')
const channels = {} as Record<PlaceName, string>
const ownChannels = {} as Record<Role, string>
const decisions: Known[] = []
/** Decisions that come about while the test itself asks. */
const asked = new Set<string>()

const question = (word: string) =>
  `The ${word} project keeps patient notes on our own servers, two A100s, 2 ML engineers`

/** *Advise on this*, on what a colleague wrote. */
async function onMessage(user: string, channel: string, text: string): Promise<Message> {
  const { message } = await scene.slack.say('UMEMBER', channel, text)
  return answered(scene, channel, () => scene.slack.shortcut(user, 'advise_on_message', channel, message.ts))
}

async function decide(place: PlaceName): Promise<void> {
  const { world, botUserId: bot } = scene.slack
  const { kind, word, leftWord } = PLACES[place]
  const inside = ROLE_NAMES.filter((role) => isIn(role, place) && role !== 'external user').map((role) => ROLES[role])
  const members = kind === 'im' ? ['UANA', bot] : [...inside, 'ULEFT', 'UFORMER', 'UADMIN', bot]
  const isExtShared = place === 'shared, allowed'
  const channel = world.addChannel({ name: place.replace(/\W+/g, '-'), kind, members, isExtShared }).id
  channels[place] = channel
  if (isExtShared) await command(scene, 'UADMIN', channel, 'allow')
  const ask = async (user: string, about: string, left: boolean) => {
    const answer =
      place === 'private answer'
        ? await command(scene, user, channel, question(about))
        : place === 'private, words of others'
          ? await onMessage(user, channel, question(about))
          : await mention(scene, user, channel, question(about))
    decisions.push({ id: idsIn(answer.text)[0]!, word: about, place, left })
  }
  await ask('UANA', word, false)
  if (leftWord) await ask('ULEFT', leftWord, true)
}

/** What happened since: people left, others came, a channel was shared, another made private. */
function timePasses(): void {
  const { world } = scene.slack
  for (const place of PLACE_NAMES) {
    const now = world.channels.get(channels[place])!
    for (const gone of ['ULEFT', 'UFORMER', 'UADMIN']) now.members.delete(gone)
    if (isIn('external user', place)) now.members.add('UEXTERNAL')
    if (place === 'shared later') world.channels.set(now.id, { ...now, isExtShared: true })
    if (place === 'converted to private') world.channels.set(now.id, { ...now, kind: 'private' })
  }
}

beforeAll(async () => {
  scene = await startScene({ mode: 'socket', now: () => new Date(time) })
  // Exports then come as private text where they were asked for.
  scene.slack.app.scopes.delete('files:write')
  for (const role of ROLE_NAMES) {
    const id = ROLES[role]
    const isStranger = role === 'external user'
    const isGuest = role === 'guest'
    scene.slack.world.addPerson({ id, name: id.toLowerCase(), isGuest, isStranger, isAdmin: role === 'admin' })
    const members = [id, scene.slack.botUserId]
    ownChannels[role] = scene.slack.world.addChannel({ name: `own-${id.toLowerCase()}`, members }).id
  }
  for (const place of PLACE_NAMES) await decide(place)
  timePasses()
}, 60_000)
afterAll(() => scene.end())

const about = ({ role, place }: Cell): Known =>
  decisions.find((one) => one.place === place && one.left === (role === 'asker who left'))!

const where = ({ role, place, vantage }: Cell): string => (vantage === 'inside' ? channels[place] : ownChannels[role])

/** Every decision that the rule lets this person see with this surface from there. */
function visibleIds({ role, place, surface, vantage }: Cell): readonly string[] {
  return decisions
    .filter((one) => {
      const inItsEyes = one.left
        ? role === 'asker'
          ? 'member'
          : role
        : role === 'asker who left'
          ? 'former member'
          : role
      const at = vantage === 'inside' && one.place === place ? 'inside' : 'elsewhere'
      return expected({ role: inItsEyes, place: one.place, surface, vantage: at }).visible
    })
    .map(({ id }) => id)
    .sort()
}

const NOTHING = { id: 'zzzzz', word: 'xylophone' }
type About = typeof NOTHING

/** What a person types for each surface but Home. */
function typed(surface: Surface, { id, word }: About): string {
  const lines: Readonly<Record<Exclude<Surface, 'home'>, string>> = {
    history: 'history',
    search: `history ${word}`,
    show: `show ${id}`,
    export: `export ${id}`,
    'export all': 'export all json',
    compare: `compare ${id} ${id}`,
    similar: question(word),
  }
  return surface === 'home' ? '' : lines[surface]
}

/** What a message shows and to whom, without what names the very thing that was asked for. */
const shape = ({ text, blocks, ephemeralTo }: Message, { id, word }: About): string =>
  JSON.stringify({ text, blocks, ephemeralTo }).replaceAll(id, 'ID').replaceAll(word, 'WORD')

/** Asks once for what does not depend on the cell's own decision. */
function once<T>(ask: (role: Role, surface: Surface, channel: string) => Promise<T>): typeof ask {
  const known = new Map<string, Promise<T>>()
  return (...key) => {
    const answer = known.get(key.join()) ?? ask(...key)
    known.set(key.join(), answer)
    return answer
  }
}

const LISTS: readonly Surface[] = ['history', 'export all', 'home']
const list = once(async (role, surface, channel) =>
  surface === 'home'
    ? openedHome(scene, ROLES[role])
    : JSON.stringify(await command(scene, ROLES[role], channel, typed(surface, NOTHING))),
)
/** What the bot answers there of an id and a word that nobody ever had. */
const saidOfNothing = once(async (role, surface, channel) =>
  shape(await command(scene, ROLES[role], channel, typed(surface, NOTHING)), NOTHING),
)

const listed = (text: string): readonly string[] =>
  decisions
    .map(({ id }) => id)
    .filter((id) => text.includes(id))
    .sort()

async function check(cell: Cell): Promise<void> {
  const { id, word } = about(cell)
  const { surface, role } = cell
  const { visible } = expected(cell)
  if (LISTS.includes(surface)) {
    expect(listed(await list(role, surface, where(cell)))).toEqual(visibleIds(cell))
    return
  }
  const answer = await command(scene, ROLES[role], where(cell), typed(surface, { id, word }))
  const text = JSON.stringify(answer)
  if (surface === 'similar') {
    const similar = /Similar earlier: #(\w{5})/.exec(text)?.[1]
    if (visible) expect([id, ...asked]).toContain(similar)
    else expect(text).not.toContain(id)
    for (const one of idsIn(text)) if (one !== id) asked.add(one)
  } else if (visible) expect(text).toContain(id)
  else expect(shape(answer, { id, word })).toBe(await saidOfNothing(role, surface, where(cell)))
}

const title = (cell: Cell): string => `${cell.surface} ${cell.vantage}: ${expected(cell).why}`
/** Asking the same again makes decisions of one's own, so it comes last, and first where there is something to find. */
const inOrder = (cells: readonly Cell[]): readonly Cell[] => [
  ...cells.filter(({ surface }) => surface !== 'similar'),
  ...cells.filter((cell) => cell.surface === 'similar' && expected(cell).visible),
  ...cells.filter((cell) => cell.surface === 'similar' && !expected(cell).visible),
]

describe('checked live', () => {
  /** Longer than what Slack said of somebody may be used. */
  const later = () => {
    time += 2000
  }

  it('who leaves a channel loses it in Home, and an Open button drawn before opens nothing', async () => {
    const { id } = decisions.find(({ place }) => place === 'private')!
    expect(await openedHome(scene, 'UMEMBER')).toContain(id)
    const { members } = scene.slack.world.channels.get(channels.private)!
    members.delete('UMEMBER')
    later()
    await scene.slack.click({
      user: 'UMEMBER',
      at: { view: scene.slack.world.homes.get('UMEMBER')! },
      actionId: `details:${id}`,
    })
    const direct = scene.slack.world.directMessage([scene.slack.botUserId, 'UMEMBER']).id
    await scene.slack.until(() => scene.answers(direct).length > 0)
    expect(scene.answers(direct).at(-1)!.text).toContain('no decision')
    expect(scene.slack.world.stacks.get('UMEMBER') ?? []).toEqual([])
    expect(await openedHome(scene, 'UMEMBER')).not.toContain(id)
    members.add('UMEMBER')
  })

  it('shows less, never more, where Slack does not say who is where', async () => {
    later()
    scene.slack.faults.plan('users.conversations', { kind: 'error', error: 'fatal_error' })
    scene.slack.faults.plan('conversations.info', { kind: 'error', error: 'fatal_error' }, 20)
    const shown = await openedHome(scene, 'UANA')
    scene.slack.faults.clear()
    for (const { id, place, left } of decisions) {
      const alone = place === 'DM' || place === 'private answer'
      expect(shown.includes(id), `${place}${left ? ', who left' : ''}`).toBe(alone)
    }
    later()
  })
})

describe.each(ROLE_NAMES)('%s', (role) => {
  const cells = inOrder(CELLS.filter((cell) => cell.role === role)).map((cell) => ({ ...cell, title: title(cell) }))
  it.each(cells)('$place, $title', check)
})

describe('in front of others', () => {
  it('says nothing of a private answer of the asker’s own in front of others', async () => {
    const answer = await mention(scene, 'UANA', ownChannels.asker, question(PLACES['private answer'].word))
    expect(JSON.stringify(answer)).not.toContain(decisions.find(({ place }) => place === 'private answer')!.id)
  })

  it.each(['history', 'show ID', 'which model should we take?'])(
    'refuses people of another company: %s',
    async (text) => {
      const { id } = decisions.find(({ place }) => place === 'shared later')!
      const refused = await mention(scene, 'UEXTERNAL', channels['shared later'], text.replace('ID', id))
      expect(refused).toMatchObject({ ephemeralTo: 'UEXTERNAL', text: expect.stringContaining('another company') })
      expect(JSON.stringify(refused)).not.toContain(id)
    },
  )
})
