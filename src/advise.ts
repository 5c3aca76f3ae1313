import { createHash } from 'node:crypto'
import { estimate } from './cost/estimate.ts'
import { evaluation, exitCost } from './cost/evaluation.ts'
import { priceOptions } from './cost/price-options.ts'
import { shortlist } from './cost/shortlist.ts'
import { decide } from './decide/decide.ts'
import type { Advice, AssistReport, Versions } from './domain/advice.ts'
import { type Brief, type Finding, isWithin, type Mention, type Understanding } from './domain/brief.ts'
import type { CostView } from './domain/costs.ts'
import type { FactorName, FactorValue, Facts } from './domain/factors.ts'
import type { Option, Recommendation, SingleOption } from './domain/recommendation.ts'
import type { Knowledge } from './knowledge.ts'
import { createReader, type Reader } from './understand/understand.ts'

/** Raised when the same facts may give another answer. */
const ENGINE = '1'

export interface AdviseOptions {
  /** ISO date of the asking: the age of prices is counted from it. */
  readonly today: string
  /** What people confirmed or corrected by hand: outranks every reading of the text. */
  readonly confirmed?: readonly Finding[]
  /** What a second reader proposed for factors that the rules left open. */
  readonly suggested?: { readonly findings: readonly Finding[]; readonly report: AssistReport }
  /** Team defaults for what nobody said. */
  readonly defaults?: readonly Finding[]
  /** Age in days above which a price is stale, and whether totals are wanted all the same. */
  readonly maxPriceAge?: number
  readonly insist?: boolean
}

const readers = new WeakMap<Knowledge, Reader>()

/** The reader of a knowledge, compiled once. */
export function readerOf(knowledge: Knowledge): Reader {
  const known = readers.get(knowledge)
  if (known) return known
  const reader = createReader(knowledge.lexicon)
  readers.set(knowledge, reader)
  return reader
}

/** Findings as facts: the input of the engine. */
export function factsOf(findings: readonly Finding[]): Facts {
  return Object.fromEntries(findings.map(({ factor, value }) => [factor, value] as const)) as Facts
}

const NO_ASSIST: AssistReport = { state: 'off', suggested: 0, dropped: 0 }

/** First come, first kept: hand before text, text before suggestion. */
function combine(...layers: readonly (readonly Finding[])[]): readonly Finding[] {
  const kept = new Map<FactorName, Finding>()
  for (const layer of layers)
    for (const finding of layer) if (!kept.has(finding.factor)) kept.set(finding.factor, finding)
  return [...kept.values()]
}

const OFF_TOPIC = {
  verdict: 'off_topic',
  option: null,
  ground: 'off_topic',
  leaning: null,
  flips: [],
  questions: [],
  robustness: null,
} as const

/** What may be said of it: nothing off topic, and no verdict on one fact in passing. */
function spoken(decided: Recommendation, { kind, passing }: Understanding): Recommendation {
  if (kind !== 'scenario') return { ...decided, ...OFF_TOPIC }
  if (!passing || decided.ground !== 'points') return decided
  const leaning = decided.verdict === 'open' || decided.verdict === 'closed' ? decided.verdict : decided.leaning
  return { ...decided, verdict: 'undecided', option: null, ground: 'too_few', leaning, stay: false, robustness: null }
}

function versionsOf(knowledge: Knowledge): Versions {
  const { rulebook, catalogue, overrides } = knowledge
  return { engine: ENGINE, rulebook, catalogue: overrides ? `${catalogue.date}+${overrides}` : catalogue.date }
}

/** Ids of catalogue models that people named in so many words. */
function namedModels(mentions: readonly Mention[], { catalogue }: Knowledge): readonly string[] {
  const said = new Set(mentions.map(({ evidence }) => evidence.text.toLowerCase()))
  return catalogue.models
    .filter(({ id, name, aliases }) => [id, name.toLowerCase(), ...aliases].some((word) => said.has(word)))
    .map(({ id }) => id)
}

/** The name of a model that people say for its whole family ("qwen" of "qwen3.8-27b"): the longest that it begins with. */
const familyName = (id: string, { lexicon }: Knowledge): string =>
  lexicon.subject.mentions
    .map((mention) => mention.id)
    .filter((name) => id.startsWith(name))
    .reduce((longest, name) => (name.length > longest.length ? name : longest), '')

/** Models of the catalogue whose family or maker is named in the words on what they use, demand or have a contract for. */
function familyOf({ findings, mentions }: Understanding, knowledge: Knowledge): readonly string[] {
  const namesIn = ({ evidence }: Finding) =>
    mentions.filter((mention) => evidence.some((span) => isWithin(mention.evidence, span))).map(({ id }) => id)
  const tied = findings.map((finding) => ({ finding, names: namesIn(finding) })).filter(({ names }) => names.length > 0)
  if (tied.length === 0) return []
  return knowledge.catalogue.models
    .filter(({ id, maker, open }) => {
      const name = familyName(id, knowledge)
      return tied.some(
        ({ finding, names }) => speaksOf(finding, open) && (names.includes(maker) || names.includes(name)),
      )
    })
    .map(({ id }) => id)
}

