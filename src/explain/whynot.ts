import type { Advice, Statement } from '../domain/advice.ts'
import { type Contribution, OPTIONS, type Option, type SingleOption } from '../domain/recommendation.ts'
import type { Texts } from '../domain/texts.ts'
import { isHybrid, legsOf } from './arguments.ts'
import { flipText } from './flips.ts'
import type { Ground } from './ground.ts'
import { groundOf } from './ground.ts'
import { reasonOf, ruledOutStatement, said } from './reasons.ts'
import { demandText } from './verdict.ts'
import { capital, frame, headline, join, noun, quote, strength, wording } from './words.ts'

/**
 * What somebody asks about. For a model, maker or host, `options` are the ways in which it can be had (from the
 * catalogue); none: it is not known. `id` is lower-case, `name` as it is written.
 */
export type WhyNotTarget =
  | { readonly kind: 'option'; readonly option: Option }
  | {
      readonly kind: 'model' | 'maker' | 'host'
      readonly id: string
      readonly name: string
      readonly options: readonly SingleOption[]
    }

const MOST_REASONS = 2
const MOST_FLIPS = 2

/**
 * Answers "why not X?" for an option, model, maker or host: what is against it in this case, and what would change
 * that. Every sentence that speaks for an option speaks for the advised one or a leg of it; none contradicts it.
 */
export function whyNot(advice: Advice, texts: Texts, target: WhyNotTarget, locale?: string): readonly Statement[] {
  const ground = groundOf(advice, texts, locale)
  const { words, recommendation } = ground
  const name = target.kind === 'option' ? capital(noun(words, target.option)) : target.name
  if (target.kind !== 'option') {
    const excluded = excludedMaker(ground, target.id, name)
    if (excluded !== null) return [excluded]
    if (target.options.length === 0) return [plain(frame(words, 'whyUnknown', { name }))]
  }
  if (recommendation.ground === 'conflict') return [conflict(ground)]
  const options: readonly Option[] = target.kind === 'option' ? [target.option] : target.options
  const advised = recommendation.option
  if (advised !== null && options.includes(advised))
    return [
      {
        ...plain(
          target.kind === 'option'
            ? frame(words, 'whyAdvised', { name })
            : frame(words, 'whyFits', { name, option: noun(words, advised) }),
        ),
        speaksFor: advised,
      },
    ]
  const called = target.kind === 'option' ? null : name
  return unique(options.flatMap((option) => whyNotOption(ground, called, option)))
}

/** What is against keeping what they use today, the first sentence for each kind; none where it is the advice or a leg. */
export function comparedWithToday(ground: Ground): readonly Statement[] {
  const { recommendation } = ground
  const plainGround = { ...ground, words: { ...ground.words, place: null } }
  const runs = recommendation.facts.runs_today ?? []
  if (recommendation.option === null) return []
  const kept = new Set<string>([recommendation.option, ...recommendation.plan.map((step) => step.option)])
  return OPTIONS.filter((option) => runs.includes(option) && !kept.has(option)).flatMap((option) =>
    whyNotOption(plainGround, null, option).slice(0, 1),
  )
}

const plain = (text: string): Statement => ({ text, factors: [], evidence: [] })

const unique = (statements: readonly Statement[]) =>
  statements.filter((one, i) => statements.findIndex((other) => other.text === one.text) === i)

function excludedMaker({ words, findings, recommendation }: Ground, id: string, name: string): Statement | null {
  if (!recommendation.facts.excluded_makers?.includes(id)) return null
  const evidence = findings.find((finding) => finding.factor === 'excluded_makers')?.evidence ?? []
  const first = evidence[0]
  const quoted = first === undefined ? name : quote(words, first)
  return { text: frame(words, 'whyExcludedMaker', { name, quote: quoted }), factors: ['excluded_makers'], evidence }
}

const conflict = (ground: Ground): Statement =>
  plain(
    frame(ground.words, 'whyConflict', {
      demands: ground.recommendation.conflicts.map((demand) => demandText(ground, demand)).join('; '),
    }),
  )

