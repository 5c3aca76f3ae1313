import { isMoney } from '../domain/factors.ts'
import type { Derived } from '../domain/lexicon.ts'
import { type Claim, claimBy } from './claim.ts'
import type { Reading } from './reading.ts'

type Part = Derived['rules'][number]['together'][number]

/** What a rule rests on: the words, who said them and where. */
type Ground = Pick<Claim, 'by' | 'message' | 'evidence'>

function holds(part: Exclude<Part, { sign: string }>, { factor, value }: Claim): boolean {
  if (factor !== part.factor) return false
  if ('values' in part) return [value].flat().some((one) => part.values.includes(String(one)))
  const figure = isMoney(value) ? value.amount : value
  return typeof figure === 'number' && figure >= part.from && figure < (part.below ?? Number.POSITIVE_INFINITY)
}

function signed(sign: string, readings: readonly Reading[]): Ground | undefined {
  for (const reading of readings.toReversed()) {
    const hit = reading.hits.findLast(({ entry }) => entry.kind === 'sign' && entry.sign === sign)
    const isAsked = hit && reading.assertions(hit, null).every(({ assertion }) => assertion === 'question')
    if (isAsked) return { by: reading.by, message: reading.message, evidence: [reading.span(hit.start, hit.end)] }
  }
  return undefined
}

/** The one part that a rule's claim is shown by, if a sign is among them; else the words of all. */
const shown = (together: readonly Part[], grounds: readonly Ground[]) =>
  grounds.find((_, i) => 'sign' in (together[i] as Part))?.evidence ?? grounds.flatMap(({ evidence }) => evidence)

function follow(rule: Derived['rules'][number], claims: readonly Claim[], readings: readonly Reading[]): Claim | null {
  const grounds = rule.together.map((part): Ground | undefined =>
    'sign' in part ? signed(part.sign, readings) : claims.find((claim) => !claim.weak && holds(part, claim)),
  )
  if (!grounds.every((ground) => ground !== undefined)) return null
  const { id, factor, value, weak, together } = rule
  const last = grounds.reduce((a, b) => (b.message > a.message ? b : a))
  return claimBy(last, { factor, value, status: 'implied', weak, rule: id, evidence: shown(together, grounds) })
}

/**
 * Claims that follow from others: what may go out and what may not are two kinds of data, half a second is real time, who
 * runs one kind, pays for it and asks whether to move is scaling up. Takes the claims and the readings of a brief.
 */
export function derivedClaims(
  claims: readonly Claim[],
  readings: readonly Reading[],
  { rules }: Derived,
): readonly Claim[] {
  const byMessage = Map.groupBy(claims, ({ message }) => message)
  const read = Map.groupBy(readings, ({ message }) => message)
  const found = rules.flatMap((rule) =>
    rule.anywhere
      ? [follow(rule, claims, readings)]
      : Array.from(byMessage, ([message, said]) => follow(rule, said, read.get(message) ?? [])),
  )
  return found.filter((claim) => claim !== null)
}
