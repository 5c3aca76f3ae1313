import type { Estimates, Estimator } from '../domain/costs.ts'
import type { Criteria } from '../domain/criteria.ts'
import { FACTOR_NAMES, type FactorName, type Facts } from '../domain/factors.ts'
import { OPTIONS, type Recommendation } from '../domain/recommendation.ts'
import { buildModel } from './build-model.ts'
import { buildCandidates, type FactorCandidates } from './candidates.ts'
import { evaluate } from './evaluate.ts'
import type { Model, Term } from './model.ts'
import { type Applied, newOutcome, type Outcome, sideOf } from './outcome.ts'
import { bonusOf, conflictsOf, planOf, rankingOf, round, ruledOutOf, staysWith } from './parts.ts'
import { buildPlan, type Plan } from './plan.ts'
import { askFirst, chooseQuestions } from './questions.ts'
import { robustShare } from './robustness.ts'
import { encode } from './state.ts'
import { type PriceOf, whatIf } from './whatif.ts'

interface Ready {
  readonly model: Model
  readonly plan: Plan
  readonly candidates: readonly FactorCandidates[]
}

/** Made once for each loaded set of criteria; the same criteria always make the same. */
const prepared = new WeakMap<Criteria, Ready>()

function prepare(criteria: Criteria): Ready {
  const known = prepared.get(criteria)
  if (known) return known
  const model = buildModel(criteria)
  const ready = { model, plan: buildPlan(model), candidates: buildCandidates(model) }
  prepared.set(criteria, ready)
  return ready
}

/**
 * Advises on facts: vetoes, points, hybrids, verdict, robustness, flips and the next questions.
 * Takes facts (absent is unknown), criteria from `readCriteria`, and optionally what the volume costs by API.
 * Gives the recommendation; the same facts in any order give the same bytes. Never throws on facts of the schema.
 */
export function decide(facts: Facts, criteria: Criteria, estimator?: Estimator): Recommendation {
  const { model, plan, candidates } = prepare(criteria)
  const state = encode(model, facts)
  const priceOf = estimator && comparesOwnBill(facts) ? apiPriceBy(estimator) : null
  state.apiPrice = priceOf?.(facts) ?? null
  state.hostedCheaper = estimator !== undefined && isHostedCheaper(estimator(facts), criteria)
  const trace: Applied[] = []
  const base: Outcome = newOutcome()
  evaluate(model, state, base, null, trace)
  const verdict = sideOf(base.option)
  const option = OPTIONS[base.option] ?? null
  const tried = whatIf(model, candidates, facts, state, base, priceOf)
  const contributions = trace.map(({ term, points }) => ({
    criterion: term.id,
    factors: usedFactors(term, facts),
    points: { closed_api: round(points[0]), open_hosted: round(points[1]), open_self_hosted: round(points[2]) },
    reason: term.reason,
    source: term.source,
  }))
  const ruledOut = ruledOutOf(model, state, base)
  const bonus = bonusOf(model, base)
  const weighed = new Set(
    [...contributions, ...ruledOut, ...(bonus === null ? [] : [bonus])].flatMap((item) => item.factors),
  )
  return {
    facts: Object.fromEntries(
      FACTOR_NAMES.filter((name) => facts[name] !== undefined).map((name) => [name, sorted(facts[name])]),
    ),
    verdict,
    option,
    ground: base.ground,
    leaning: base.option < 0 && base.ahead >= 0 ? (sideOf(base.ahead) as Recommendation['leaning']) : null,
    margin: Number.isNaN(base.margin) ? null : round(base.margin),
    stay: staysWith(facts, option),
    ranking: rankingOf(base, OPTIONS),
    ruledOut,
    contributions,
    hybridBonus: bonus,
    plan: planOf(facts, base),
    conflicts: base.ground === 'conflict' ? conflictsOf(ruledOut) : [],
    flips: tried.flips,
    questions: chooseQuestions(criteria, askFirst(model, state, tried.questions), base.ground === 'conflict'),
    robustness:
      option === null
        ? null
        : {
            share: round(robustShare(model, plan, state, verdict)),
            factsKnown: Object.keys(facts).length,
            factsWeighed: weighed.size,
          },
  }
}

/** A derived bill rests on whatever says the volume and the tier of price. */
const VOLUME: readonly FactorName[] = ['monthly_tokens', 'monthly_requests', 'tokens_per_request', 'capability']
const BILL: readonly FactorName[] = ['monthly_spend']
function usedFactors({ id, factors }: Term, facts: Facts): readonly FactorName[] {
  if (id === 'hosted_cheaper' && facts.monthly_spend !== undefined) return BILL
  const isPriced = id === 'volume' || id === 'hosted_cheaper'
  return isPriced ? VOLUME.filter((name) => facts[name] !== undefined) : factors
}

const sorted = <T>(value: T): T => (Array.isArray(value) ? ([...value].sort() as T) : value)

/** Only a bill for their own machines is held against the price of the volume. */
const comparesOwnBill = (facts: Facts) =>
  facts.monthly_spend !== undefined && facts.runs_today?.length === 1 && facts.runs_today[0] === 'open_self_hosted'

const isHostedCheaper = ({ openHosted, openSelfHosted }: Estimates, { hostedCheaper }: Criteria): boolean =>
  openHosted !== null && openSelfHosted !== null && openHosted.likely <= hostedCheaper.ratio * openSelfHosted.likely

const apiPriceBy =
  (estimator: Estimator): PriceOf =>
  (facts) => {
    const price = estimator(facts).closedApi
    return price === null || !(price.low > 0) ? null : [price.low, price.high]
  }
