import type { FactorName } from '../domain/factors.ts'
import type { Units } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'

/** Furthest, in tokens, that a word may stand from a quantity and still say what it is for. */
const REACH = 14

type Role = 'cue' | 'bar' | 'strong'
type SlotWords = (factor: FactorName, role: Role, q: Quantity) => number

/** Distance of the nearest word of that role, Infinity if none is near. */
function slotWords(reading: Reading): SlotWords {
  return (factor, role, q) => {
    let nearest = Number.POSITIVE_INFINITY
    for (const hit of reading.hits) {
      if (hit.entry.kind !== 'slot' || hit.entry.factor !== factor || hit.entry.role !== role) continue
      const distance = hit.end <= q.start ? q.start - hit.end : hit.start >= q.end ? hit.start - q.end : 0
      if (distance <= REACH) nearest = Math.min(nearest, distance)
    }
    return nearest
  }
}

const round = (n: number) => Number(n.toPrecision(6))
const shown = (n: number) => n.toLocaleString('en-US', { maximumFractionDigits: 2 })

function monthly(q: Quantity): { value: number; derivation?: string } {
  if (!q.period || q.period.perMonth === 1) return { value: q.value }
  return {
    value: round(q.value * q.period.perMonth),
    derivation: `${shown(q.value)} a ${q.period.id} x ${shown(q.period.perMonth)}`,
  }
}

type Filled = { readonly factor: FactorName; readonly value: Claim['value']; readonly derivation?: string | undefined }

const DAY = 86_400_000
/** Fewer of an unlisted noun are no volume ("2 offsites a year"). */
const FEWEST_THINGS = 20
/** Rates by the second or minute are peaks unless somebody says that they last. */
const PER_HOUR = 720

function fillMoney(q: Quantity, near: SlotWords): Filled | null {
  if (q.each) return null
  const currency = q.currency as string
  const cue = (f: FactorName) => Math.min(near(f, 'cue', q), near(f, 'strong', q))
  const barred = (f: FactorName, distance: number) => near(f, 'bar', q) <= distance
  const upfront = cue('upfront_budget')
  const budget = cue('monthly_budget')
  const spend = cue('monthly_spend')
  if (!q.period && Number.isFinite(upfront) && upfront <= Math.min(budget, spend)) {
    return barred('upfront_budget', REACH) ? null : { factor: 'upfront_budget', value: { amount: q.value, currency } }
  }
  const factor = spend < budget ? 'monthly_spend' : 'monthly_budget'
  const nearest = Math.min(budget, spend)
  if (!q.period && near(factor, 'strong', q) > REACH) return null
  if (barred(factor, Number.isFinite(nearest) ? nearest : REACH)) return null
  const { value, derivation } = monthly(q)
  return { factor, value: { amount: value, currency }, derivation }
}

function fillDuration(q: Quantity, near: SlotWords): Filled | null {
  const ms = q.milliseconds as number
  const latency = near('latency_ms', 'cue', q)
  const deadline = near('deadline_days', 'cue', q)
  if (ms <= 600_000 && latency <= deadline && Number.isFinite(latency) && near('latency_ms', 'bar', q) > latency)
    return { factor: 'latency_ms', value: round(ms) }
  if (ms >= DAY && Number.isFinite(deadline) && near('deadline_days', 'bar', q) > deadline)
    return { factor: 'deadline_days', value: Math.round(ms / DAY) }
  return null
}

