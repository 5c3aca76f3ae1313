import type { Statement } from '../domain/advice.ts'
import type { Option, RuledOut, SingleOption } from '../domain/recommendation.ts'
import type { Ground } from './ground.ts'
import { opponents, reasonStatement, said, supporters, tradeoffStatement, vetoStatement } from './reasons.ts'
import { capital, evidenceOf, frame, wording } from './words.ts'

const MOST_REASONS = 3

export const isHybrid = (option: Option): option is 'hybrid_route' | 'hybrid_migrate' =>
  option === 'hybrid_route' || option === 'hybrid_migrate'

const isOpen = (option: Option) => option === 'open_hosted' || option === 'open_self_hosted'

/** The legs that a hybrid is made of, as the plan has them. */
export const legsOf = ({ recommendation }: Ground): readonly SingleOption[] => [
  ...new Set(recommendation.plan.map((step) => step.option)),
]

/** Two or three reasons for what is advised: what forces it first, then what weighs most. */
export function because(ground: Ground): readonly Statement[] {
  const { option } = ground.recommendation
  if (option === null) return []
  return isHybrid(option) ? forHybrid(ground, option) : forSingle(ground, option)
}

function forSingle(ground: Ground, option: SingleOption): readonly Statement[] {
  const { recommendation } = ground
  const vetoes = firstOfEachRule(recommendation.ruledOut.filter((one) => bars(one, option)))
  const reasons = supporters(recommendation, option).filter(
    (one) => !vetoes.some((veto) => veto.factors.some((factor) => one.factors.includes(factor))),
  )
  return [
    ...vetoes.map((veto) => vetoStatement(ground, veto, option)),
    ...reasons.map((one) => reasonStatement(ground, one, option, option)),
  ].slice(0, MOST_REASONS)
}

/** A veto is a reason for what is advised when it bars something of the other side, or the other open way. */
const bars = (ruledOut: RuledOut, option: SingleOption) =>
  ruledOut.option !== option && (isOpen(option) || isOpen(ruledOut.option))

const firstOfEachRule = (ruledOut: readonly RuledOut[]) =>
  ruledOut.filter((one, i) => ruledOut.findIndex((other) => other.rule === one.rule) === i)

function forHybrid(ground: Ground, option: 'hybrid_route' | 'hybrid_migrate'): readonly Statement[] {
  const { recommendation } = ground
  const vetoes = firstOfEachRule(recommendation.ruledOut.filter((one) => one.partOnly && one.option === 'closed_api'))
  const legs = legsOf(ground).flatMap((leg) =>
    supporters(recommendation, leg)
      .filter((one) => !vetoes.some((veto) => veto.factors.some((factor) => one.factors.includes(factor))))
      .slice(0, 1)
      .map((one) => reasonStatement(ground, one, leg, leg)),
  )
  return [
    ...bonusStatement(ground, option),
    ...vetoes.map((veto) => vetoStatement(ground, veto, option)),
    ...legs,
  ].slice(0, MOST_REASONS)
}

function bonusStatement(ground: Ground, option: Option): readonly Statement[] {
  const { words, recommendation, findings } = ground
  const factors = recommendation.hybridBonus?.factors ?? []
  const values = factors.flatMap((factor) => [recommendation.facts[factor] ?? []].flat().map(String))
  const key = factors
    .flatMap((factor) => values.map((value) => `${option}.${factor}.${value}`))
    .find((candidate) => words.texts.bonuses[candidate] !== undefined)
  if (key === undefined) return []
  return [
    {
      text: frame(words, 'because', { said: said(ground, factors), reason: wording(words.texts.bonuses, key) }),
      factors,
      evidence: evidenceOf(findings, factors),
      speaksFor: option,
    },
  ]
}

/** Exactly one: the strongest reason against what is advised, else the price that it has in any case. */
export function against(ground: Ground): Statement | null {
  const { recommendation, words } = ground
  const { option } = recommendation
  if (option === null) return null
  const opposing = isHybrid(option) ? undefined : opponents(recommendation, option)[0]
  if (opposing !== undefined && !isHybrid(option)) return reasonStatement(ground, opposing, option)
  const price = tradeoffStatement(words, option)
  return { ...price, text: capital(price.text) }
}
