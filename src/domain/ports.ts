import type { AssistReport } from './advice.ts'
import type { Brief, Finding, Understanding } from './brief.ts'
import type {
  Choice,
  Decision,
  Feedback,
  HistoryPage,
  HistoryQuery,
  NewDecision,
  Scope,
  SimilarDecision,
  Viewer,
} from './decision.ts'
import type { AllowedChannel, EventSeen, FollowedThread, Policy } from './workspace.ts'

/** A verified request as it arrived, kept before it is acknowledged. `key` is the same for every copy of it. */
export interface IncomingRequest {
  readonly key: string
  readonly workspace: string
  readonly kind: 'command' | 'event' | 'action' | 'view' | 'shortcut'
  /** The body as Bolt takes it, JSON. */
  readonly body: string
  readonly receivedAt: string
  /** What arrived, as `doctor` lists it: `app_mention`, `/llm-advise`, `block_actions`. */
  readonly name?: string
}

export interface UnfinishedRequest extends IncomingRequest {
  /** How often it was taken up before, the first time included. */
  readonly attempts: number
}

/** A message to send, in our terms. `method` and `args` are what the gateway hands to Slack. */
export interface OutgoingMessage {
  /** Unique: the same message is never queued twice. */
  readonly key: string
  readonly workspace: string
  readonly method: 'response_url' | 'chat.postMessage' | 'chat.postEphemeral' | 'chat.update' | 'views.publish' | 'file'
  /** For `response_url` the address; else the channel. */
  readonly target: string
  /** Arguments without text of other messages, JSON. */
  readonly args: string
  /** The decision that the sent message shows, so that its timestamp can be kept with it. */
  readonly decision?: string
}

export interface QueuedMessage extends OutgoingMessage {
  readonly id: number
  readonly attempts: number
  /** `in_doubt`: handed to Slack before a crash, and nobody knows whether it arrived. */
  readonly state: 'pending' | 'in_doubt'
}

export interface SentMessage {
  readonly channel: string
  readonly ts: string
}

/** Requests in, messages out; what a crash interrupts is here when the bot comes back. */
export interface RequestStore {
  /** Durable when it resolves. `duplicate`: a copy of this request was taken before. */
  receive(request: IncomingRequest): Promise<'new' | 'duplicate'>
  /** What was never finished, oldest first. Each call counts as an attempt: ask once, at start. */
  unfinished(): Promise<readonly UnfinishedRequest[]>

  /** The decision, its search row, the messages and the finished request, all or nothing. A request answers once:
   * a second call with the same key changes nothing and gives the first decision. A request that was never received
   * (command line) is finished all the same. Earlier advice of the thread, or `previous`, becomes superseded; what
   * people accepted or chose stays until they choose anew. */
  commitAnswer(answer: {
    readonly request: string
    readonly decision?: NewDecision
    /** A decision that others may see from now on: one of the scopes has to be the viewer's, and not its own yet. */
    readonly share?: { readonly id: string; readonly scopes: readonly Scope[]; readonly viewer: Viewer }
    /** Nothing is kept where this decision was replaced meanwhile. */
    readonly replaces?: string
    /** Built with the id that the decision gets; synchronous, inside the transaction. */
    readonly messages: (decision: Decision | null) => readonly OutgoingMessage[]
    readonly now: string
  }): Promise<Decision | null>

  /** Due messages, oldest first. */
  nextMessages(now: string, limit: number): Promise<readonly QueuedMessage[]>
  markSending(id: number, now: string): Promise<void>
  markSent(id: number, sent: SentMessage | null, now: string): Promise<void>
  /** `retryAt` null: given up. `inDoubt`: nobody knows whether it arrived, so it comes back as `in_doubt`. */
  markFailed(id: number, error: string, retryAt: string | null, inDoubt?: boolean): Promise<void>
  /** The newest message that shows a decision. */
  sentMessage(decision: string): Promise<SentMessage | null>
  /** Every message that shows it, newest first: the private answer, the shared one. */
  sentMessages(decision: string): Promise<readonly SentMessage[]>
}

