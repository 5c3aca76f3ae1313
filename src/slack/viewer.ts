import type { Decision, Place, Scope, Viewer } from '../domain/decision.ts'
import type { Asker } from './outgoing.ts'

/** Sees their own decisions and those of the conversation in which they are right now. */
export const viewerOf = ({ workspace, user, channel }: Asker): Viewer => ({
  workspace,
  user,
  scopes: [...new Set([user, channel])],
})

/** Kind of a conversation from what Slack says of it; a channel of which nothing is known counts as public in name
 * only: its scope is its own id either way. */
export function kindOf(channel: string, type: string | undefined, name?: string): Place['kind'] {
  if (type === 'im' || channel.startsWith('D')) return 'dm'
  if (type === 'mpim' || name?.startsWith('mpdm-')) return 'group_dm'
  if (type === 'group' || name === 'privategroup' || channel.startsWith('G')) return 'private'
  return 'public'
}

/**
 * Who may see a decision that was asked for in front of others: whoever is in that conversation. The asker sees it
 * from elsewhere too, but not out of a private channel, which they may leave.
 */
export const sharedScopes = (place: Place, user: string): readonly Scope[] =>
  place.kind === 'private' || place.kind === 'group_dm' ? [place.channel] : [place.channel, user]

/** Why a private answer may not be shared where somebody is now; null where it may: where it was asked, while it stands. */
export function shareObstacle({ place, scopes, status }: Decision, { channel }: Asker) {
  if (channel.startsWith('D')) return 'shareWhere'
  if (status === 'superseded') return 'movedOn'
  if (scopes.includes(channel)) return 'sharedAlready'
  return place.kind !== 'dm' && place.channel === channel ? null : 'shareElsewhere'
}

/** Nobody but the asker may see it. */
export const isPrivate = (scopes: readonly Scope[]): boolean => scopes.every((scope) => /^[UW]/.test(scope))
