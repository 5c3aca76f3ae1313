import type { AssistReport } from '../domain/advice.ts'
import type { Brief, Finding, Understanding } from '../domain/brief.ts'
import { closedWords, FACTOR_NAMES, type FactorName, isListFactor } from '../domain/factors.ts'
import type { Loose, ReasonName } from '../domain/loose.ts'
import type { Assistant } from '../domain/ports.ts'
import type { Claim } from '../understand/claim.ts'
import type { Reader } from '../understand/understand.ts'
import { createAllowance, type Limits } from './allowance.ts'
import { createAsk, MOST_ANSWER_TOKENS } from './ask.ts'
import { mayLeave } from './boundary.ts'
import { isLocal } from './endpoint.ts'
import { prepare } from './outgoing.ts'
import type { Prompt } from './prompt.ts'
import type { Verifier } from './verify.ts'

export interface AssistantConfig extends Limits {
  readonly model: string
  readonly apiKey: string | undefined
  /** Undefined: the maker's own endpoint. */
  readonly baseUrl: string | undefined
  /** Wall-clock milliseconds for everything: asking, retrying, reading. */
  readonly timeoutMs: number
  /** Hosts that count as inside the own network, beside loopback and private addresses. */
  readonly localHosts: readonly string[]
}

export interface AssistantDeps {
  readonly reader: Reader
  readonly verifier: Verifier
  readonly loose: Loose
  readonly prompt: Prompt
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type Answer = Awaited<ReturnType<Assistant['suggest']>>

/** Answers that are kept: the same brief asked again, as after a button, gets the same answer and costs nothing. */
const MOST_KEPT = 200

/** Characters of a token, roughly: enough to keep an allowance. */
const CHARACTERS_PER_TOKEN = 3

/** What the rules settled, disagreed on or saw taken back: a second reader has no say in it. */
function openFactors(understood: Understanding, claims: readonly Claim[]): ReadonlySet<FactorName> {
  const closed = new Set<FactorName>([
    ...understood.findings.map(({ factor }) => factor),
    ...understood.disagreements.map(({ factor }) => factor),
    ...claims.filter(({ value }) => value === null).map(({ factor }) => factor),
  ])
  return new Set(FACTOR_NAMES.filter((name) => !closed.has(name)))
}

/** Of what held on factors that the rules settled, what says otherwise; lists are left out, they only grow. */
function disputes(understood: Understanding, others: readonly Finding[]): readonly Finding[] {
  const values = new Map(understood.findings.map(({ factor, value }) => [factor, JSON.stringify(value)]))
  return others.filter(
    ({ factor, value }) => !isListFactor(factor) && values.has(factor) && values.get(factor) !== JSON.stringify(value),
  )
}

/** A factor as the prompt describes it: its meaning, and its words where it has a closed set of them. */
function described(factor: FactorName, loose: Loose): string {
  const words = closedWords(factor)
  return `- ${factor}: ${loose.meanings[factor] ?? ''}${words.length > 0 ? ` [${words.join(', ')}]` : ''}`
}

/**
 * The second reader of a brief: asks a language model about the factors that the rules left open, and keeps of its
 * answer only what can be shown in the text. It never throws and never overrides a rule; whatever fails, the rules'
 * reading stands and the report says why.
 */
export function createAssistant(config: AssistantConfig, deps: AssistantDeps): Assistant {
  const { loose, prompt, reader, verifier } = deps
  const allowance = createAllowance(config, deps.now)
  const ask = createAsk(config)
  const local = isLocal(config.baseUrl, config.localHosts)
  const kept = new Map<string, Answer>()

  const suggest = async (brief: Brief, understood: Understanding, asker: string): Promise<Answer> => {
    const because = (name: ReasonName) => loose.reasons[name][understood.language]
    const none = (state: AssistReport['state'], name?: ReasonName, dropped = 0): Answer => ({
      findings: [],
      report: { state, suggested: 0, dropped, ...(name ? { reason: because(name) } : {}) },
    })
    if (understood.kind !== 'scenario') return none('skipped')
    const signal = AbortSignal.timeout(config.timeoutMs)
    if (!local && !mayLeave(understood)) return none('skipped', 'boundary')
    const open = openFactors(understood, reader.claims(brief))
    const { messages, quotable, withheld } = await prepare(brief, verifier)
    if (messages === null) return none('skipped', withheld > 0 ? 'secret' : undefined)
    const system = prompt.fill({ open_factors: [...open].map((factor) => described(factor, loose)).join('\n') })
    const estimate = Math.ceil((system.length + messages.length) / CHARACTERS_PER_TOKEN) + MOST_ANSWER_TOKENS
    const key = `${system}\n${messages}`
    const known = kept.get(key)
    if (known) return known
    const granted = allowance.take(asker, estimate)
    if (granted !== 'granted') return none('skipped', granted)
    const reply = await ask(system, messages, signal)
    if ('failed' in reply) return none('unavailable', reply.failed)
    if (reply.tokens !== null) allowance.settle(estimate, reply.tokens)
    const { findings, others, dropped } = verifier.verify(brief, quotable, reply.proposals, open, prompt.rule)
    const disputed = disputes(understood, others)
    const report: AssistReport = {
      state: 'used',
      suggested: findings.length,
      dropped: dropped + reply.malformed,
      ...(disputed.length > 0 ? { disputed } : {}),
      ...(withheld > 0 ? { reason: because('secret') } : {}),
    }
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string)
    kept.set(key, { findings, report })
    return { findings, report }
  }

  return {
    suggest: async (brief, understood, asker) => {
      try {
        return await suggest(brief, understood, asker)
      } catch {
        const reason = loose.reasons.unavailable[understood.language]
        return { findings: [], report: { state: 'unavailable', reason, suggested: 0, dropped: 0 } }
      }
    },
  }
}
