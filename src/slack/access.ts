import type { Decision, DecisionSummary, HistoryPage, HistoryQuery, Viewer } from '../domain/decision.ts'
import { isOutsider } from './admission.ts'
import type { Bot } from './bot.ts'
import type { Membership } from './membership.ts'
import type { Asker } from './outgoing.ts'
import { isPrivate, kindOf, viewerOf } from './viewer.ts'

/** Somebody's eyes right now: of people from outside, only where an admin allowed them. */
export async function viewerNow(bot: Bot, asker: Asker): Promise<Viewer> {
  // In the Home tab, where no channel is, a person is a member of all theirs.
  const viewer = asker.channel === asker.user ? await bot.membership.viewer(asker) : viewerOf(asker)
  if (!(await isOutsider(bot, asker.user))) return viewer
  const allowed = new Set((await bot.store.allowedChannels(asker.workspace)).map(({ channel }) => channel))
  return { ...viewer, scopes: viewer.scopes.filter((scope) => scope === viewer.user || allowed.has(scope)) }
}

type Placed = Pick<DecisionSummary, 'place' | 'scopes'>

/** Said or shared in front of others, and looked at from elsewhere. */
const saidElsewhere = ({ place, scopes }: Placed, viewer: Viewer): boolean =>
  place.kind !== 'dm' &&
  (place.thread !== undefined || scopes.includes(place.channel)) &&
  !viewer.scopes.includes(place.channel)

/** Of what the store may show, what was not said in a conversation that is private now and that the viewer is not in. */
export async function stillVisible<T extends Placed>(
  { membership }: { readonly membership: Pick<Membership, 'isPublic'> },
  viewer: Viewer,
  rows: readonly T[],
): Promise<readonly T[]> {
  const elsewhere = rows.filter((row) => row.place.kind === 'public' && saidElsewhere(row, viewer))
  const channels = new Set(elsewhere.map(({ place }) => place.channel))
  const open = new Set<string>()
  await Promise.all(
    [...channels].map(async (channel) => (await membership.isPublic(channel)) === true && open.add(channel)),
  )
  return rows.filter((row) => !saidElsewhere(row, viewer) || open.has(row.place.channel))
}

/**
 * Whether a person was shown out of a conversation since they opened a form on a decision there; so too where nobody
 * can tell. Their own private answer stays theirs.
 */
export async function hasLeft(
  { membership }: Pick<Bot, 'membership'>,
  { user, channel }: Asker,
  { place, scopes }: Placed,
): Promise<boolean> {
  if (channel === user || kindOf(channel, undefined) === 'dm' || isPrivate(scopes)) return false
  const open = await membership.isPublic(channel)
  // Without the scope to ask, what was public when it was asked is taken to be so.
  if (open === true || (open === null && !membership.canTell() && place.kind === 'public')) return false
  return !(await membership.channelsOf(user)).includes(channel)
}

/** A decision for these eyes. Null: unknown or not theirs to see; nobody can tell which. */
export async function decisionFor(bot: Bot, viewer: Viewer, id: string): Promise<Decision | null> {
  const decision = await bot.store.decision(id, viewer)
  return decision && ((await stillVisible(bot, viewer, [decision]))[0] ?? null)
}

/** Rows of one look, and most looks for one page; where more is hidden than these, the list ends. */
const ROWS_A_LOOK = 200
const MOST_LOOKS = 50

/** A page of decisions for these eyes, filled up past what they may not see: neither its length nor its end tells. */
export async function historyFor(
  { store, membership }: Bot,
  viewer: Viewer,
  query: HistoryQuery,
): Promise<HistoryPage> {
  const asked = new Map<string, Promise<boolean | null>>()
  const isPublic = (channel: string) => {
    const answer = asked.get(channel) ?? membership.isPublic(channel)
    asked.set(channel, answer)
    return answer
  }
  const rows: DecisionSummary[] = []
  let after: string | null = query.after ?? null
  for (let look = 0; look < MOST_LOOKS && rows.length <= query.limit; look++) {
    const page = await store.history({ ...query, limit: ROWS_A_LOOK, ...(after !== null && { after }) }, viewer)
    rows.push(...(await stillVisible({ membership: { isPublic } }, viewer, page.rows)))
    after = page.next
    if (after === null) break
  }
  const shown = rows.slice(0, query.limit)
  return { rows: shown, next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null }
}
