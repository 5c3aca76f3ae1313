import type { Finding } from './brief.ts'

/** A thread in which mentions are unnecessary until somebody stops it. */
export interface FollowedThread {
  readonly workspace: string
  readonly channel: string
  readonly thread: string
  readonly by: string
  readonly at: string
}

/** A channel shared with another company in which an admin lets the bot answer. */
export interface AllowedChannel {
  readonly workspace: string
  readonly channel: string
  readonly by: string
  readonly at: string
}

/** A company's own rules: findings of status `default` that stand in for what nobody said. */
export interface Policy {
  readonly workspace: string
  readonly defaults: readonly Finding[]
  readonly by: string
  readonly at: string
}

/** How often something arrived from Slack, and when last. */
export interface EventSeen {
  readonly name: string
  readonly count: number
  readonly lastAt: string
}