/** Whether a finding says which models of a kind are used, demanded or under contract. */
function speaksOf({ factor, value }: Finding, open: boolean): boolean {
  const isKind = (option: string) => (option === 'closed_api') !== open
  if (factor === 'runs_today') return [value].flat().some((option) => isKind(String(option)))
  if (factor === 'excluded_options') return ![value].flat().some((option) => isKind(String(option)))
  return factor === 'approved_vendors'
}

const isSingle = (option: Option): option is SingleOption => option !== 'hybrid_route' && option !== 'hybrid_migrate'

/** What the advised option costs, which models fit it, how to try them and what leaving takes. */
function priced(facts: Facts, recommendation: Recommendation, { catalogue }: Knowledge, view: CostView) {
  if (recommendation.verdict === 'off_topic') return { costs: null, shortlist: [], evaluation: null, exitCosts: [] }
  const entries = shortlist(facts, recommendation, catalogue, view)
  const { option, plan } = recommendation
  const legs = option === null ? [] : isSingle(option) ? [option] : [...new Set(plan.map((step) => step.option))]
  return {
    costs: priceOptions(facts, catalogue, view),
    shortlist: entries,
    evaluation: entries.length > 0 ? evaluation(facts, entries, catalogue, view) : null,
    exitCosts: legs.map((leg) => exitCost(leg, facts, catalogue, view)),
  }
}

function finish(
  brief: Brief,
  understanding: Understanding,
  defaults: readonly Finding[],
  knowledge: Knowledge,
  options: AdviseOptions,
): Advice {
  const facts = factsOf([...understanding.findings, ...defaults])
  const age = {
    today: options.today,
    ...(options.maxPriceAge === undefined ? {} : { maxAgeDays: options.maxPriceAge }),
  }
  const decided = decide(facts, knowledge.criteria, (tried) => estimate(tried, knowledge.catalogue, age))
  const recommendation = spoken(decided, understanding)
  const money = priced(facts, recommendation, knowledge, {
    ...age,
    insist: options.insist ?? false,
    language: understanding.language,
    models: namedModels(understanding.mentions, knowledge),
    family: familyOf(understanding, knowledge),
  })
  const versions = versionsOf(knowledge)
  const answer = { recommendation, ...money, versions }
  const hash = createHash('sha256').update(JSON.stringify(answer)).digest('hex')
  return { brief, understanding, defaults, ...answer, assist: options.suggested?.report ?? NO_ASSIST, hash }
}

/** What was read, with what people settled by hand above it and suggestions and defaults below. */
function adviseOn(brief: Brief, read: Understanding, knowledge: Knowledge, options: AdviseOptions): Advice {
  const findings = combine(options.confirmed ?? [], read.findings, options.suggested?.findings ?? [])
  const kind = findings.length > read.findings.length && read.kind !== 'scenario' ? 'scenario' : read.kind
  const known = new Set(findings.map(({ factor }) => factor))
  const defaults = (options.defaults ?? []).filter(({ factor }) => !known.has(factor))
  return finish(brief, { ...read, kind, findings }, defaults, knowledge, options)
}

/** Reads a brief and advises. Pure: same brief, knowledge and options, same bytes. */
export const advise = (brief: Brief, knowledge: Knowledge, options: AdviseOptions): Advice =>
  adviseOn(brief, readerOf(knowledge).understand(brief), knowledge, options)

/**
 * Advises as if what the last message supposes ("what if it's 20M a day?", "and without the budget?") were so. Null where
 * it supposes nothing. What is supposed stands above what people settled by hand.
 */
export function suppose(brief: Brief, knowledge: Knowledge, options: AdviseOptions): Advice | null {
  const read = readerOf(knowledge).suppose(brief)
  if (!read) return null
  const last = brief.messages.length - 1
  const supposed = new Set(
    read.findings.filter(({ evidence }) => evidence.some((span) => span.message === last)).map(({ factor }) => factor),
  )
  const confirmed = (options.confirmed ?? []).filter(({ factor }) => !supposed.has(factor))
  return adviseOn(brief, read, knowledge, { ...options, confirmed })
}

/** Advises on facts alone: the engine without the reading. */
export function adviseFacts(facts: Facts, knowledge: Knowledge, options: AdviseOptions): Advice {
  const findings = (Object.entries(facts) as [FactorName, FactorValue][]).map(
    ([factor, value]): Finding => ({ factor, value, status: 'confirmed', evidence: [], rule: 'given' }),
  )
  const understanding: Understanding = { kind: 'scenario', language: 'en', findings, disagreements: [], mentions: [] }
  return finish({ messages: [] }, understanding, [], knowledge, options)
}
