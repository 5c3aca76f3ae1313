import type { QueuedMessage, Store } from '../domain/ports.ts'
import { deliver, type Line, METADATA, type Outcome } from './delivery.ts'
import { type Asker, type OutgoingArgs, privately, readArgs, requestKeyOf, SHARE } from './outgoing.ts'
import { referenceOf } from './request.ts'
import { type Notice, noticeOf } from './views/notices.ts'

export interface SenderOptions extends Line {
  readonly store: Store
  /** A notice in somebody's own language. Never rejects. */
  phrase(asker: Asker, notice: Notice): Promise<string>
  now(): Date
  /** Milliseconds between two looks at the outbox where nothing wakes the sender. */
  readonly interval: number
  /** Milliseconds before the second attempt at a message; each further wait is twice as long. */
  readonly retry: number
}

/** Attempts at a message that Slack does not take, over about ten minutes. */
const MOST_ATTEMPTS = 10
/**
 * Attempts at a message of which nobody can find out whether it arrived (private answers cannot be read back).
 * Rather said twice than never; the log counts each as "in doubt".
 */
const MOST_DOUBTS = 3
const BATCH = 50

/** Longest wait between two attempts, in milliseconds. */
const LONGEST_WAIT = 120_000

/** Other ways to reach the same people, tried in turn where Slack refuses the first. */
function otherWays(message: QueuedMessage, args: OutgoingArgs): QueuedMessage[] {
  const { asker } = args
  const direct: QueuedMessage = { ...message, method: 'chat.postMessage', target: asker.user, args: '' }
  if (message.method === 'chat.postEphemeral') return [direct]
  if (message.method === 'response_url' && !args.inChannel)
    return [{ ...message, method: 'chat.postEphemeral', target: asker.channel }, direct]
  if (message.method === 'file') {
    const row = privately(message.key, asker, { text: args.text })
    return [{ ...message, method: row.method, target: row.target }, direct]
  }
  if (message.method !== 'chat.postMessage' || !asker.responseUrl) return []
  // Works in channels that the bot is not in, for as long as the request's own address lives.
  return [{ ...message, method: 'response_url', target: asker.responseUrl }]
}

/** The only way out: takes messages from the outbox and hands them to Slack until each has one outcome. */
export function createSender(options: SenderOptions) {
  const { store, log } = options
  const busy = new Set<string>()
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let again = false
  let stopped = false

  const at = (wait: number) => new Date(options.now().getTime() + wait).toISOString()

  async function handOver(message: QueuedMessage, args: OutgoingArgs): Promise<Outcome> {
    const first = await deliver(options, message, args)
    let outcome = first
    for (const way of first.kind === 'refused' ? otherWays(message, args) : []) {
      const toPerson = way.method === 'chat.postMessage'
      const shared = message.method === 'chat.postMessage' && way.method === 'response_url'
      outcome = await deliver(options, way, {
        ...args,
        ...(toPerson && { thread: undefined }),
        ...(shared && { inChannel: true, thread: undefined }),
      })
      if (outcome.kind !== 'refused') break
    }
    return outcome.kind === 'refused' ? first : outcome
  }

  /** Looks in the conversation for a message that may have arrived. `unknown`: it cannot be read. */
  async function readBack(
    message: QueuedMessage,
    { thread, asker }: OutgoingArgs,
  ): Promise<Outcome | 'absent' | 'unknown'> {
    if (message.method !== 'chat.postMessage') return 'unknown'
    try {
      const range = { channel: message.target, include_all_metadata: true, limit: 200 }
      const page = thread
        ? await options.client.conversations.replies({ ...range, ts: thread })
        : await options.client.conversations.history(range)
      const found = page.messages?.find(
        ({ metadata }) =>
          metadata?.event_type === METADATA &&
          (metadata.event_payload as { key?: unknown } | undefined)?.key === message.key,
      )
      if (!found?.ts) return 'absent'
      return { kind: 'sent', message: { channel: message.target, ts: found.ts } }
    } catch (error) {
      log.debug({ error: String(error), channel: asker.channel }, 'read-back failed')
      return 'unknown'
    }
  }

  async function settle(message: QueuedMessage, args: OutgoingArgs, outcome: Outcome): Promise<void> {
    const reference = referenceOf(requestKeyOf(message.key))
    if (outcome.kind === 'sent') {
      log.info({ reference, method: message.method }, 'answered')
      return store.markSent(message.id, outcome.message, options.now().toISOString())
    }
    const attempts = message.attempts + 1
    const most = outcome.kind === 'doubt' ? MOST_DOUBTS : MOST_ATTEMPTS
    log.warn({ reference, method: message.method, attempts, error: outcome.error }, outcome.kind)
    if (outcome.kind !== 'refused' && attempts < most) {
      const asked = outcome.kind === 'later' && outcome.after ? outcome.after * 1000 : 0
      const wait = Math.max(asked, Math.min(options.retry * 2 ** (attempts - 1), LONGEST_WAIT))
      await store.markFailed(message.id, outcome.error, at(wait), outcome.kind === 'doubt')
      setTimeout(look, wait + 5).unref()
      return
    }
    await store.markFailed(message.id, outcome.error, null)
    if (message.decision && message.key.endsWith(SHARE) && outcome.kind !== 'doubt')
      await store.unshare(message.decision)
    if (!message.key.endsWith(':home')) await tell(args.asker, noticeOf('undelivered', { reference }))
  }

  async function send(message: QueuedMessage): Promise<void> {
    const args = readArgs(message)
    if (message.state === 'in_doubt') {
      const seen = await readBack(message, args)
      if (typeof seen === 'object') return settle(message, args, seen)
      if (seen === 'unknown') log.warn({ reference: referenceOf(requestKeyOf(message.key)) }, 'in doubt, sent again')
    }
    await store.markSending(message.id, options.now().toISOString())
    await settle(message, args, await handOver(message, args))
  }

  /** One message at a time to each place, so that answers keep their order; places do not wait for each other. */
  function start(message: QueuedMessage): void {
    busy.add(message.target)
    const work = send(message)
      .catch((error: unknown) => log.error({ error: String(error) }, 'sending failed'))
      .finally(() => {
        busy.delete(message.target)
        running.delete(work)
        void look()
      })
    running.add(work)
  }

  async function look(): Promise<void> {
    if (stopped) return
    if (looking) {
      again = true
      return
    }
    looking = true
    try {
      const due = await store.nextMessages(options.now().toISOString(), BATCH)
      for (const message of due) if (!stopped && !busy.has(message.target)) start(message)
    } catch (error) {
      log.error({ error: String(error) }, 'outbox cannot be read')
    } finally {
      looking = false
    }
    if (again) {
      again = false
      await look()
    }
  }

  /** Tells one person something outside the outbox, by whichever way works. Never rejects. */
  async function tell(asker: Asker, notice: Notice): Promise<void> {
    const row = privately('notice:0', asker, { text: await options.phrase(asker, notice) })
    const outcome = await handOver({ ...row, id: 0, attempts: 0, state: 'pending' }, readArgs(row))
    if (outcome.kind !== 'sent') log.error({ user: asker.user, error: outcome.error }, 'asker not told')
  }

  return {
    tell,
    /** Messages were queued. */
    wake: () => void look(),
    start(): void {
      timer = setInterval(look, options.interval)
      void look()
    },
    /** Takes no further message and resolves when those in hand have an outcome. */
    async stop(): Promise<void> {
      stopped = true
      clearInterval(timer)
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
