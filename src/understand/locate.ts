import type { Positions } from './positions.ts'
import type { Symbols } from './symbols.ts'

/** Where a pattern matched, in token indexes (end exclusive), and which part of it is the evidence. */
export interface Located {
  readonly start: number
  readonly end: number
  readonly evidenceStart: number
  readonly evidenceEnd: number
}

/** Gives the longest place at which a pattern ends before token `end`; null where it does not end there. */
export type Locate = (pattern: number, symbols: readonly number[], end: number) => Located | null

/** One pattern with its positions counted from 0: which carry an atom, and which may come before each as bits. */
interface Local {
  readonly byAtom: ReadonlyMap<number, readonly number[]>
  readonly follow: readonly Uint32Array[]
  readonly words: number
}

function localOf({ atomOf, follow, patterns }: Positions, pattern: number): Local {
  const { from, to } = patterns[pattern] as Positions['patterns'][number]
  const words = (to - from + 31) >> 5
  const byAtom = new Map<number, number[]>()
  const bits: Uint32Array[] = []
  for (let p = from; p < to; p++) {
    const atom = atomOf[p] as number
    const list = byAtom.get(atom)
    if (list) list.push(p - from)
    else byAtom.set(atom, [p - from])
    const set = new Uint32Array(words)
    for (const q of follow[p] as readonly number[]) set[(q - from) >> 5]! |= 1 << ((q - from) & 31)
    bits.push(set)
  }
  return { byAtom, follow: bits, words }
}

const intersects = (a: Uint32Array, b: Uint32Array) => {
  for (let i = 0; i < a.length; i++) if (((a[i] as number) & (b[i] as number)) !== 0) return true
  return false
}
const has = (set: Uint32Array, p: number) => (((set[p >> 5] as number) >>> (p & 31)) & 1) === 1

/**
 * Walks backwards from where a pattern ended, keeping every position that can still reach that end, to the furthest
 * token at which it can have begun; then forwards along them for what was marked as evidence. Linear in the match.
 */
export function createLocate(positions: Positions, symbols: Symbols): Locate {
  const { accepts, begins, inEvidence, patterns } = positions
  const locals: (Local | undefined)[] = []

  /** Positions that carry this symbol and complete the pattern (`after` null) or go on to one of `after`. */
  const alive = (local: Local, from: number, symbol: number, pattern: number, after: Uint32Array | null) => {
    const row: number[] = []
    for (const atom of symbols.atoms(symbol)) {
      const carriers = local.byAtom.get(atom)
      if (!carriers) continue
      for (const p of carriers) {
        const goesOn = after ? intersects(local.follow[p] as Uint32Array, after) : accepts[from + p] === pattern
        if (goesOn) row.push(p)
      }
    }
    return row
  }

  const begun = (from: number, row: readonly number[]) => row.some((p) => begins[from + p])

  const evidenceOf = (local: Local, from: number, rows: readonly (readonly number[])[], start: number) => {
    let first = -1
    let last = -1
    let at = (rows[0] as readonly number[]).find((p) => begins[from + p]) as number
    for (let i = 0; i < rows.length; i++) {
      if (i > 0) {
        const before = local.follow[at] as Uint32Array
        at = (rows[i] as readonly number[]).find((p) => has(before, p)) as number
      }
      if (!inEvidence[from + at]) continue
      if (first < 0) first = start + i
      last = start + i
    }
    return { first, last }
  }

  return (pattern, sentence, end) => {
    const { from, least, most, marked } = patterns[pattern] as Positions['patterns'][number]
    if (least === most && !marked) return { start: end - most, end, evidenceStart: end - most, evidenceEnd: end }
    const local = locals[pattern] ?? localOf(positions, pattern)
    locals[pattern] = local
    const rows: (readonly number[])[] = []
    let start = -1
    let row = alive(local, from, sentence[end - 1] as number, pattern, null)
    for (let at = end - 1; row.length > 0; at--) {
      rows.push(row)
      if (at === 0 || rows.length === most) {
        if (begun(from, row)) start = at
        break
      }
      const active = new Uint32Array(local.words)
      for (const p of row) {
        if (begins[from + p]) start = at
        active[p >> 5]! |= 1 << (p & 31)
      }
      row = alive(local, from, sentence[at - 1] as number, pattern, active)
    }
    if (start < 0) return null
    if (!marked) return { start, end, evidenceStart: start, evidenceEnd: end }
    const { first, last } = evidenceOf(local, from, rows.slice(0, end - start).reverse(), start)
    if (first < 0) return { start, end, evidenceStart: start, evidenceEnd: end }
    return { start, end, evidenceStart: first, evidenceEnd: last + 1 }
  }
}
