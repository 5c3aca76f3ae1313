import type { Advice } from '#src/domain/advice.ts'
import type { Message, Span } from '#src/domain/brief.ts'
import type { NewDecision, Place, Viewer } from '#src/domain/decision.ts'
import type { IncomingRequest, OutgoingMessage } from '#src/domain/ports.ts'
import type { Option, Verdict } from '#src/domain/recommendation.ts'

export const NOW = '2026-03-01T12:00:00.000Z'

export const channel = (id: string, thread?: string): Place => ({
  workspace: 'T1',
  channel: id,
  kind: 'public',
  ...(thread === undefined ? {} : { thread }),
})

export const viewer = (user: string, ...scopes: readonly string[]): Viewer => ({
  workspace: 'T1',
  user,
  scopes: [user, ...scopes],
})

/** The first word of each message as evidence, so that every message is quoted somewhere. */
const quotes = (messages: readonly Message[]): readonly Span[] =>
  messages.map(({ text }, message) => {
    const end = text.indexOf(' ') === -1 ? text.length : text.indexOf(' ')
    return { message, start: 0, end, text: text.slice(0, end) }
  })

export function advice(
  messages: readonly Message[],
  verdict: Verdict = 'open',
  option: Option | null = 'open_hosted',
): Advice {
  const evidence = quotes(messages)
  return {
    brief: { messages },
    understanding: {
      kind: 'scenario',
      language: 'en',
      findings: [
        {
          factor: 'monthly_requests',
          value: 90_000,
          status: 'stated',
          evidence,
          rule: 'quantity',
          derivation: `${evidence[0]?.text} x 30`,
          ...(messages[0] ? { by: messages[0].user } : {}),
        },
      ],
      disagreements: [],
      mentions: [],
    },
    defaults: [],
    recommendation: {
      facts: { monthly_requests: 90_000 },
      verdict,
      option,
      ground: 'points',
      leaning: null,
      margin: 2,
      stay: false,
      ranking: [],
      ruledOut: [],
      contributions: [],
      hybridBonus: null,
      plan: [{ part: 'usual', option: 'open_hosted', evidence }],
      conflicts: [],
      flips: [],
      questions: [],
      robustness: null,
    },
    costs: null,
    shortlist: [],
    evaluation: null,
    exitCosts: [],
    assist: { state: 'off', suggested: 0, dropped: 0 },
    versions: { engine: 'e1', rulebook: 'r1', catalogue: 'c1' },
    hash: 'h1',
  }
}

/** A decision that U1 asked for in channel C1, with one message of that text. */
export function asked(text: string, changes: Partial<NewDecision> & { readonly verdict?: Verdict } = {}): NewDecision {
  const { verdict, ...rest } = changes
  const askedBy = rest.askedBy ?? 'U1'
  const place = rest.place ?? channel('C1')
  return {
    place,
    scopes: [place.channel],
    askedBy,
    askedAt: NOW,
    title: text.slice(0, 80),
    advice: advice([{ user: askedBy, text }], verdict),
    ...rest,
  }
}

export const request = (key: string): IncomingRequest => ({
  key,
  workspace: 'T1',
  kind: 'command',
  body: JSON.stringify({ text: `body of ${key}` }),
  receivedAt: NOW,
})

export const message = (key: string, decision?: string): OutgoingMessage => ({
  key,
  workspace: 'T1',
  method: 'chat.postMessage',
  target: 'C1',
  args: JSON.stringify({ text: `text of ${key}` }),
  ...(decision === undefined ? {} : { decision }),
})
