import type { Catalogue } from '../domain/catalogue.ts'
import type { CostView, Evaluation, ExitCost, Range, ShortlistEntry } from '../domain/costs.ts'
import type { Facts } from '../domain/factors.ts'
import type { SingleOption } from '../domain/recommendation.ts'
import { apiBill, blendedPrice } from './formulas.ts'
import { isStale, type Pricing, pricing } from './pricing.ts'
import { exactly, product, scale, sum } from './range.ts'

const TWO_SIDED_95 = 1.96

/**
 * The trial to run on one's own prompts before committing to a shortlisted model. Two shares near a half, each from n
 * prompts, differ by more than chance (95 %) above 1.96 x sqrt(0.5 / n).
 */
export function evaluation(
  facts: Facts,
  entries: readonly ShortlistEntry[],
  catalogue: Catalogue,
  view: CostView,
): Evaluation {
  const request = pricing(facts, catalogue, view)
  const { index, language } = request
  const { likely: count, source, sourceDate } = index.assumption('evaluation_examples')
  const models = [...new Set(entries.map((entry) => entry.model))].join(', ')
  const points = Math.ceil(100 * TWO_SIDED_95 * Math.sqrt(0.5 / count))
  const steps = ['collect', 'run', 'judge', 'cost']
  return {
    prompts: count,
    days: rangeOf(request, 'evaluation_days'),
    cost: trialBill(request, entries, count),
    steps: steps.map((step) => index.say(`evaluation.${step}`, language, { count, models, points })),
    source,
    sourceDate,
  }
}

const rangeOf = ({ index }: Pricing, id: string): Range => {
  const { low, likely, high } = index.assumption(id)
  return { low, likely, high }
}

function trialBill(pricing: Pricing, entries: readonly ShortlistEntry[], prompts: number): Range | null {
  const { index, facts, view, perUsd } = pricing
  const tokens = facts.tokens_per_request
  const perPrompt = tokens === undefined ? rangeOf(pricing, 'tokens_per_request') : exactly(tokens)
  const share = index.assumption('output_share').likely
  const bills = entries.flatMap((entry) => {
    const offer = index.offersOf.get(entry.id)?.find((row) => index.hosts.get(row.host)?.name === entry.host)
    if (!offer || (isStale(pricing, offer.sourceDate) && !view.insist)) return []
    const price = blendedPrice({ input: offer.input, cached: offer.input, output: offer.output }, share, 0)
    return [scale(perPrompt, apiBill(prompts, price) * perUsd)]
  })
  return bills.length > 0 ? sum(bills) : null
}

/** What leaving an option takes: days of work and their cost, in the currency that the facts name. */
export function exitCost(option: SingleOption, facts: Facts, catalogue: Catalogue, view: CostView): ExitCost {
  const request = pricing(facts, catalogue, view)
  const { index, language, perUsd } = request
  const row = index.assumption(`exit_days_${option}`)
  const days = rangeOf(request, row.id)
  const day = scale(rangeOf(request, 'staff_year'), perUsd / index.assumption('workdays_per_year').likely)
  const tuned = facts.customization === 'fine_tuning' && option === 'closed_api'
  const what = [`exit.${option}`, ...(tuned ? ['exit.fine_tuning'] : [])].map((id) => index.say(id, language)).join(' ')
  return { option, days, money: product([days, day]), what, source: row.source, sourceDate: row.sourceDate }
}