/** `name`: what people asked about that would mean this option; null where they asked about the option itself. */
function whyNotOption(ground: Ground, name: string | null, option: Option): readonly Statement[] {
  const { words, recommendation } = ground
  const called = name ?? capital(noun(words, option))
  const steps = recommendation.plan.filter((step) => step.option === option)
  if (steps.length > 0) {
    const parts = join(
      words,
      steps.map((step) => wording(words.texts.parts, step.part)),
    )
    return [{ ...plain(frame(words, 'whyLeg', { option: capital(noun(words, option)), parts })), speaksFor: option }]
  }
  const out = recommendation.ruledOut.filter((one) => one.option === option)
  if (out.length > 0 && !isHybrid(option))
    return [
      ...out.map((one) => ({
        ...ruledOutStatement(ground, one),
        text: ruledOutText(
          ground,
          name,
          option,
          `${wording(words.texts.vetoes, one.rule)} (${said(ground, one.factors)})`,
        ),
      })),
      ...flipsTo(ground, option),
    ]
  if (recommendation.option === null)
    return [plain(frame(words, 'whyUndecided', { name: called })), ...flipsTo(ground, option)]
  return [behind(ground, name, option, recommendation.option), ...flipsTo(ground, option)]
}

const ruledOutText = ({ words }: Ground, name: string | null, option: Option, reason: string) =>
  name === null
    ? frame(words, 'whyOptionRuledOut', { option: capital(noun(words, option)), reason })
    : frame(words, 'whyRuledOut', { name, option: noun(words, option), reason })

/** How far an option is behind what is advised, and the reasons that put it there. */
function behind(ground: Ground, name: string | null, option: Option, advised: Option): Statement {
  const { words, recommendation } = ground
  const value = (which: Option) => recommendation.ranking.find((one) => one.option === which)?.value ?? null
  const own = value(option)
  if (own === null) return plain(frame(words, 'whyNoCase', { option: headline(words, option) }))
  const distance = (value(advised) ?? own) - own
  if (distance <= 0) return plain(frame(words, 'whyNotApart', { name: name ?? capital(noun(words, option)) }))
  const against = isHybrid(advised) ? legsOf(ground) : [advised]
  const reasons = isHybrid(option)
    ? []
    : [...recommendation.contributions]
        .map((one) => ({ one, lead: lead(one, option, against) }))
        .filter(({ lead }) => lead > 0)
        .sort((a, b) => b.lead - a.lead)
        .slice(0, MOST_REASONS)
  const key = name === null ? 'whyOptionBehind' : 'whyBehind'
  const values = {
    name: name ?? '',
    option: name === null ? capital(noun(words, option)) : noun(words, option),
    strength: strength(words, distance),
  }
  const rival = against.find((leg) => leg !== option) ?? 'closed_api'
  const texts = reasons.map(({ one }) => `${said(ground, one.factors)} – ${reasonOf(words, one, rival)}`)
  return {
    text:
      texts.length === 0
        ? frame(words, `${key}Plain`, values)
        : frame(words, key, { ...values, reasons: texts.join('; ') }),
    factors: reasons.flatMap(({ one }) => one.factors),
    evidence: [],
    ...(texts.length === 0 ? {} : { speaksFor: advised }),
  }
}

/** By how much a reason puts the best of `against` before an option. */
const lead = ({ points }: Contribution, option: SingleOption, against: readonly SingleOption[]) =>
  Math.max(...against.map((leg) => points[leg])) - points[option]

/** What would make an option the advice. */
function flipsTo(ground: Ground, option: Option): readonly Statement[] {
  const { words, recommendation } = ground
  const flips = recommendation.flips.filter((flip) => flip.option === option)
  const texts = flips.flatMap((flip) => flipText(words, flip) ?? []).slice(0, MOST_FLIPS)
  return texts.length === 0 ? [] : [plain(frame(words, 'whyFlip', { flips: texts.join(' ') }))]
}
