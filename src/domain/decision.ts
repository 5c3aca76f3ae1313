import type { Advice } from './advice.ts'
import type { Option, Verdict } from './recommendation.ts'

/** Where a request came from. `thread` is the root's timestamp. */
export interface Place {
  readonly workspace: string
  readonly channel: string
  readonly kind: 'public' | 'private' | 'dm' | 'group_dm' | 'command_line'
  readonly thread?: string
}

/**
 * Who may see a decision: `U…` a person, `C…`, `G…` or `D…` whoever is in that conversation now.
 * Stored with each decision and part of every index that searches it.
 */
export type Scope = string

/** The person who asks to see something, with every scope that is theirs at this moment. */
export interface Viewer {
  readonly workspace: string
  readonly user: string
  readonly scopes: readonly Scope[]
}

export type DecisionStatus = 'proposed' | 'accepted' | 'overridden' | 'deferred' | 'superseded'

/** What people chose, kept apart from the advice, which never changes. */
export interface Choice {
  readonly status: Exclude<DecisionStatus, 'proposed' | 'superseded'>
  readonly by: string
  readonly at: string
  readonly option?: Option
  readonly reason?: string
}

export interface NewDecision {
  readonly place: Place
  readonly scopes: readonly Scope[]
  readonly askedBy: string
  /** ISO 8601 in UTC, as `toISOString` writes it: instants are compared as text. */
  readonly askedAt: string
  /** In the asker's words; empty once these were forgotten. */
  readonly title: string
  readonly advice: Advice
  /** The decision that this one follows in the same thread. */
  readonly previous?: string
}

export interface Decision extends NewDecision {
  /** Short id that people type: `show k7f3q`. */
  readonly id: string
  readonly status: DecisionStatus
  readonly choice: Choice | null
  readonly verdict: Verdict
  readonly option: Option | null
  /** Raised at every change of state; a button of an older version says what changed. */
  readonly version: number
}

/** One row of a list: no advice, no raw text. */
export interface DecisionSummary {
  readonly id: string
  readonly title: string
  readonly verdict: Verdict
  readonly option: Option | null
  readonly status: DecisionStatus
  readonly askedBy: string
  readonly askedAt: string
  readonly place: Place
  readonly scopes: readonly Scope[]
}

export interface HistoryQuery {
  readonly words?: string
  readonly kind?: Verdict
  readonly status?: DecisionStatus
  readonly owner?: string
  /** Inclusive: `2026`, `2026-01`, `2026-01-31` or an instant, UTC. */
  readonly since?: string
  readonly channel?: string
  readonly limit: number
  /** Opaque, from the page before. */
  readonly after?: string
}

export interface HistoryPage {
  readonly rows: readonly DecisionSummary[]
  readonly next: string | null
}

/** A person's rating of an answer. */
export interface Feedback {
  readonly by: string
  readonly rating: 'good' | 'bad'
  readonly reason?: string
  readonly at: string
}

/** `likeness`: share, 0 to 1, of the distinct words asked with that the earlier decision also has. */
export interface SimilarDecision extends DecisionSummary {
  readonly likeness: number
}
