import { type Disagreement, type Finding, isWithin } from '../domain/brief.ts'
import {
  FACTOR_NAMES,
  type FactorName,
  type FactorValue,
  isLevelFactor,
  isListFactor,
  LEVELS,
} from '../domain/factors.ts'
import type { Claim } from './claim.ts'

const same = (a: FactorValue | null, b: FactorValue | null) => JSON.stringify(a) === JSON.stringify(b)

const strength = (factor: FactorName, value: FactorValue | null) =>
  isLevelFactor(factor) ? (LEVELS[factor] as readonly string[]).indexOf(String(value)) : 0

const findingOf = (claim: Claim, value: FactorValue, evidence = claim.evidence): Finding => ({
  factor: claim.factor,
  value,
  status: claim.status,
  evidence,
  by: claim.by,
  rule: claim.rule,
  ...(claim.derivation ? { derivation: claim.derivation } : {}),
})

/** What was said after the last time that the factor was taken back. */
function standing(claims: readonly Claim[]): readonly Claim[] {
  const taken = claims.findLastIndex((claim) => claim.value === null)
  return claims.slice(taken + 1)
}

function mergeList(claims: readonly Claim[]): Finding | null {
  const seen = new Map<string, Claim>()
  for (const claim of claims)
    for (const word of [claim.value].flat() as string[]) if (!seen.has(word)) seen.set(word, claim)
  const first = claims[0]
  if (!first) return null
  const words = [...seen.keys()].sort()
  const used = [...new Set(seen.values())]
  const finding = findingOf(
    first,
    words,
    used.flatMap((claim) => claim.evidence),
  )
  if (used.length < 2) return finding
  return { ...finding, parts: words.map((value) => ({ value, evidence: seen.get(value)?.evidence ?? [] })) }
}

/** The words of one claim are a part of the other's. */
const isPart = (part: Claim, whole: Claim) =>
  part.evidence.every((span) => whole.evidence.some((other) => isWithin(span, other)))

/** The strongest level, in its last wording, which people make the plainest; of figures the first. */
const strongest = (claims: readonly Claim[]): Claim | null =>
  claims.reduce<Claim | null>((best, claim) => {
    if (!best) return claim
    const more = strength(claim.factor, claim.value) - strength(best.factor, best.value)
    const again = more === 0 && same(claim.value, best.value) && isLevelFactor(claim.factor)
    return more > 0 || (again && !isPart(claim, best)) ? claim : best
  }, null)

/** Later messages correct earlier ones; within a message the strongest level stands, or the first figure. */
function mergeSingle(claims: readonly Claim[]): Finding | null {
  const lastMessage = claims.at(-1)?.message
  const latest = claims.filter((claim) => claim.message === lastMessage)
  const chosen = latest.findLast((claim) => claim.revises) ?? strongest(latest)
  if (!chosen) return null
  const stands = chosen.merge === 'strongest' && !chosen.revises ? (strongest(claims) ?? chosen) : chosen
  return findingOf(stands, stands.value as FactorValue)
}

function disagreementOf(factor: FactorName, claims: readonly Claim[]): Disagreement | null {
  if (isListFactor(factor)) return null
  const last = new Map<string, Claim>()
  for (const claim of claims) last.set(claim.by, claim)
  const sides = [...last.values()]
  const differ = sides.some((a) => sides.some((b) => !same(a.value, b.value)))
  if (!differ || sides.some((claim) => claim.revises)) return null
  return { factor, claims: sides.map(({ by, value, evidence }) => ({ by, value: value as FactorValue, evidence })) }
}

/**
 * The state after the last message, as rule-based dialogue state tracking: claims are asserted, revised by later ones,
 * taken back, and kept as a disagreement where two people hold different values and nobody gave way.
 */
export function mergeClaims(claims: readonly Claim[]): {
  findings: readonly Finding[]
  disagreements: readonly Disagreement[]
} {
  const findings: Finding[] = []
  const disagreements: Disagreement[] = []
  const byFactor = Map.groupBy(claims, ({ factor }) => factor)
  for (const factor of FACTOR_NAMES) {
    const said = byFactor.get(factor)
    if (!said) continue
    const all = standing(said)
    const firm = all.filter((claim) => !claim.weak)
    const used = firm.length > 0 ? firm : all
    const finding = isListFactor(factor) ? mergeList(used) : mergeSingle(used)
    if (!finding) continue
    findings.push(finding)
    const disagreement = disagreementOf(factor, used)
    if (disagreement) disagreements.push(disagreement)
  }
  return { findings, disagreements }
}
