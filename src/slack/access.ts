import type { Decision, HistoryPage, HistoryQuery, Place, Viewer } from '../domain/decision.ts'
import { isOutsider } from './admission.ts'
import type { Bot } from './bot.ts'
import type { Asker } from './outgoing.ts'
import { kindOf, viewerOf } from './viewer.ts'

/** Somebody's eyes right now: of people from outside, only where an admin allowed them. */
export async function viewerNow(bot: Bot, asker: Asker): Promise<Viewer> {
  // In the Home tab, where no channel is, a person is a member of all theirs.
  const viewer = asker.channel === asker.user ? await bot.membership.viewer(asker) : viewerOf(asker)
  if (!(await isOutsider(bot, asker.user))) return viewer
  const allowed = new Set((await bot.store.allowedChannels(asker.workspace)).map(({ channel }) => channel))
  return { ...viewer, scopes: viewer.scopes.filter((scope) => scope === viewer.user || allowed.has(scope)) }
}

/** On words that were said in front of others, and looked at from elsewhere. */
const saidElsewhere = ({ kind, thread, channel }: Place, { scopes }: Viewer): boolean =>
  kind !== 'dm' && thread !== undefined && !scopes.includes(channel)

/** Of what the store may show, what was not said in a conversation that is private now and that the viewer is not in. */
export async function stillVisible<T extends { readonly place: Place }>(
  { membership }: Pick<Bot, 'membership'>,
  viewer: Viewer,
  rows: readonly T[],
): Promise<readonly T[]> {
  const elsewhere = rows.filter(({ place }) => place.kind === 'public' && saidElsewhere(place, viewer))
  const channels = new Set(elsewhere.map(({ place }) => place.channel))
  const open = new Set<string>()
  await Promise.all(
    [...channels].map(async (channel) => (await membership.isPublic(channel)) === true && open.add(channel)),
  )
  return rows.filter(({ place }) => !saidElsewhere(place, viewer) || open.has(place.channel))
}

/** Whether a person was shown out of a private conversation since they opened a form there. */
export async function hasLeft({ membership }: Pick<Bot, 'membership'>, { user, channel }: Asker): Promise<boolean> {
  if (channel === user || (await membership.isPublic(channel)) !== false || kindOf(channel, undefined) === 'dm')
    return false
  return !(await membership.channelsOf(user)).includes(channel)
}

/** A decision for these eyes. Null: unknown or not theirs to see; nobody can tell which. */
export async function decisionFor(bot: Bot, viewer: Viewer, id: string): Promise<Decision | null> {
  const decision = await bot.store.decision(id, viewer)
  return decision && ((await stillVisible(bot, viewer, [decision]))[0] ?? null)
}

/** A page of decisions for these eyes; shorter than asked where a channel was made private since. */
export async function historyFor(bot: Bot, viewer: Viewer, query: HistoryQuery): Promise<HistoryPage> {
  const page = await bot.store.history(query, viewer)
  return { ...page, rows: await stillVisible(bot, viewer, page.rows) }
}