/** Decisions, and who may see them: a viewer's workspace and scopes are part of every look-up. */
export interface DecisionStore {
  /** Null: unknown, or not for this viewer's eyes; nobody can tell which. */
  decision(id: string, viewer: Viewer): Promise<Decision | null>
  /** The newest decision of a thread that whoever is in that conversation may see. */
  decisionInThread(workspace: string, channel: string, thread: string): Promise<Decision | null>
  /** Newest first. Fails with UserError for a `since` or an `after` that is none, or too many words. */
  history(query: HistoryQuery, viewer: Viewer): Promise<HistoryPage>
  /** Earlier decisions that use the same words, most alike first; the caller says how alike is alike enough. */
  similar(words: string, viewer: Viewer, limit: number): Promise<readonly SimilarDecision[]>
  /** Takes a share back that Slack did not let out: its asker alone sees the decision and what followed it, unless
   * somebody else chose by it meanwhile. */
  unshare(id: string): Promise<void>
  /** Not ok when `version` is no longer its version, or a later decision took its place: then nothing changes, and
   * the decision as it is now says why. */
  choose(
    id: string,
    version: number,
    choice: Choice,
    viewer: Viewer,
  ): Promise<{ ok: boolean; decision: Decision | null }>
  /** One rating a person, the last one counts; null takes it back. False: unknown, or not for this viewer's eyes. */
  rate(id: string, feedback: Omit<Feedback, 'by'> | null, viewer: Viewer): Promise<boolean>
  feedback(id: string, viewer: Viewer): Promise<readonly Feedback[]>
}

/** What a workspace and its people have set. */
export interface WorkspaceStore {
  follow(thread: FollowedThread): Promise<void>
  /** False: it was not followed. */
  unfollow(workspace: string, channel: string, thread: string): Promise<boolean>
  followedThread(workspace: string, channel: string, thread: string): Promise<FollowedThread | null>
  followedThreads(workspace: string): Promise<readonly FollowedThread[]>
  /** True the first time for this person and flag (a welcome), never again. */
  markOnce(workspace: string, user: string, flag: string, at: string): Promise<boolean>
  /** Channels shared with other companies in which an admin lets the bot answer. */
  allowChannel(channel: AllowedChannel): Promise<void>
  disallowChannel(workspace: string, channel: string): Promise<boolean>
  allowedChannels(workspace: string): Promise<readonly AllowedChannel[]>
  policy(workspace: string): Promise<Policy | null>
  setPolicy(policy: Policy): Promise<void>
}

/** Privacy, health and care of the data. */
export interface CareStore {
  /** Deletes every word that this person wrote, at once and everywhere; what was found in them stays, without the
   * words. Gives the number of decisions changed. */
  forget(workspace: string, user: string): Promise<number>
  /** Deletes words of people other than the asker in decisions asked before then (ISO): number of decisions. */
  expireOthersText(before: string): Promise<number>
  /** Deletes keys of requests and messages that were over before then (ISO). */
  sweep(before: string): Promise<void>
  /** The app was uninstalled: deletes everything of a workspace. */
  purge(workspace: string): Promise<void>
  eventsSeen(workspace: string): Promise<readonly EventSeen[]>
  queues(): Promise<QueueReport>
  /** Writes a heartbeat, and checks that the file is still the one that was opened. */
  health(): Promise<{ readonly ok: boolean; readonly detail: string }>
  /** Ids of decisions whose row is not what was written. */
  verify(): Promise<{ readonly checked: number; readonly damaged: readonly string[] }>
  /** Copies the database to a file while it is in use. Fails with ConfigError when that file exists. */
  backup(file: string): Promise<void>
  close(): Promise<void>
}

/** How much waits to be done. */
export interface QueueReport {
  readonly unfinished: number
  /** When the oldest unfinished request arrived. */
  readonly oldest: string | null
  readonly pending: number
  readonly inDoubt: number
  readonly failed: number
}

/**
 * Decisions and the requests and messages around them. Few, coarse, asynchronous methods, each one transaction,
 * so that another database can stand behind it. One contract test (`test/support/store-contract.ts`) holds them all.
 */
export interface Store extends RequestStore, DecisionStore, WorkspaceStore, CareStore {}

/** Whether the endpoint of LLM assistance answers, and what to do where it does not. */
export interface EndpointReport {
  readonly state: 'off' | 'ok' | 'failure'
  readonly detail: string
}

/** Second reader of a brief: proposes findings for factors that the rules left open. Never throws. */
export interface Assistant {
  suggest(
    brief: Brief,
    understood: Understanding,
    asker: string,
  ): Promise<{
    readonly findings: readonly Finding[]
    readonly report: AssistReport
  }>
}
