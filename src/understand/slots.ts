import type { FactorName } from '../domain/factors.ts'
import type { Units } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'
import { DAY, FEWEST_THINGS, LONGEST_WAIT, monthly, round, shown } from './figures.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'
import { inAndOut } from './sizes.ts'

/** Furthest, in tokens, that a word may stand from a quantity and still say what it is for. */
const REACH = 14

type Role = 'cue' | 'bar' | 'strong' | 'loose'
type SlotWords = (factor: FactorName, role: Role, q: Quantity) => number

/** Distance of the nearest word of that role, Infinity if none is near. */
function slotWords(reading: Reading): SlotWords {
  return (factor, role, q) => {
    let nearest = Number.POSITIVE_INFINITY
    for (const hit of reading.hits) {
      if (hit.entry.kind !== 'slot' || hit.entry.factor !== factor || hit.entry.role !== role) continue
      if (role === 'loose' && hit.end > q.start) continue
      const distance = hit.end <= q.start ? q.start - hit.end : hit.start >= q.end ? hit.start - q.end : 0
      if (distance <= REACH) nearest = Math.min(nearest, distance)
    }
    return nearest
  }
}

type Filled = { readonly factor: FactorName; readonly value: Claim['value']; readonly derivation?: string | undefined }

/** How near a word must stand that speaks for a bare figure, or against counting people. */
const NEARBY = 4
/** How near a word must stand that forbids an amount for which no word speaks. */
const BARRED = 6
/** How near a word that makes an amount a price stands before it. */
const LOOSE = 2
/** Fewer engineers are the team that builds, not the people served. */
const STAFF = 25
/** One or two people of a kind are those who do the work. */
const FEWEST_USERS = 3
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
  if (!q.period && Number.isFinite(upfront) && near('monthly_spend', 'strong', q) > upfront) {
    return barred('upfront_budget', REACH) ? null : { factor: 'upfront_budget', value: { amount: q.value, currency } }
  }
  const factor = spend < budget ? 'monthly_spend' : 'monthly_budget'
  const nearest = Math.min(budget, spend)
  if (!q.period && near(factor, 'strong', q) > REACH) return null
  if (barred(factor, Number.isFinite(nearest) ? nearest : BARRED)) return null
  if (!Number.isFinite(nearest) && near(factor, 'loose', q) <= LOOSE) return null
  const { value, derivation } = monthly(q)
  return { factor, value: { amount: value, currency }, derivation }
}

function fillDuration(q: Quantity, near: SlotWords): Filled | null {
  const ms = q.milliseconds as number
  const grain = q.grain as number
  const latency = q.each?.of === 'request' || grain === 1 ? 0 : near('latency_ms', 'cue', q)
  const deadline = near('deadline_days', 'cue', q)
  if (ms <= LONGEST_WAIT && latency <= deadline && Number.isFinite(latency) && near('latency_ms', 'bar', q) > latency)
    return { factor: 'latency_ms', value: round(ms) }
  if (grain >= DAY && Number.isFinite(deadline) && near('deadline_days', 'bar', q) > deadline)
    return { factor: 'deadline_days', value: Math.round(ms / DAY) }
  return null
}

function fillSize(q: Quantity, near: SlotWords, units: Units): Filled | null {
  const cue = near('tokens_per_request', 'cue', q)
  if (q.period || !(q.each || Number.isFinite(cue))) return null
  if (!q.each && near('tokens_per_request', 'bar', q) <= cue) return null
  if (q.unit !== 'page' && q.unit !== 'word') return { factor: 'tokens_per_request', value: q.value }
  const per = units.tokensPer[q.unit]
  return {
    factor: 'tokens_per_request',
    value: round(q.value * per),
    derivation: `${shown(q.value)} ${q.unit}s x ${per} tokens`,
  }
}

/** Rates by the second or minute are peaks unless somebody says that they last. */
const isPeak = (q: Quantity, near: SlotWords, factor: FactorName) =>
  q.period !== null && q.period.perMonth > PER_HOUR && !Number.isFinite(near(factor, 'cue', q))

