import type { Advice, Statement } from '../domain/advice.ts'
import { FACTOR_NAMES, type FactorName, type FactorValue } from '../domain/factors.ts'
import { OPTIONS, type Recommendation } from '../domain/recommendation.ts'
import type { Texts } from '../domain/texts.ts'
import type { Ground } from './ground.ts'
import { groundOf } from './ground.ts'
import { edgeOf, reasonOf, said } from './reasons.ts'
import { tenths } from './verdict.ts'
import { evidenceOf, frame, headline, label, money, number, short, valueText, type Words, wording } from './words.ts'

/** What changed between two advices, in words: the answer to a follow-up. */
export interface Difference {
  readonly inputs: readonly Statement[]
  readonly verdict: Statement
  /** How firmly it stands and what it costs, before and after. */
  readonly numbers: readonly Statement[]
  /** What made the difference; null where the verdict stayed or nothing can be named. */
  readonly cause: Statement | null
  readonly text: string
}

const MOST_CAUSES = 2

/**
 * Says what changed from one advice to a later one on the same case: facts, verdict, figures and the cause. The
 * language is that of the later one.
 */
export function compare(before: Advice, after: Advice, texts: Texts, locale?: string): Difference {
  const ground = groundOf(after, texts, locale)
  const { words } = ground
  const inputs = changedFacts(ground, before.recommendation, after.recommendation)
  const verdict = verdictChange(words, before.recommendation, after.recommendation)
  const numbers = [...standing(words, before, after), ...costChanges(words, before, after)]
  const moved = before.recommendation.option !== after.recommendation.option
  const cause = moved ? causeOf(ground, before.recommendation, after.recommendation) : null
  const first = inputs.length === 0 ? [frame(words, 'nothingChanged')] : inputs.map(({ text }) => text)
  const lines = [verdict.text, ...(cause === null ? [] : [cause.text]), ...first, ...numbers.map(({ text }) => text)]
  return { inputs, verdict, numbers, cause, text: lines.join('\n') }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

function changedFacts(ground: Ground, before: Recommendation, after: Recommendation): readonly Statement[] {
  const { words, findings } = ground
  return FACTOR_NAMES.filter((factor) => !same(before.facts[factor], after.facts[factor])).map((factor) => {
    const text = (value: FactorValue | undefined) => (value === undefined ? '' : valueText(words, factor, value))
    const values = { label: label(words, factor), from: text(before.facts[factor]), to: text(after.facts[factor]) }
    const key = values.from === '' ? 'added' : values.to === '' ? 'removed' : 'changed'
    return { text: frame(words, key, values), factors: [factor], evidence: evidenceOf(findings, [factor]) }
  })
}

const adviceName = (words: Words, { option, ground }: Recommendation) =>
  option === null
    ? frame(
        words,
        ground === 'conflict' ? 'headlineConflict' : ground === 'off_topic' ? 'headlineOffTopic' : 'headlineUndecided',
      )
    : headline(words, option)

function verdictChange(words: Words, before: Recommendation, after: Recommendation): Statement {
  const [from, to] = [adviceName(words, before), adviceName(words, after)]
  return {
    text: from === to ? frame(words, 'adviceSame', { option: to }) : frame(words, 'adviceChanged', { from, to }),
    factors: [],
    evidence: [],
    ...(after.option === null ? {} : { speaksFor: after.option }),
  }
}

function standing(words: Words, before: Advice, after: Advice): readonly Statement[] {
  const [a, b] = [before.recommendation.robustness, after.recommendation.robustness]
  if (a === null || b === null || tenths(a.share) === tenths(b.share)) return []
  const text = frame(words, 'standChange', { from: number(words, tenths(a.share)), to: number(words, tenths(b.share)) })
  return [{ text, factors: [], evidence: [] }]
}

function costChanges(words: Words, before: Advice, after: Advice): readonly Statement[] {
  return OPTIONS.flatMap((option) => {
    const [a, b] = [before.costs?.options[option], after.costs?.options[option]]
    if (a === undefined || b === undefined || a.likely === b.likely) return []
    const text = frame(words, 'costChange', {
      option: short(words, option),
      from: money(words, { amount: a.likely, currency: before.costs?.currency ?? 'USD' }),
      to: money(words, { amount: b.likely, currency: after.costs?.currency ?? 'USD' }),
    })
    return [{ text, factors: [], evidence: [] }]
  })
}

/** A rule that rules out anew, a split that is new, else the reasons whose weight moved most. */
function causeOf(ground: Ground, before: Recommendation, after: Recommendation): Statement | null {
  const { words, findings } = ground
  const newRules = after.ruledOut.filter(
    (one) => !before.ruledOut.some((old) => old.rule === one.rule && old.option === one.option),
  )
  const rules = [...new Set(newRules.map((one) => one.rule))]
  const reasons: { text: string; factors: readonly FactorName[] }[] = rules.map((rule) => {
    const factors = newRules.find((one) => one.rule === rule)?.factors ?? []
    return { text: `${said(ground, factors)} – ${wording(words.texts.vetoes, rule)}`, factors }
  })
  if (reasons.length === 0 && after.hybridBonus !== null && !same(before.hybridBonus, after.hybridBonus))
    reasons.push({ text: said(ground, after.hybridBonus.factors), factors: after.hybridBonus.factors })
  if (reasons.length === 0) reasons.push(...movedReasons(ground, before, after))
  if (reasons.length === 0) return null
  const factors = reasons.flatMap((one) => one.factors)
  return {
    text: frame(words, 'cause', { reasons: reasons.map(({ text }) => text).join('; ') }),
    factors,
    evidence: evidenceOf(findings, factors),
  }
}

function movedReasons(ground: Ground, before: Recommendation, after: Recommendation) {
  const old = new Map(before.contributions.map((one) => [one.criterion, edgeOf(one)]))
  return after.contributions
    .map((one) => ({ one, moved: Math.abs(edgeOf(one) - (old.get(one.criterion) ?? 0)) }))
    .filter(({ moved }) => moved > 0)
    .sort((a, b) => b.moved - a.moved)
    .slice(0, MOST_CAUSES)
    .map(({ one }) => ({ text: `${said(ground, one.factors)} – ${reasonOf(ground.words, one)}`, factors: one.factors }))
}
