import type { Decision } from '../domain/decision.ts'
import type { Store } from '../domain/ports.ts'
import type { Context } from './context.ts'
import { write } from './context.ts'
import type { DecisionTable } from './decisions.ts'
import type { InboxTable } from './inbox.ts'
import type { OutboxTable } from './outbox.ts'
import type { Superseding } from './supersede.ts'

interface Tables {
  readonly inbox: InboxTable
  readonly outbox: OutboxTable
  readonly decisions: DecisionTable
  readonly superseded: Superseding
}

type Answer = Parameters<Store['commitAnswer']>[0]

/** The answer to a request in one transaction; a request that was answered before keeps its first answer. */
export function answers({ db }: Context, { inbox, outbox, decisions, superseded }: Tables) {
  return ({ request, decision: given, share, replaces, messages: build, now }: Answer): Decision | null =>
    write(db, () => {
      const finished = inbox.finished(request)
      if (finished) return finished.decision === null ? null : decisions.read(decisions.seqOf(finished.decision))
      // The request's key may have been swept; the decision keeps it for good.
      const logged = decisions.byRequest(request)
      if (logged) return logged
      const late = replaces !== undefined && decisions.read(decisions.seqOf(replaces))?.status === 'superseded'
      const seq = late ? undefined : given && decisions.insert(given, request, now)
      if (seq !== undefined) superseded.byAdvice(seq)
      const decision = share ? decisions.share(share.id, share.scopes, share.viewer) : decisions.read(seq)
      const messages = build(decision)
      for (const message of messages) outbox.queue(message, now)
      inbox.finish(request, decision?.place.workspace ?? messages[0]?.workspace ?? '', decision?.id ?? null, now)
      return decision
    })
}
