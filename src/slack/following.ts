import type { Store } from '../domain/ports.ts'
import type { FollowedThread } from '../domain/workspace.ts'

/** Threads in which the bot listens without being mentioned; kept in the store, known here without asking it. */
export interface Following {
  has(channel: string, thread: string): boolean
  start(thread: FollowedThread): Promise<void>
  stop(channel: string, thread: string): Promise<void>
}

/** Loads the followed threads of a workspace. */
export async function loadFollowing(
  store: Pick<Store, 'follow' | 'unfollow' | 'followedThreads'>,
  workspace: string,
): Promise<Following> {
  const name = (channel: string, thread: string) => `${channel}/${thread}`
  const known = new Set((await store.followedThreads(workspace)).map(({ channel, thread }) => name(channel, thread)))
  return {
    has: (channel, thread) => known.has(name(channel, thread)),
    async start(thread) {
      await store.follow(thread)
      known.add(name(thread.channel, thread.thread))
    },
    async stop(channel, thread) {
      await store.unfollow(workspace, channel, thread)
      known.delete(name(channel, thread))
    },
  }
}
