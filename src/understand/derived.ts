import type { Derived } from '../domain/lexicon.ts'
import type { Claim } from './claim.ts'

/**
 * Claims that follow from others of the same message: what may go out and what may not are two kinds of data. Takes the
 * claims of a brief, gives the further ones; each shows the words of both.
 */
export function derivedClaims(claims: readonly Claim[], { rules }: Derived): readonly Claim[] {
  const out: Claim[] = []
  for (const [message, said] of Map.groupBy(claims, (claim) => claim.message))
    for (const { id, factor, value, together } of rules) {
      const parts = together.map((part) =>
        said.find((claim) => claim.factor === part.factor && part.values.includes(String(claim.value))),
      )
      const [first] = parts
      if (!first || parts.some((part) => part === undefined)) continue
      out.push({
        factor,
        value,
        status: 'implied',
        weak: false,
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
