import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '#src/local/types.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { command, idsIn, mention, openedHome } from '#test/support/talk.ts'
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

const NOBODYS = 'zzzzz'
let scene: Scene
const channels = {} as Record<PlaceName, string>
const ownChannels = {} as Record<Role, string>
const decisions: Known[] = []
/** Decisions that come about while the test itself asks. */
const asked = new Set<string>()

const question = (word: string) =>
  `The ${word} project keeps patient notes on our own servers, two A100s, 2 ML engineers`

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
  scene = await startScene({ mode: 'socket' })
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

const TYPED: Readonly<Record<Exclude<Surface, 'home'>, (id: string, word: string) => string>> = {
  history: () => 'history',
  search: (_, word) => `history ${word}`,
  show: (id) => `show ${id}`,
  export: (id) => `export ${id}`,
  'export all': () => 'export all json',
  compare: (id) => `compare ${id} ${id}`,
  similar: (_, word) => question(word),
}

/** What a message shows and to whom, without what names the very thing that was asked for. */
const shape = ({ text, blocks, ephemeralTo }: Message, { id, word }: Pick<Known, 'id' | 'word'>): string =>
  JSON.stringify({ text, blocks, ephemeralTo }).replaceAll(id, 'ID').replaceAll(word, 'WORD')

async function probe(cell: Cell): Promise<Message | string> {
  const { id, word } = about(cell)
  const user = ROLES[cell.role]
  if (cell.surface === 'home') return openedHome(scene, user)
  return command(scene, user, where(cell), TYPED[cell.surface](id, word))
}

const listed = (text: string): readonly string[] =>
  decisions
    .map(({ id }) => id)
    .filter((id) => text.includes(id))
    .sort()

async function check(cell: Cell): Promise<void> {
  const { id, word } = about(cell)
  const { surface, role } = cell
  const { visible } = expected(cell)
  const answer = await probe(cell)
  const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
  if (surface === 'similar') {
    const [own = '', found = ''] = idsIn(typeof answer === 'string' ? answer : answer.text.replace(/^(.*)$/s, '$1'))
    const similar = /Similar earlier: #(\w{5})/.exec(text)?.[1]
    if (visible) expect([id, ...asked]).toContain(similar)
    else expect(text).not.toContain(id)
    for (const one of [own, found]) if (one && one !== id) asked.add(one)
    return
  }
  if (surface === 'home' || surface === 'history' || surface === 'export all') {
    expect(listed(text)).toEqual(visibleIds(cell))
    return
  }
  if (visible) {
    expect(text).toContain(id)
    return
  }
  // Word by word what is said of an id or a word that nobody ever had.
  const unknown = { id: NOBODYS, word: 'xylophone' }
  const nobodys = await command(scene, ROLES[role], where(cell), TYPED[surface](unknown.id, unknown.word))
  expect(shape(answer as Message, { id, word })).toBe(shape(nobodys, unknown))
}

const title = (cell: Cell): string => `${cell.surface} ${cell.vantage}: ${expected(cell).why}`
/** Asking the same again makes decisions of one's own, so it comes last, and first where there is something to find. */
const inOrder = (cells: readonly Cell[]): readonly Cell[] => [
  ...cells.filter(({ surface }) => surface !== 'similar'),
  ...cells.filter((cell) => cell.surface === 'similar' && expected(cell).visible),
  ...cells.filter((cell) => cell.surface === 'similar' && !expected(cell).visible),
]

describe.each(ROLE_NAMES)('%s', (role) => {
  const cells = inOrder(CELLS.filter((cell) => cell.role === role)).map((cell) => ({ ...cell, title: title(cell) }))
  it.each(cells)('$place, $title', check)
})
