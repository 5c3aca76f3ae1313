import { z } from 'zod'
import type { Finding } from '../domain/brief.ts'
import type { WorkspaceStore } from '../domain/ports.ts'
import type { AllowedChannel, EventSeen, FollowedThread, Policy } from '../domain/workspace.ts'
import type { Context } from './context.ts'

type Sync<T> = { [K in keyof T]: T[K] extends (...args: infer A) => Promise<infer R> ? (...args: A) => R : never }

const defaultsSchema = z.array(
  z.looseObject({ factor: z.string(), value: z.unknown(), evidence: z.array(z.unknown()) }),
)

/** Followed threads, first times, allowed channels and the policy of a workspace. */
export function settingsTables({ db }: Context): Sync<WorkspaceStore> & {
  eventsSeen: (workspace: string) => readonly EventSeen[]
} {
  const follow = db.prepare(
    `INSERT INTO followed_threads (workspace, channel, thread, followed_by, followed_at)
    VALUES (@workspace, @channel, @thread, @by, @at) ON CONFLICT DO NOTHING`,
  )
  const unfollow = db.prepare('DELETE FROM followed_threads WHERE workspace = ? AND channel = ? AND thread = ?')
  const followed = 'SELECT workspace, channel, thread, followed_by AS by, followed_at AS at FROM followed_threads'
  const oneThread = db.prepare<[string, string, string], FollowedThread>(
    `${followed} WHERE workspace = ? AND channel = ? AND thread = ?`,
  )
  const threads = db.prepare<[string], FollowedThread>(`${followed} WHERE workspace = ? ORDER BY channel, thread`)
  const once = db.prepare('INSERT INTO once_flags VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const allow = db.prepare(
    'INSERT INTO allowed_channels VALUES (@workspace, @channel, @by, @at) ON CONFLICT DO NOTHING',
  )
  const disallow = db.prepare('DELETE FROM allowed_channels WHERE workspace = ? AND channel = ?')
  const allowed = db.prepare<[string], AllowedChannel>(
    `SELECT workspace, channel, allowed_by AS by, allowed_at AS at FROM allowed_channels
    WHERE workspace = ? ORDER BY channel`,
  )
  const policy = db.prepare<[string], { workspace: string; defaults: string; by: string; at: string }>(
    'SELECT workspace, defaults, set_by AS by, set_at AS at FROM policies WHERE workspace = ?',
  )
  const setPolicy = db.prepare(
    `INSERT INTO policies VALUES (@workspace, @defaults, @by, @at)
    ON CONFLICT DO UPDATE SET defaults = @defaults, set_by = @by, set_at = @at`,
  )
  const events = db.prepare<[string], EventSeen>(
    'SELECT name, count, last_at AS lastAt FROM events_seen WHERE workspace = ? ORDER BY name',
  )

  return {
    follow: (thread) => void follow.run(thread),
    unfollow: (workspace, channel, thread) => unfollow.run(workspace, channel, thread).changes === 1,
    followedThread: (workspace, channel, thread) => oneThread.get(workspace, channel, thread) ?? null,
    followedThreads: (workspace) => threads.all(workspace),
    markOnce: (workspace, user, flag, at) => once.run(workspace, user, flag, at).changes === 1,
    allowChannel: (channel) => void allow.run(channel),
    disallowChannel: (workspace, channel) => disallow.run(workspace, channel).changes === 1,
    allowedChannels: (workspace) => allowed.all(workspace),
    policy(workspace): Policy | null {
      const row = policy.get(workspace)
      if (!row) return null
      return { ...row, defaults: defaultsSchema.parse(JSON.parse(row.defaults)) as unknown as Finding[] }
    },
    setPolicy: (policy) => void setPolicy.run({ ...policy, defaults: JSON.stringify(policy.defaults) }),
    eventsSeen: (workspace) => events.all(workspace),
  }
}
