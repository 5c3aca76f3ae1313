import type { AssistReport } from './advice.ts'
import type { Brief, Finding, Understanding } from './brief.ts'
import type { Choice, Decision, HistoryPage, HistoryQuery, NewDecision, Scope, Viewer } from './decision.ts'

/** A verified request as it arrived, kept before it is acknowledged. `key` is the same for every copy of it. */
export interface IncomingRequest {
  readonly key: string
  readonly workspace: string
  readonly kind: 'command' | 'event' | 'action' | 'view' | 'shortcut'
  /** The body as Bolt takes it, JSON. */
  readonly body: string
  readonly receivedAt: string
}

export interface UnfinishedRequest extends IncomingRequest {
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

/**
 * Decisions and the requests and messages around them. Few, coarse, asynchronous methods, each one transaction,
 * so that another database can stand behind it. One contract test (`test/support/store-contract.ts`) holds them all.
 */
export interface Store {
  /** Durable when it resolves. `duplicate`: a copy of this request was taken before. */
  receive(request: IncomingRequest): Promise<'new' | 'duplicate'>
  unfinished(): Promise<readonly UnfinishedRequest[]>

  /** The decision, its search row, the messages and the finished request, all or nothing. A request answers once:
   * a second call with the same key changes nothing and gives the first decision. */
  commitAnswer(answer: {
    readonly request: string
    readonly decision?: NewDecision
    /** Built with the id that the decision gets. */
    readonly messages: (decision: Decision | null) => readonly OutgoingMessage[]
    readonly now: string
  }): Promise<Decision | null>

  nextMessages(now: string, limit: number): Promise<readonly QueuedMessage[]>
  markSending(id: number, now: string): Promise<void>
  markSent(id: number, sent: SentMessage | null, now: string): Promise<void>
  /** `retryAt` null: given up. `inDoubt`: nobody knows whether it arrived, so it comes back as `in_doubt`. */
  markFailed(id: number, error: string, retryAt: string | null, inDoubt?: boolean): Promise<void>

  /** Null: unknown, or not for this viewer's eyes; nobody can tell which. */
  decision(id: string, viewer: Viewer): Promise<Decision | null>
  /** The newest decision of a thread. */
  decisionInThread(workspace: string, channel: string, thread: string): Promise<Decision | null>
  history(query: HistoryQuery, viewer: Viewer): Promise<HistoryPage>
  /** Lets the people of a conversation see a decision from now on. */
  share(id: string, scope: Scope, viewer: Viewer): Promise<Decision | null>
  /** Fails with the decision as it is now when `version` is no longer its version. */
  choose(
    id: string,
    version: number,
    choice: Choice,
    viewer: Viewer,
  ): Promise<{ ok: boolean; decision: Decision | null }>
  sentMessage(decision: string): Promise<SentMessage | null>

  health(): Promise<{ readonly ok: boolean; readonly detail: string }>
  close(): Promise<void>
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
