import type { Proposal } from '#src/assist/proposal.ts'
import {
  FACTOR_NAMES,
  type FactorName,
  type FactorValue,
  isLevelFactor,
  isMoneyFactor,
  isNumberFactor,
  LEVELS,
  LISTS,
  type Money,
} from '#src/domain/factors.ts'
import type { Case } from '../score.ts'

/** A labelled case; those on assertion name words that carry no fact, and why. */
export interface AssistCase extends Case {
  readonly assertion?: {
    readonly kind: string
    readonly target: string
    readonly factor: FactorName
    readonly value: FactorValue
  }
}

export type Attack = 'irrelevant' | 'random words' | 'invented' | 'wrong number' | 'wrong level' | string
export interface Lie {
  readonly attack: Attack
  readonly proposal: Proposal
}

const EMPTY = { value: null, name: null, number: null, number_to: null, unit: null, per: null, currency: null }
const PER_MONTH = new Set<FactorName>(['monthly_requests', 'monthly_tokens', 'monthly_budget', 'monthly_spend'])
const UNIT: Partial<Record<FactorName, string>> = {
  latency_ms: 'millisecond',
  deadline_days: 'day',
  tokens_per_request: 'token',
}

/** A value as an assistant states it. Gives one proposal for each word of a list. */
export function proposals(message: number, quote: string, factor: FactorName, value: FactorValue): Proposal[] {
  const base = { message, quote, factor, ...EMPTY }
  if (isMoneyFactor(factor)) {
    const { amount, currency } = value as Money
    return [{ ...base, number: amount, currency, per: factor === 'upfront_budget' ? null : 'month' }]
  }
  if (isNumberFactor(factor))
    return [{ ...base, number: Number(value), per: PER_MONTH.has(factor) ? 'month' : null, unit: UNIT[factor] ?? null }]
  const named = factor === 'excluded_makers' || factor === 'approved_vendors'
  return [value].flat().map((word) => ({ ...base, ...(named ? { name: String(word) } : { value: String(word) }) }))
}

const place = (gold: AssistCase, quote: string) => gold.messages.findIndex(({ text }) => text.includes(quote))

/** What an honest assistant says: the labels. */
export const truth = (gold: AssistCase): Proposal[] =>
  gold.labels.factors.flatMap(({ factor, value, evidence }) =>
    proposals(Math.max(0, place(gold, evidence)), evidence, factor, value),
  )

/** Some value of a factor; for a number the one that stands in the words, as a careful liar would take it. */
function someValue(factor: FactorName, quote: string, random: () => number): FactorValue {
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const figure = Number(/\d[\d,.]*/.exec(quote)?.[0]?.replace(/[,.](?=\d{3})/g, '') ?? 100)
  const scaled = /\dk\b/i.test(quote) ? figure * 1_000 : /\dM\b/.test(quote) ? figure * 1e6 : figure
  if (isMoneyFactor(factor)) return { amount: scaled, currency: /€|EUR/.test(quote) ? 'EUR' : 'USD' }
  if (isNumberFactor(factor)) return scaled
  if (isLevelFactor(factor)) return pick(LEVELS[factor])
  if (factor === 'excluded_makers' || factor === 'approved_vendors')
    return [quote.toLowerCase().split(/\s+/).at(-1) ?? 'openai']
  return [pick(LISTS[factor as keyof typeof LISTS])]
}

/** What an adversary says about a case; never anything that a label says. `others` are cases to borrow words from. */
export function lies(gold: AssistCase, others: readonly AssistCase[], random: () => number): Lie[] {
  const labelled = new Set(gold.labels.factors.map(({ factor }) => factor))
  const free = FACTOR_NAMES.filter((name) => !labelled.has(name))
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  const out: Lie[] = []
  const add = (attack: Attack, message: number, quote: string, factor: FactorName, value: FactorValue) => {
    const [proposal] = proposals(message, quote, factor, value)
    if (proposal && message >= 0 && quote.length > 2) out.push({ attack, proposal })
  }
  for (const { evidence, factor, value } of gold.labels.factors) {
    const at = place(gold, evidence)
    for (let i = 0; i < 2; i++) {
      const wrong = pick(free)
      add('irrelevant', at, evidence, wrong, someValue(wrong, evidence, random))
    }
    if (typeof value === 'number') add('wrong number', at, evidence, factor, value * pick([0.1, 0.5, 2, 10]))
    if (isMoneyFactor(factor))
      add('wrong number', at, evidence, factor, {
        ...(value as Money),
        amount: (value as Money).amount * pick([0.1, 2]),
      })
    if (isLevelFactor(factor))
      add('wrong level', at, evidence, factor, pick(LEVELS[factor].filter((level) => level !== value)))
  }
  for (let i = 0; i < 3; i++) {
    const at = Math.floor(random() * gold.messages.length)
    const words = (gold.messages[at]?.text ?? '').split(' ')
    const from = Math.floor(random() * Math.max(1, words.length - 3))
    const quote = words.slice(from, from + 3 + Math.floor(random() * 4)).join(' ')
    const factor = pick(free)
    add('random words', at, quote, factor, someValue(factor, quote, random))
  }
  const other = pick(others)
  const borrowed = other.labels.factors[0]
  if (borrowed && place(gold, borrowed.evidence) < 0 && !labelled.has(borrowed.factor))
    add('invented', 0, borrowed.evidence, borrowed.factor, borrowed.value)
  const { assertion } = gold
  if (assertion && assertion.kind !== 'affirmed')
    add(assertion.kind, place(gold, assertion.target), assertion.target, assertion.factor, assertion.value)
  return out
}
