import { type FactorName, isMoney } from '../domain/factors.ts'
import type { Units } from '../domain/lexicon.ts'
import { type Claim, claimBy } from './claim.ts'
import { DAY, FEWEST_THINGS, LONGEST_WAIT, monthly, round, SECOND, shown } from './figures.ts'
import type { Quantity } from './quantities.ts'
import type { Reading } from './reading.ts'
import { inAndOut } from './sizes.ts'
import { lookUp, lookUpNoun, periodAfter, type Vocabulary } from './units.ts'

/** Furthest, in tokens, that a word may stand from a quantity and still say what it is for. */
const REACH = 14

type Role = 'cue' | 'bar' | 'strong' | 'loose'
type SlotWords = (factor: FactorName, role: Role, q: Quantity) => number

/** As far away as this count the words of a question that the message answers. */
const ASKED = 5

/** Distance of the nearest word of that role, Infinity if none is near. */
function slotWords(reading: Reading, asked: Reading | null): SlotWords {
  return (factor, role, q) => {
    const isAsked = asked?.hits.some(
      ({ entry }) => entry.kind === 'slot' && entry.factor === factor && entry.role === role && role !== 'loose',
    )
    let nearest = isAsked && role !== 'bar' ? ASKED : Number.POSITIVE_INFINITY
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

/** Money of a rate without a period is a bill only where a word of paying stands this near. */
const PAYING = 5

function fillMoney(q: Quantity, { near, besideUse }: Context): Filled | null {
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
  // "Claude max, 200 a month": what runs today is paid for already.
  const used = besideUse && q.period !== null && near('monthly_budget', 'strong', q) > REACH
  const factor = used || spend < budget ? 'monthly_spend' : 'monthly_budget'
  const nearest = Math.min(budget, spend)
  const paid = factor === 'monthly_spend' && spend <= PAYING
  if (!q.period && near(factor, 'strong', q) > REACH && !paid) return null
  if (barred(factor, Number.isFinite(nearest) ? nearest : BARRED)) return null
  if (!Number.isFinite(nearest) && near(factor, 'loose', q) <= LOOSE) return null
  const { value, derivation } = monthly(q)
  return { factor, value: { amount: value, currency }, derivation }
}

/** Seconds that nobody says the purpose of are how long an answer may take, up to this many milliseconds. */
const PLAIN_WAIT = 60_000
/** How near a word stands that makes a time a wait or a deadline, or forbids it. */
const BESIDE = 2

function fillDuration(q: Quantity, { near, isOne }: Context): Filled | null {
  const ms = q.milliseconds as number
  const grain = q.grain as number
  const told = q.each?.of === 'request' || grain === 1 ? 0 : near('latency_ms', 'cue', q)
  const latency = told > REACH && grain <= SECOND && ms <= PLAIN_WAIT && !isOne(q) ? REACH : told
  const beside = near('deadline_days', 'strong', q) <= (isOne(q) ? 0 : BESIDE)
  const deadline = beside ? 0 : isOne(q) ? Number.POSITIVE_INFINITY : near('deadline_days', 'cue', q)
  const bar = near('latency_ms', 'bar', q)
  if (ms <= LONGEST_WAIT && latency <= REACH && (latency <= deadline || grain < DAY) && bar > Math.min(latency, BARRED))
    return { factor: 'latency_ms', value: round(ms) }
  if (grain >= DAY && deadline <= REACH && near('deadline_days', 'bar', q) > Math.max(deadline, BESIDE))
    return { factor: 'deadline_days', value: Math.round(ms / DAY) }
  return null
}

function fillSize(q: Quantity, { near, units, besideRate }: Context): Filled | null {
  const cue = near('tokens_per_request', 'cue', q)
  if (q.period || !(q.each || besideRate || Number.isFinite(cue))) return null
  if (!q.each && near('tokens_per_request', 'bar', q) <= Math.min(cue, BARRED)) return null
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
  if (q.value < 1 || (q.unit === 'thing' && q.value < FEWEST_THINGS && !q.each)) return null
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

/** Fewer a month are dollars where a vendor is spoken of ("chatgpt plus, 23 a month"). */
const FEWEST_CALLS = 300

/** A rate of nothing said: money where the words speak of money, else a volume. */
function fillBare(q: Quantity, context: Context): Filled | null {
  const { near, currency, besideMoney } = context
  const money = Math.min(near('monthly_budget', 'strong', q), near('monthly_spend', 'strong', q))
  const monthly = q.period?.perMonth === 1
  const small = monthly && q.value < FEWEST_CALLS && Number.isFinite(near('monthly_spend', 'cue', q))
  const beside = monthly && besideMoney && !Number.isFinite(near('monthly_requests', 'cue', q))
  if (money <= REACH || small || beside) return fillMoney({ ...q, currency }, context)
  return fillVolume(q, context)
}

/** A handful of "people" without a trade is the speaker's team, unless they say "of us". */
const HANDFUL = 5

const fillUsers = (q: Quantity, units: Units): Filled | null =>
  q.value <= HANDFUL && units.anybody.includes(q.noun ?? '') ? null : { factor: 'users', value: q.value }

/** "6 clients a day": each comes with something to answer; by the month, or of no trade, they are the people served. */
const isVisit = ({ period, each, noun }: Quantity, units: Units) =>
  ['hour', 'day', 'weekday'].includes(period?.id ?? '') && !each && !units.anybody.includes(noun ?? '')

/** Smallest plain number that can be a sum of money ("we have 5k for a box"). */
const FEWEST_MONEY = 1_000

/** A number of nothing said: money where it is spoken of right beside it. */
function fillPlain(q: Quantity, context: Context): Filled | null {
  const { near, currency } = context
  const told = Math.min(near('upfront_budget', 'strong', q), near('monthly_budget', 'strong', q))
  return q.value >= FEWEST_MONEY && told <= BESIDE ? fillMoney({ ...q, currency }, context) : null
}

/** Units that a rate of requests comes in. */
const RATED: ReadonlySet<Quantity['unit']> = new Set(['request', 'bare', 'thing'])

interface Context {
  readonly near: SlotWords
  readonly units: Units
  /** People served, where they have been counted already. */
  readonly users: number | null
  /** What was counted so far in the message: people, kiosks, teams. */
  readonly groups: readonly Quantity[]
  /** Money of an amount without one. */
  readonly currency: string
  /** "a week", "one second": an article, so the words beside it must say what it is. */
  readonly isOne: (q: Quantity) => boolean
  /** The sentence says what runs today. */
  readonly besideUse: boolean
  /** An amount of money stands in the sentence. */
  readonly besideMoney: boolean
  /** A rate of requests stands in the sentence: a size beside it is that of one. */
  readonly besideRate: boolean
}

/** Which slot a quantity fills, or null: an amount whose purpose was not said fills none. */
function fill(q: Quantity, context: Context): Filled | null {
  const { near, units } = context
  switch (q.unit) {
    case 'money':
      return fillMoney(q, context)
    case 'duration':
      return fillDuration(q, context)
    case 'token': {
      if (!q.period) return fillSize(q, context)
      if (near('monthly_tokens', 'bar', q) <= REACH || isPeak(q, near, 'monthly_requests')) return null
      const { value, derivation } = monthly(q)
      return { factor: 'monthly_tokens', value, derivation }
    }
    case 'page':
      return q.period && !q.each ? fillVolume(q, context) : fillSize(q, context)
    case 'word':
      return fillSize(q, context)
    case 'request':
    case 'thing':
      return fillVolume(q, context)
    case 'bare':
      return fillBare(q, context)
    case 'user':
    case 'staff':
      if (isVisit(q, units)) return fillVolume(q, context)
      return near('users', 'bar', q) <= NEARBY || q.value < (q.unit === 'staff' ? STAFF : FEWEST_USERS)
        ? null
        : fillUsers(q, units)
    case null:
      return fillPlain(q, context)
    default:
      return null
  }
}

/** What was said before the sentence that it may lean on. */
export interface Story {
  readonly claims: readonly Claim[]
  /** What the words of the sentence itself claim. */
  readonly said: readonly Claim[]
  /** What was counted so far: people, kiosks, teams. */
  readonly groups: readonly Quantity[]
  /** The question, or the few words, that the message before ended with. */
  readonly asked: Reading | null
}

/** A figure that answers a question takes from it what it leaves out: "How many tickets a week?" "900". */
function answering(q: Quantity, asked: Reading | null, v: Vocabulary): Quantity {
  if (!asked || (q.unit !== null && q.unit !== 'bare')) return q
  const { tokens } = asked.sentence
  const names = tokens.map(({ text }) => lookUpNoun(v.counts, text)).find((unit) => unit)
  const currency = tokens.map(({ text }) => lookUp(v.currencies, text)).find((found) => found)
  const spoken = (['monthly_budget', 'monthly_spend'] as const).some((factor) =>
    asked.hits.some(({ entry }) => entry.kind === 'slot' && entry.factor === factor && entry.role === 'strong'),
  )
  const period = q.period ?? periodAfter(tokens, 0, v, tokens.length)?.what ?? null
  if (currency || spoken) return { ...q, unit: 'money', currency: currency ?? v.units.unsaidCurrency, period }
  return names ? { ...q, unit: names, period } : q
}

/** The money spoken of elsewhere in the sentence, or last. */
function currencyOf(found: readonly Quantity[], claims: readonly Claim[]): string | null {
  const last = claims.findLast(({ value }) => isMoney(value))?.value
  return found.find(({ currency }) => currency)?.currency ?? (isMoney(last) ? last.currency : null)
}

/** Claims from the quantities of a sentence. Denied, hypothetical, past and other people's figures are none. */
export function quantityClaims(
  reading: Reading,
  all: readonly Quantity[],
  v: Vocabulary,
  { claims, said, groups, asked }: Story,
): readonly Claim[] {
  if (all.length === 0) return []
  const near = slotWords(reading, asked)
  const found = all.map((q) => answering(q, asked, v))
  const counted = found.find((q) => q.unit === 'user')?.value
  const earlier = claims.findLast((claim) => claim.factor === 'users')?.value
  const { tokens } = reading.sentence
  const context: Context = {
    near,
    units: v.units,
    users: counted ?? (typeof earlier === 'number' ? earlier : null),
    groups,
    currency: currencyOf(found, claims) ?? v.units.unsaidCurrency,
    isOne: (q) => v.units.articles.includes(tokens[q.start]?.text ?? ''),
    besideUse: said.some(({ factor }) => factor === 'runs_today'),
    besideMoney: found.some(({ unit }) => unit === 'money'),
    besideRate: found.some((q) => q.period !== null && RATED.has(q.unit)),
  }
  const both = inAndOut(reading, found, v.units)
  const out: Claim[] = both ? [both] : []
  for (const q of found) {
    const filled = fill(q, context)
    if (!filled || filled.value === null) continue
    const asserted = reading.assertions(q, filled.factor)
    const limit = filled.factor === 'latency_ms' && near('latency_ms', 'strong', q) <= 1
    if (asserted.some(({ assertion }) => assertion !== 'question' && !(limit && assertion === 'hypothetical'))) continue
    out.push(
      claimBy(reading, {
        factor: filled.factor,
        value: filled.value,
        rule: `quantity.${filled.factor}`,
        evidence: [reading.span(q.start, q.end)],
        ...(filled.derivation ? { status: 'implied', derivation: filled.derivation } : {}),
        revises: reading.governs('revise', q),
      }),
    )
  }
  return out
}