function fillCount(q: Quantity, near: SlotWords, units: Units): Filled | null {
  const each = Number.isFinite(near('tokens_per_request', 'cue', q)) || q.each !== null
  const perRequest =
    each && q.period === null && near('tokens_per_request', 'bar', q) > near('tokens_per_request', 'cue', q)
  switch (q.unit) {
    case 'token':
      if (q.period) {
        const { value, derivation } = monthly(q)
        return near('monthly_tokens', 'bar', q) <= REACH ? null : { factor: 'monthly_tokens', value, derivation }
      }
      return perRequest ? { factor: 'tokens_per_request', value: q.value } : null
    case 'page':
    case 'word': {
      if (!perRequest) return null
      const per = units.tokensPer[q.unit]
      return {
        factor: 'tokens_per_request',
        value: round(q.value * per),
        derivation: `${shown(q.value)} ${q.unit}s x ${per} tokens`,
      }
    }
    case 'request':
    case 'thing': {
      if (!q.period || q.each || near('monthly_requests', 'bar', q) <= REACH) return null
      if (q.unit === 'thing' && q.value < FEWEST_THINGS) return null
      if (q.period.perMonth > PER_HOUR && !Number.isFinite(near('monthly_requests', 'cue', q))) return null
      const { value, derivation } = monthly(q)
      return { factor: 'monthly_requests', value, derivation }
    }
    case 'user':
      return near('users', 'bar', q) <= 4 ? null : { factor: 'users', value: q.value }
    default:
      return null
  }
}

/** Which slot a quantity fills, or null: an amount whose purpose was not said fills none. */
function fill(q: Quantity, near: SlotWords, units: Units): Filled | null {
  if (q.unit === 'money') return fillMoney(q, near)
  if (q.unit === 'duration') return fillDuration(q, near)
  return fillCount(q, near, units)
}

/** "2k in and 300 out", "prompt 6k tokens, answer 500": two figures that make one request. */
function inAndOut(reading: Reading, found: readonly Quantity[], units: Units): Claim | null {
  const { tokens } = reading.sentence
  const nearWord = (q: Quantity, words: readonly string[]) =>
    [q.start - 1, q.start - 2, q.end, q.end + 1].some((i) => words.includes(tokens[i]?.text ?? ''))
  const small = found.filter(
    (q) => (q.unit === 'token' || q.unit === 'page' || q.unit === null) && !q.period && !q.currency,
  )
  const size = (q: Quantity) => q.value * (q.unit === 'page' ? units.tokensPer.page : 1)
  const input = small.find((q) => nearWord(q, units.inWords))
  const output = small.find((q) => q !== input && nearWord(q, units.outWords))
  if (
    !input ||
    !output ||
    (input.unit === null &&
      output.unit === null &&
      !nearWord(input, units.tokenWords) &&
      !nearWord(output, units.tokenWords) &&
      Math.abs(input.end - output.start) > 6)
  )
    return null
  const first = input.start < output.start ? input : output
  const last = first === input ? output : input
  const edge = units.outWords.includes(tokens[last.end]?.text ?? '') ? last.end + 1 : last.end
  return {
    factor: 'tokens_per_request',
    value: round(size(input) + size(output)),
    status: 'implied',
    weak: false,
    merge: 'last',
    by: reading.by,
    message: reading.message,
    rule: 'quantity.in_and_out',
    evidence: [reading.span(first.start, edge)],
    derivation: `${shown(size(input))} in + ${shown(size(output))} out`,
    revises: true,
  }
}

/** Claims from the quantities of a sentence. Denied, hypothetical, past and other people's figures are none. */
export function quantityClaims(reading: Reading, found: readonly Quantity[], units: Units): readonly Claim[] {
  const near = slotWords(reading)
  const out: Claim[] = []
  const both = inAndOut(reading, found, units)
  if (both) out.push(both)
  for (const q of found) {
    const filled = fill(q, near, units)
    if (!filled || filled.value === null) continue
    const asserted = reading.assertions(q, filled.factor)
    if (asserted.some(({ assertion }) => assertion !== 'question')) continue
    out.push({
      factor: filled.factor,
      value: filled.value,
      status: filled.derivation ? 'implied' : 'stated',
      weak: false,
      merge: 'last',
      by: reading.by,
      message: reading.message,
      rule: `quantity.${filled.factor}`,
      evidence: [reading.span(q.start, q.end)],
      ...(filled.derivation ? { derivation: filled.derivation } : {}),
      revises: reading.governs('revise', q),
    })
  }
  return out
}
