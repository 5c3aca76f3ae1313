import type { Statement } from '../domain/advice.ts'
import type { Span } from '../domain/brief.ts'
import type { FactorName, FactorValue } from '../domain/factors.ts'
import type { Contribution, Option, Recommendation, RuledOut, SingleOption } from '../domain/recommendation.ts'
import type { Ground } from './ground.ts'
import {
  capital,
  evidenceOf,
  fill,
  frame,
  join,
  label,
  noun,
  quote,
  short,
  strength,
  tradeoff,
  valueText,
  type Words,
  wording,
} from './words.ts'

const MOST_QUOTES = 2
/** The factor by which people rule out options, and the name of the veto that follows. */
const EXCLUDED = 'excluded_options'

/** How far a contribution speaks for open weights (positive) or for a closed model (negative), in points. */
export const edgeOf = ({ points }: Contribution): number =>
  Math.max(points.open_hosted, points.open_self_hosted) - points.closed_api

/** How far a contribution speaks for an option against the best of the other kind. */
function supportOf(contribution: Contribution, option: SingleOption): number {
  const { points } = contribution
  return option === 'closed_api' ? -edgeOf(contribution) : points[option] - points.closed_api
}

/** The words that a reason rests on: quotes where there are some, else factor and value. */
export function said(
  { words, findings, recommendation }: Ground,
  factors: readonly FactorName[],
  value?: string,
): string {
  const spans = evidenceOf(findings, factors, value)
  if (spans.length > 0)
    return join(
      words,
      unique(spans)
        .slice(0, MOST_QUOTES)
        .map((span) => quote(words, span)),
    )
  const known = factors.filter((factor) => recommendation.facts[factor] !== undefined).slice(0, MOST_QUOTES)
  return join(
    words,
    known.map((factor) => factAsSaid(words, factor, recommendation.facts[factor] as FactorValue)),
  )
}

const factAsSaid = (words: Words, factor: FactorName, value: FactorValue) =>
  frame(words, 'said', { label: label(words, factor), value: valueText(words, factor, value) })

const unique = (spans: readonly Span[]) =>
  spans.filter((span, i) => spans.findIndex((other) => other.text === span.text) === i)

/** The wording of a criterion; bills and volumes have one for each side: that of `option` if it gains by them. */
export function reasonOf(words: Words, contribution: Contribution, option?: SingleOption): string {
  const key = contribution.criterion
  const gain = option === undefined ? edgeOf(contribution) : supportOf(contribution, option)
  const closed = option === 'closed_api' ? gain > 0 : gain < 0
  return words.texts.criteria[key] ?? wording(words.texts.criteria, `${key}.${closed ? 'closed' : 'open'}`)
}

/** One reason with the words that it rests on, for or against an option; `speaksFor` where it speaks for what is advised. */
export function reasonStatement(
  ground: Ground,
  contribution: Contribution,
  option: SingleOption,
  speaksFor?: Option,
): Statement {
  return {
    text: frame(ground.words, 'because', {
      said: said(ground, contribution.factors),
      reason: reasonOf(ground.words, contribution, option),
    }),
    factors: contribution.factors,
    evidence: evidenceOf(ground.findings, contribution.factors),
    ...(speaksFor === undefined ? {} : { speaksFor }),
  }
}

/** Every contribution with its strength, strongest first: the details behind the answer. */
export function weighedStatements(ground: Ground): readonly Statement[] {
  const { words, recommendation } = ground
  return bySize(recommendation.contributions, (one) => Math.abs(edgeOf(one)))
    .filter((one) => edgeOf(one) !== 0)
    .map((one) => ({
      text: frame(words, 'weighed', {
        said: said(ground, one.factors),
        strength: strength(words, edgeOf(one)),
        side: words.texts.sides[edgeOf(one) > 0 ? 'open' : 'closed'],
      }),
      factors: one.factors,
      evidence: evidenceOf(ground.findings, one.factors),
    }))
}

