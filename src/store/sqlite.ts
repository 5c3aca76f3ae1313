import type { Store } from '../domain/ports.ts'
import { answers } from './answers.ts'
import { care } from './care.ts'
import { choiceTable } from './choices.ts'
import { connect } from './connection.ts'
import { decisionTable } from './decisions.ts'
import { storeError } from './errors.ts'
import { historySearch } from './history.ts'
import { inboxTable } from './inbox.ts'
import { parseDatabaseUrl } from './location.ts'
import { outboxTable } from './outbox.ts'
import { privacy } from './privacy.ts'
import { seals } from './seal.ts'
import { searchIndex } from './search-index.ts'
import { settingsTables } from './settings.ts'
import { randomShortId } from './short-id.ts'
import { similarSearch } from './similar.ts'
import { superseding } from './supersede.ts'

export interface StoreOptions {
  readonly now: () => string
  /** Makes short ids; random unless a test wants known ones. */
  readonly id?: () => string
  /** Looks only, and works beside a running bot. */
  readonly readonly?: boolean
  /** This process is the bot: no second one may be, and what the last one was sending comes back in doubt. */
  readonly bot?: boolean
}

/**
 * Opens the store that DATABASE_URL names, making or updating the database unless it is read-only.
 * @throws ConfigError with a sentence that says what is wrong with the address, the file, the disk or its version
 */
export async function openStore(url: string, options: StoreOptions): Promise<Store> {
  const mode = options.readonly ? 'readonly' : options.bot ? 'bot' : 'shared'
  const connection = connect(parseDatabaseUrl(url), mode)
  const { db, file } = connection
  const context = { db, now: options.now, id: options.id ?? randomShortId }
  const sealing = seals(context)
  const index = searchIndex(context)
  const inbox = inboxTable(context)
  const outbox = outboxTable(context)
  const decisions = decisionTable(context, sealing, index)
  const superseded = superseding(context, decisions)
  const choices = choiceTable(context, decisions, superseded)
  const search = historySearch(context, decisions)
  const similar = similarSearch(context, search)
  const commitAnswer = answers(context, { inbox, outbox, decisions, superseded })
  const settings = settingsTables(context)
  const erase = privacy(context, decisions, index)
  const caring = care(context, connection)

  /** Makes a synchronous method of the port asynchronous, with its errors in words. */
  const port =
    <A extends readonly unknown[], R>(method: (...args: A) => R | Promise<R>) =>
    async (...args: A): Promise<R> => {
      try {
        return await method(...args)
      } catch (error) {
        throw storeError(error, file)
      }
    }

  if (mode === 'bot') await port(outbox.doubt)()

  return {
    receive: port(inbox.receive),
    unfinished: port(inbox.unfinished),
    commitAnswer: port(commitAnswer),
    nextMessages: port(outbox.due),
    markSending: port(outbox.sending),
    markSent: port(outbox.sent),
    markFailed: port(outbox.failed),
    sentMessage: port((decision: string) => outbox.shown(decision)[0] ?? null),
    sentMessages: port(outbox.shown),
    decision: port(decisions.visible),
    decisionInThread: port(decisions.inThread),
    history: port(search.history),
    similar: port(similar),
    unshare: port(decisions.unshare),
    choose: port(choices.choose),
    rate: port(choices.rate),
    feedback: port(choices.feedback),
    follow: port(settings.follow),
    unfollow: port(settings.unfollow),
    followedThread: port(settings.followedThread),
    followedThreads: port(settings.followedThreads),
    markOnce: port(settings.markOnce),
    allowChannel: port(settings.allowChannel),
    disallowChannel: port(settings.disallowChannel),
    allowedChannels: port(settings.allowedChannels),
    policy: port(settings.policy),
    setPolicy: port(settings.setPolicy),
    eventsSeen: port(settings.eventsSeen),
    forget: port(erase.forget),
    expireOthersText: port(erase.expireOthersText),
    purge: port(erase.purge),
    sweep: port(caring.sweep),
    queues: port(caring.queues),
    health: () => port(caring.health)().catch((error: Error) => ({ ok: false, detail: error.message })),
    verify: port(sealing.verify),
    backup: port(caring.backup),
    close: port(() => {
      inbox.flush()
      connection.close()
    }),
  }
}
