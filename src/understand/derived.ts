import { isMoney } from '../domain/factors.ts'
import type { Derived } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'

type Part = Derived['rules'][number]['together'][number]

function holds(part: Part, { factor, value }: Claim): boolean {
  if (factor !== part.factor) return false
  if ('values' in part) return [value].flat().some((one) => part.values.includes(String(one)))
  const figure = isMoney(value) ? value.amount : value
  return typeof figure === 'number' && figure >= part.from && figure < (part.below ?? Number.POSITIVE_INFINITY)
}

/**
 * Claims that follow from others of the same message: what may go out and what may not are two kinds of data, half a
 * second is real time. Takes the claims of a brief, gives the further ones; each shows the words of those it follows from.
 */
export function derivedClaims(claims: readonly Claim[], { rules }: Derived): readonly Claim[] {
  const out: Claim[] = []
  for (const [message, said] of Map.groupBy(claims, (claim) => claim.message))
    for (const { id, factor, value, weak, together } of rules) {
      const parts = together.map((part) => said.find((claim) => !claim.weak && holds(part, claim)))
      const [first] = parts
      if (!first || parts.some((part) => part === undefined)) continue
      out.push({
        factor,
        value,
        status: 'implied',
        weak,
        merge: 'last',
        by: first.by,
        message,
        rule: id,
        evidence: parts.flatMap((part) => part?.evidence ?? []),
        revises: false,
      })
    }
  return out
}
