import type { FactorName } from '../domain/factors.ts'
import type { Cue } from '../domain/lexicon.ts'
import type { Hit } from './concepts.ts'
import type { Sentence } from './tokens.ts'

export type Assertion = 'negated' | 'hypothetical' | 'past' | 'other' | 'question'

/** A cue at tokens [start, end) that reaches the tokens [from, to). */
interface Scope {
  readonly cue: Cue
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
}

export interface Asserted {
  readonly assertion: Assertion
  /** The cue's own tokens, which belong to the evidence of a denial. */
  readonly start: number
  readonly end: number
}

const overlaps = (a: { start: number; end: number }, b: { start: number; end: number }) =>
  a.start < b.end && b.start < a.end

/**
 * ConText (Harkema 2009): each cue opens a scope in its direction, cut by its reach, by commas and by terminating cues;
 * a pseudo-cue silences the cues that it covers.
 */
export function scopesOf(sentence: Sentence, hits: readonly Hit[]): readonly Scope[] {
  const { tokens } = sentence
  if (!hits.some((hit) => hit.entry.kind === 'cue')) return []
  const cues = hits.flatMap((hit) => (hit.entry.kind === 'cue' ? [{ ...hit, cue: hit.entry.cue }] : []))
  const pseudo = cues.filter((c) => c.cue.category === 'pseudo')
  const terminators = cues.filter((c) => c.cue.category === 'terminate')
  const commas = tokens.flatMap((t, i) => (t.kind === 'sign' && (t.text === ',' || t.text === ':') ? [i] : []))
  const out: Scope[] = []
  for (const { cue, start, end } of cues) {
    if (cue.category === 'pseudo' || cue.category === 'terminate') continue
    if (cue.category === 'question' && !sentence.question) continue
    if (pseudo.some((p) => overlaps(p, { start, end }) && p.end - p.start > end - start)) continue
    const stops = [...(cue.overClauses ? [] : terminators.map((t) => t.start)), ...(cue.overCommas ? [] : commas)]
    const backStops = [
      ...(cue.overClauses ? [] : terminators.map((t) => t.end)),
      ...(cue.overCommas ? [] : commas.map((c) => c + 1)),
    ]
    const reach = cue.reach ?? tokens.length
    if (cue.direction !== 'backward') {
      const to = Math.min(tokens.length, end + reach, ...stops.filter((s) => s >= end))
      out.push({ cue, start, end, from: end, to })
    }
    if (cue.direction !== 'forward') {
      const from = Math.max(0, start - reach, ...backStops.filter((s) => s <= start))
      out.push({ cue, start, end, from, to: start })
    }
  }
  return out
}

/** What the scopes say of a target at tokens [start, end); a cue inside the target is part of it and says nothing. */
export function assertionsOf(
  target: { start: number; end: number },
  factor: FactorName | null,
  scopes: readonly Scope[],
): readonly Asserted[] {
  const out: Asserted[] = []
  for (const { cue, start, end, from, to } of scopes) {
    if (start >= target.start && end <= target.end) continue
    const isAfter = from >= end ? target.start >= start && target.end > from : target.start >= from
    if (!isAfter || target.start >= to) continue
    if (factor && ((cue.only && !cue.only.includes(factor)) || cue.except?.includes(factor))) continue
    if (
      cue.category === 'revise' ||
      cue.category === 'retract' ||
      cue.category === 'terminate' ||
      cue.category === 'pseudo'
    )
      continue
    out.push({ assertion: cue.category, start, end })
  }
  return out
}

/** Whether a cue of this category governs the target: corrections ("make that …") and retractions ("scratch …"). */
export function governs(
  category: 'revise' | 'retract',
  target: { start: number; end: number },
  scopes: readonly Scope[],
): boolean {
  return scopes.some((s) => s.cue.category === category && target.start >= s.from && target.start < s.to)
}