/** Singular and plural of one noun. */
const isSame = (a: string, b: string) => a === b || `${a}s` === b || a === `${b}s` || `${a}es` === b || a === `${b}es`

/** How many there are of what a figure is "per" or "each" of; null if nobody counted them. */
function shares({ each }: Quantity, { groups, users }: Context): number | null {
  if (!each) return 1
  if (each.of === 'each') return groups.findLast(({ unit }) => unit !== 'staff')?.value ?? users
  const counted = groups.findLast(({ noun }) => noun !== null && isSame(noun, each.word))
  return counted?.value ?? (each.of === 'user' ? users : null)
}

function fillVolume(q: Quantity, context: Context): Filled | null {
  const { near } = context
  if (!q.period || near('monthly_requests', 'bar', q) <= REACH || isPeak(q, near, 'monthly_requests')) return null
  if ((q.unit === 'thing' || q.unit === 'bare') && q.value < FEWEST_THINGS && !q.each) return null
  const times = shares(q, context)
  if (times === null) return null
  const { value, derivation } = monthly(q)
  if (times === 1) return { factor: 'monthly_requests', value, derivation }
  return {
    factor: 'monthly_requests',
    value: round(value * times),
    derivation: `${shown(times)} x ${derivation ?? shown(value)}`,
  }
}

/** A rate of nothing said: money where the words speak of money, else a volume. */
function fillBare(q: Quantity, context: Context): Filled | null {
  const { near, currency } = context
  const money = Math.min(near('monthly_budget', 'strong', q), near('monthly_spend', 'strong', q))
  if (money <= NEARBY) return fillMoney({ ...q, currency }, near)
  return Number.isFinite(near('monthly_requests', 'cue', q)) ? fillVolume(q, context) : null
}

interface Context {
  readonly near: SlotWords
  readonly units: Units
  /** People served, where they have been counted already. */
  readonly users: number | null
  /** What was counted so far in the message: people, kiosks, teams. */
  readonly groups: readonly Quantity[]
  /** Money of an amount without one, by the language of the sentence. */
  readonly currency: string
}

/** Which slot a quantity fills, or null: an amount whose purpose was not said fills none. */
function fill(q: Quantity, context: Context): Filled | null {
  const { near, units } = context
  switch (q.unit) {
    case 'money':
      return fillMoney(q, near)
    case 'duration':
      return fillDuration(q, near)
    case 'token': {
      if (!q.period) return fillSize(q, near, units)
      if (near('monthly_tokens', 'bar', q) <= REACH || isPeak(q, near, 'monthly_requests')) return null
      const { value, derivation } = monthly(q)
      return { factor: 'monthly_tokens', value, derivation }
    }
    case 'page':
    case 'word':
      return fillSize(q, near, units)
    case 'request':
    case 'thing':
      return fillVolume(q, context)
    case 'bare':
      return fillBare(q, context)
    case 'user':
    case 'staff':
      return near('users', 'bar', q) <= NEARBY || q.value < (q.unit === 'staff' ? STAFF : FEWEST_USERS)
        ? null
        : { factor: 'users', value: q.value }
    default:
      return null
  }
}

/** Claims from the quantities of a sentence. Denied, hypothetical, past and other people's figures are none. */
export function quantityClaims(
  reading: Reading,
  found: readonly Quantity[],
  units: Units,
  before: readonly Claim[],
  groups: readonly Quantity[],
): readonly Claim[] {
  const near = slotWords(reading)
  const counted = found.find((q) => q.unit === 'user')?.value
  const earlier = before.findLast((claim) => claim.factor === 'users')?.value
  const users = counted ?? (typeof earlier === 'number' ? earlier : null)
  const context: Context = { near, units, users, groups, currency: units.unsaidCurrency }
  const both = inAndOut(reading, found, units)
  const out: Claim[] = both ? [both] : []
  for (const q of found) {
    const filled = fill(q, context)
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