const bySize = <T>(items: readonly T[], size: (item: T) => number): readonly T[] =>
  [...items].sort((a, b) => size(b) - size(a))

/** Contributions for an option, strongest first. */
export const supporters = (recommendation: Recommendation, option: SingleOption): readonly Contribution[] =>
  bySize(recommendation.contributions, (one) => supportOf(one, option)).filter((one) => supportOf(one, option) > 0)

/** Contributions against an option, strongest first. */
export const opponents = (recommendation: Recommendation, option: SingleOption): readonly Contribution[] =>
  bySize(recommendation.contributions, (one) => -supportOf(one, option)).filter((one) => supportOf(one, option) < 0)

/** Why the options are out, one statement each, in the words that rule them out. */
export const ruledOutStatements = (ground: Ground): readonly Statement[] =>
  [...Map.groupBy(ground.recommendation.ruledOut, ({ option }) => option).values()].map((reasons) => {
    const all = reasons.map((one) => ruledOutStatement(ground, one))
    const also = reasons.slice(1).map((one) => {
      const quoted = quotesOf(ground, one)
      const reason = wording(ground.words.texts.vetoes, one.rule)
      return quoted === '' ? reason : frame(ground.words, 'ruledOutAlso', { reason, quote: quoted })
    })
    return {
      text: [all[0]?.text, ...also].join('; '),
      factors: [...new Set(all.flatMap(({ factors }) => factors))],
      evidence: [...new Set(all.flatMap(({ evidence }) => evidence))],
    }
  })

/** Why one option is out, in the words that rule it out. */
export function ruledOutStatement(ground: Ground, ruledOut: RuledOut): Statement {
  const { words, findings } = ground
  const quoted = quotesOf(ground, ruledOut)
  const key = `ruledOut${ruledOut.partOnly ? 'Part' : ''}${quoted === '' ? '' : 'Quoted'}`
  return {
    text: frame(words, key, {
      option: capital(short(words, ruledOut.option)),
      reason: wording(words.texts.vetoes, ruledOut.rule),
      quote: quoted,
    }),
    factors: ruledOut.factors,
    evidence: evidenceOf(findings, ruledOut.factors, ruledOut.option),
  }
}

/** The words that rule an option out. */
const quotesOf = ({ words, findings }: Ground, { factors, option }: RuledOut): string =>
  join(
    words,
    unique(evidenceOf(findings, factors, option))
      .slice(0, MOST_QUOTES)
      .map((span) => quote(words, span)),
  )

/** A veto as a reason for what is left. */
export function vetoStatement(ground: Ground, ruledOut: RuledOut, option: Option): Statement {
  return {
    text: frame(ground.words, 'because', {
      said: said(ground, ruledOut.factors, ruledOut.option),
      reason: vetoReason(ground, ruledOut),
    }),
    factors: ruledOut.factors,
    evidence: evidenceOf(ground.findings, ruledOut.factors, ruledOut.option),
    speaksFor: option,
  }
}

/** What a veto says; of what people ruled out themselves, which options the same words name. */
function vetoReason({ words, findings, recommendation }: Ground, ruledOut: RuledOut): string {
  if (ruledOut.rule !== EXCLUDED) return wording(words.texts.vetoes, ruledOut.rule)
  const spans = evidenceOf(findings, [EXCLUDED], ruledOut.option)
  const options = (recommendation.facts.excluded_options ?? []).filter((one) =>
    evidenceOf(findings, [EXCLUDED], one).every((span) => spans.includes(span)),
  )
  return frame(words, 'rulesOut', {
    options: join(
      words,
      options.map((one) => noun(words, one as SingleOption)),
    ),
  })
}

/** The price that an option has in any case, for when nothing that was said speaks against it. */
export const tradeoffStatement = (words: Words, option: Option): Statement => ({
  text: fill('{text}', { text: tradeoff(words, option) }),
  factors: [],
  evidence: [],
})
