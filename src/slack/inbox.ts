import type { App, Receiver, ReceiverEvent } from '@slack/bolt'
import type { Logger } from 'pino'
import type { IncomingRequest, Store } from '../domain/ports.ts'
import { CONTEXT_KEY } from './bot.ts'
import { type Asker, privately } from './outgoing.ts'
import { classify, type Incoming, referenceOf, type Self } from './request.ts'
import { type Notice, noticeOf } from './views/notices.ts'

/** Thrown to the receiver: the request is not safe, so it must not be acknowledged. */
export class NotRecorded extends Error {
  override readonly name = 'NotRecorded'
}

export interface InboxOptions {
  readonly store: Store
  readonly self: Self
  readonly log: Logger
  now(): Date
  wake(): void
  /** Says something to the asker right now, without the outbox: it is what failed. Never rejects. */
  tell(asker: Asker, notice: Notice): Promise<void>
  /** A notice in somebody's own language. Never rejects. */
  phrase(asker: Asker, notice: Notice): Promise<string>
  /** How long Slack may take to send an event again before its asker is told instead, in milliseconds. */
  readonly patience: number
}

/** A request that failed this often, with the program dying each time, is given up. */
const MOST_ATTEMPTS = 5

/** Requests that could not be kept and are remembered: enough for an hour of a broken disk. */
const MOST_REFUSED = 10_000

type Process = (event: ReceiverEvent) => Promise<void>

/**
 * Stands between a receiver and Bolt. A verified request becomes a row before it is acknowledged, copies of it stop
 * here, and what a crash left unfinished is handed to Bolt again by `replay`.
 */
export function createInbox(options: InboxOptions) {
  const { store, self, log } = options
  const running = new Set<Promise<void>>()
  /** Events that could not be kept: waiting for Slack to send them again, or their asker was told. */
  const refused = new Map<string, NodeJS.Timeout | 'told'>()
  let process: Process = async () => {}

  const finish = (key: string, messages: Parameters<Store['commitAnswer']>[0]['messages']) =>
    store.commitAnswer({ request: key, messages, now: options.now().toISOString() })

  async function run(request: IncomingRequest, asker: Asker, ack: ReceiverEvent['ack']): Promise<void> {
    const reference = referenceOf(request.key)
    try {
      const body = JSON.parse(request.body)
      await process({ body, ack, customProperties: { [CONTEXT_KEY]: { key: request.key, asker } } })
      // Changes nothing where a listener has answered; else no listener knew the button or command.
      const silent = request.kind === 'event' || request.kind === 'view'
      const text = silent ? '' : await options.phrase(asker, noticeOf('notUnderstood'))
      await finish(request.key, () => (silent ? [] : [privately(`${request.key}:answer`, asker, { text })]))
    } catch (error) {
      log.error({ reference, error: String(error) }, 'request left unfinished')
      await options.tell(asker, noticeOf('notFinished', { reference }))
    }
    options.wake()
  }

  function start(request: IncomingRequest, asker: Asker, ack: ReceiverEvent['ack']): Promise<void> {
    const work = run(request, asker, ack).finally(() => running.delete(work))
    running.add(work)
    return work
  }

  async function refuse(event: ReceiverEvent, { request, asker }: Incoming, error: unknown): Promise<void> {
    if (!request || !asker) return
    const reference = referenceOf(request.key)
    log.error({ reference, error: String(error) }, 'request not recorded')
    const notice = noticeOf('notStored', { reference })
    if (request.kind === 'command')
      return event.ack({ response_type: 'ephemeral', text: await options.phrase(asker, notice) })
    if (request.kind !== 'event') {
      await event.ack()
      return options.tell(asker, notice)
    }
    const before = refused.get(request.key)
    if (before === undefined) {
      if (refused.size > MOST_REFUSED) refused.clear()
      const late = () => {
        refused.set(request.key, 'told')
        void options.tell(asker, notice)
      }
      refused.set(request.key, setTimeout(late, options.patience).unref())
      throw new NotRecorded()
    }
    if (before === 'told') return event.ack()
    clearTimeout(before)
    refused.set(request.key, 'told')
    await event.ack()
    return options.tell(asker, notice)
  }

  async function take(event: ReceiverEvent): Promise<void> {
    const incoming = classify(event.body, self, options.now().toISOString())
    if (!incoming) return event.ack()
    const { request, asker } = incoming
    if (!request || !asker) return process(event)
    if (refused.get(request.key) === 'told') return event.ack()
    let outcome: 'new' | 'duplicate'
    try {
      outcome = await store.receive(request)
    } catch (error) {
      return refuse(event, incoming, error)
    }
    const waiting = refused.get(request.key)
    if (waiting !== undefined && waiting !== 'told') clearTimeout(waiting)
    refused.delete(request.key)
    if (outcome === 'duplicate') {
      log.debug({ reference: referenceOf(request.key) }, 'duplicate request')
      return event.ack()
    }
    // A form is acknowledged by its listener, which may refuse the input; everything else is safe from here on.
    if (request.kind === 'view') return acknowledgedAtLast(event, (ack) => start(request, asker, ack))
    await event.ack()
    return start(request, asker, async () => {})
  }

  return {
    /** The receiver with this inbox in front of Bolt. */
    guard(receiver: Receiver): Receiver {
      return {
        init(app: App) {
          process = (event) => app.processEvent(event)
          receiver.init({ processEvent: take } as unknown as App)
        },
        start: (...args) => receiver.start(...args),
        stop: (...args) => receiver.stop(...args),
      }
    },

    /** Takes up again what the program left unfinished when it last ended. */
    async replay(): Promise<void> {
      for (const row of await store.unfinished()) {
        const incoming = classify(JSON.parse(row.body), self, row.receivedAt)
        const asker = incoming?.asker
        if (!asker) await finish(row.key, () => [])
        else if (row.attempts > MOST_ATTEMPTS) {
          const text = await options.phrase(asker, noticeOf('gaveUp', { reference: referenceOf(row.key) }))
          await finish(row.key, () => [privately(`${row.key}:answer`, asker, { text })])
        } else await start(row, asker, async () => {})
      }
      options.wake()
    },

    /** Resolves when nothing is being worked on. */
    async idle(): Promise<void> {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}

/** Runs with the real acknowledgement and gives an empty one where the listener gave none. */
async function acknowledgedAtLast(event: ReceiverEvent, work: (ack: ReceiverEvent['ack']) => Promise<void>) {
  let given = false
  await work(async (response) => {
    given = true
    await event.ack(response)
  })
  if (!given) await event.ack()
}
