import { type Claim, claimBy } from './claim.ts'
import type { Hit } from './concepts.ts'
import { phraseHits, type Reading } from './reading.ts'

/** Claims from phrases: affirmed ones carry their value, denied ones the value of a denial if the rule has one. */
export function phraseClaims(reading: Reading): readonly Claim[] {
  const out: Claim[] = []
  for (const hit of phraseHits(reading)) {
    const { factor, merge, rule } = hit.entry
    if (rule.value === null) continue
    const asserted = reading.assertions(hit, factor).filter(({ assertion }) => !rule.holds?.includes(assertion))
    const base = {
      factor,
      merge,
      weak: rule.weak,
      by: reading.by,
      message: reading.message,
      rule: rule.id,
      revises: reading.governs('revise', hit),
    }
    const evidence = [reading.span(hit.evidenceStart, hit.evidenceEnd)]
    if (reading.governs('retract', hit)) {
      out.push({ ...base, value: null, status: rule.status, evidence })
      continue
    }
    const negations = asserted.filter(({ assertion }) => assertion === 'negated')
    if (asserted.length > negations.length) continue
    if (negations.length === 0) {
      out.push({ ...base, value: rule.value, status: rule.status, evidence })
      continue
    }
    if (rule.denied === undefined) continue
    const cue = negations.reduce((a, b) => (Math.abs(b.start - hit.start) < Math.abs(a.start - hit.start) ? b : a))
    const span = reading.span(Math.min(cue.start, hit.evidenceStart), Math.max(cue.end, hit.evidenceEnd))
    out.push({ ...base, value: rule.denied, status: rule.status, evidence: [span] })
  }
  return out
}

/** Factors that are taken back by name: "and without the budget?", "forget the deadline". */
export function namedRetractions(reading: Reading): readonly Claim[] {
  const named = (hit: Hit) => (hit.entry.kind === 'name' ? hit.entry.factor : null)
  return reading.hits.flatMap((hit): Claim[] => {
    const factor = named(hit)
    if (!factor || !reading.governs('retract', hit)) return []
    const evidence = [reading.span(hit.start, hit.end)]
    return [claimBy(reading, { factor, value: null, rule: 'retract.name', evidence, revises: true })]
  })
}
