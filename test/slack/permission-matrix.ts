/**
 * Who may see what, as one rule over people, conversations, ways to ask and places to ask from. The test asks the real
 * bot in every cell.
 */

/** Conversations by what became of them, each with the word that its decision alone has and, where people can leave,
 * the word of the decision that somebody asked for before leaving. */
export const PLACES = {
  public: { kind: 'public', word: 'aardvark', leftWord: 'hedgehog' },
  private: { kind: 'private', word: 'buffalo', leftWord: 'iguana' },
  'group DM': { kind: 'mpim', word: 'caribou', leftWord: 'jackdaw' },
  DM: { kind: 'im', word: 'dingo', leftWord: null },
  'shared, allowed': { kind: 'public', word: 'echidna', leftWord: 'kestrel' },
  'shared later': { kind: 'public', word: 'ferret', leftWord: 'lemming' },
  'converted to private': { kind: 'public', word: 'gazelle', leftWord: 'meerkat' },
  'private, words of others': { kind: 'private', word: 'ocelot', leftWord: 'pelican' },
  'private answer': { kind: 'public', word: 'narwhal', leftWord: null },
} as const
export type PlaceName = keyof typeof PLACES
export const PLACE_NAMES = Object.keys(PLACES) as readonly PlaceName[]

export const ROLES = {
  asker: 'UANA',
  member: 'UMEMBER',
  'asker who left': 'ULEFT',
  'former member': 'UFORMER',
  other: 'UOTHER',
  guest: 'UGUEST',
  'external user': 'UEXTERNAL',
  admin: 'UADMIN',
} as const
export type Role = keyof typeof ROLES
export const ROLE_NAMES = Object.keys(ROLES) as readonly Role[]

export const SURFACES = ['history', 'search', 'show', 'export', 'export all', 'compare', 'home', 'similar'] as const
export type Surface = (typeof SURFACES)[number]
/** `inside`: typed in that conversation. `elsewhere`: typed in a channel of one's own; the Home tab is always that. */
export type Vantage = 'inside' | 'elsewhere'

export interface Cell {
  readonly role: Role
  readonly place: PlaceName
  readonly surface: Surface
  readonly vantage: Vantage
}

const SHARED: readonly PlaceName[] = ['shared, allowed', 'shared later']
const PRIVATE_NOW: readonly PlaceName[] = ['private', 'group DM', 'converted to private']

/** Whether they are in that conversation while they ask. */
export function isIn(role: Role, place: PlaceName): boolean {
  if (role === 'asker') return true
  if (place === 'DM') return false
  if (role === 'external user') return SHARED.includes(place)
  return role === 'member' || role === 'guest'
}

/** The rule, and its reason in a line. */
export function expected({ role, place, surface, vantage }: Cell): { readonly visible: boolean; readonly why: string } {
  const own = role === 'asker' || role === 'asker who left'
  const outsider = role === 'guest' || role === 'external user'
  const seen = (visible: boolean, why: string) => ({ visible, why })
  if (place === 'private answer') return seen(own, 'a private answer is its asker’s alone, wherever they are')
  if (place === 'private, words of others') {
    const there = isIn(role, place) && (vantage === 'inside' || surface === 'home')
    return seen(role === 'asker' && there, 'an answer for one person, on words that do not leave their conversation')
  }
  if (place === 'DM') return seen(own, 'a direct message is its person’s alone, wherever they are')
  if (outsider && place !== 'shared, allowed') return seen(false, 'no admin let people from outside ask here')
  if (vantage === 'inside') return seen(true, 'whoever is in the conversation now and asks there')
  if (surface === 'home' && isIn(role, place)) return seen(true, 'Home gathers the conversations one is in now')
  if (!own) return seen(false, 'neither asked by them nor of the conversation they are in')
  if (PRIVATE_NOW.includes(place)) return seen(false, 'what is private now does not leave the conversation')
  return seen(true, 'their own question in a public channel')
}

/** Every cell that can happen: nobody types where they are not, and who left had asked before. */
export const CELLS: readonly Cell[] = ROLE_NAMES.flatMap((role) =>
  PLACE_NAMES.filter((place) => role !== 'asker who left' || PLACES[place].leftWord !== null).flatMap((place) =>
    SURFACES.flatMap((surface) =>
      (['inside', 'elsewhere'] as const)
        .filter((vantage) => (vantage === 'inside' ? surface !== 'home' && isIn(role, place) : true))
        .map((vantage) => ({ role, place, surface, vantage })),
    ),
  ),
)
