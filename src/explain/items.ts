import type { AskedQuestion, CostLine, Statement, UnderstoodItem } from '../domain/advice.ts'
import type { Finding } from '../domain/brief.ts'
import type { Costs } from '../domain/costs.ts'
import {
  closedValues,
  FACTOR_NAMES,
  type FactorName,
  type FactorValue,
  isMoney,
  isMoneyFactor,
} from '../domain/factors.ts'
import { OPTIONS, type Option, type PlanStep, type Recommendation } from '../domain/recommendation.ts'
import { isHybrid } from './arguments.ts'
import type { Ground } from './ground.ts'
import {
  capital,
  evidenceOf,
  frame,
  join,
  label,
  money,
  noun,
  quote,
  short,
  valueText,
  type Words,
  wording,
} from './words.ts'

const ORIGINS = {
  stated: 'originStated',
  implied: 'originImplied',
  suggested: 'originSuggested',
  default: 'originDefault',
  assumed: 'originAssumed',
  confirmed: 'originConfirmed',
} as const
/** The first step of each pair is the part that people speak of; their words go there. */
const NAMED_PARTS: readonly PlanStep['part'][] = ['hard', 'sensitive', 'bound_place', 'overflow', 'later']

/** A step of the plan with the people's own words for its part. */
export function planStatements({ words, findings, recommendation }: Ground): readonly Statement[] {
  return recommendation.plan.map((step) => {
    const factors: FactorName[] = step.part === 'now' || step.part === 'later' ? ['trajectory'] : ['workload_split']
    const spans = NAMED_PARTS.includes(step.part) ? evidenceOf(findings, factors) : []
    const values = {
      part: wording(words.texts.parts, step.part),
      option: noun(words, step.option),
      quote: spans.map((span) => quote(words, span)).join(' '),
    }
    return {
      text: frame(words, spans.length > 0 ? 'planStepQuoted' : 'planStep', values),
      factors,
      evidence: spans,
      speaksFor: step.option,
    }
  })
}

/** Where a value comes from: the words, or who set it. */
function originOf(words: Words, finding: Finding): string {
  const { evidence, status } = finding
  const spans = evidence.filter(({ text }) => text !== '').slice(0, 2)
  const quoted = join(
    words,
    spans.map((span) => quote(words, span)),
  )
  const unquoted = evidence.length > 0 ? 'originForgotten' : status === 'stated' ? 'originGiven' : ORIGINS[status]
  const bare = quoted === '' ? unquoted : ORIGINS[status]
  const origin = frame(words, bare, { quote: quoted })
  return finding.derivation === undefined ? origin : frame(words, 'derived', { origin, derivation: finding.derivation })
}

/** Every known fact with its value in words and its origin; facts given without a brief are taken as stated. */
export function understoodItems(
  { words, findings, recommendation }: Ground,
  defaults: readonly Finding[],
): readonly UnderstoodItem[] {
  const sourced = new Set([...findings, ...defaults].map((one) => one.factor))
  const given = FACTOR_NAMES.filter((factor) => recommendation.facts[factor] !== undefined && !sourced.has(factor)).map(
    (factor): Finding => ({
      factor,
      value: recommendation.facts[factor] as FactorValue,
      status: 'stated',
      evidence: [],
      rule: 'given',
    }),
  )
  return [...findings, ...given].map((finding) => ({
    factor: finding.factor,
    label: label(words, finding.factor),
    value: valueText(words, finding.factor, finding.value),
    raw: finding.value,
    origin: originOf(words, finding),
    finding,
  }))
}

const MOST_UNKNOWN = 5

/** What stands in for what nobody said: team rules, tried ranges, and what therefore carries no weight. */
export function assumedStatements(
  { words, recommendation }: Ground,
  defaults: readonly Finding[],
): readonly Statement[] {
  const { facts, flips, contributions } = recommendation
  const rules = defaults.map((finding) => ({
    text: frame(words, 'fromPolicy', {
      label: label(words, finding.factor),
      value: valueText(words, finding.factor, finding.value),
    }),
    factors: [finding.factor],
    evidence: [],
  }))
  const tokens: Statement[] =
    contributions.some((one) => one.criterion === 'volume') &&
    facts.monthly_tokens === undefined &&
    facts.tokens_per_request === undefined
      ? [{ text: frame(words, 'tokensAssumed'), factors: ['tokens_per_request'], evidence: [] }]
      : []
  const open = [...new Set(flips.map((flip) => flip.factor))].filter((factor) => facts[factor] === undefined)
  const shown = open.slice(0, MOST_UNKNOWN)
  const unknown: Statement = {
    text:
      open.length === 0
        ? frame(words, 'nothingUnknown')
        : frame(words, 'unknown', {
            list: join(
              words,
              shown.map((factor) => label(words, factor)),
            ),
          }),
    factors: shown,
    evidence: [],
  }
  return [...rules, ...tokens, unknown]
}

/** The round of questions with the answers to choose from. */
export const askedQuestions = ({ words, recommendation }: Ground): readonly AskedQuestion[] =>
  recommendation.questions.map(({ factor }) => questionFor(words, factor))

/** Text and choices for any factor that can be asked. */
export function questionFor(words: Words, factor: FactorName): AskedQuestion {
  const value = (choice: FactorValue): FactorValue =>
    isMoneyFactor(factor) && typeof choice === 'number' ? { amount: choice, currency: 'USD' } : choice
  const own = words.shared.choices[factor]
  const choices = own?.map((choice) => value(typeof choice === 'string' ? [choice] : choice)) ?? closedValues(factor)
  return {
    factor,
    text: wording(words.texts.questions, factor),
    choices: choices.map((choice) => ({ label: choiceLabel(words, factor, choice), value: choice })),
  }
}

function choiceLabel(words: Words, factor: FactorName, choice: FactorValue): string {
  const text = valueText(words, factor, choice)
  const isFigure = typeof choice === 'number' || isMoney(choice)
  return isFigure ? frame(words, 'about', { value: text }) : capital(text)
}

/** Costs as ranges, in the fixed order of the options. */
export function costLines(words: Words, costs: Costs | null, { ruledOut }: Recommendation): readonly CostLine[] {
  if (costs === null) return []
  const out = new Set(ruledOut.filter(({ partOnly }) => !partOnly).map(({ option }) => option))
  const isOut = (option: Option) => out.has(option) || (isHybrid(option) && out.has('closed_api'))
  const amount = (value: number) => money(words, { amount: value, currency: costs.currency })
  return OPTIONS.flatMap((option) => {
    const cost = costs.options[option]
    if (cost === undefined || isOut(option)) return []
    const range =
      cost.low === cost.high
        ? amount(cost.low)
        : frame(words, 'range', { low: amount(cost.low), high: amount(cost.high) })
    const text = frame(words, cost.low === cost.high ? 'costExact' : 'cost', {
      option: short(words, option),
      range,
      likely: amount(cost.likely),
      basis: cost.basis,
    })
    return [{ option, text: capital(text) }]
  })
}
