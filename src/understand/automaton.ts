import type { Positions } from './positions.ts'
import type { Symbols } from './symbols.ts'

/** The patterns that end just before token `end`. */
interface Ended {
  readonly end: number
  readonly patterns: readonly number[]
}

/** Runs over the symbols of one sentence and tells which patterns end where. */
export type Automaton = (symbols: readonly number[]) => readonly Ended[]

interface State {
  readonly positions: readonly number[]
  readonly accepted: readonly number[]
  readonly next: Map<number, State>
}

const NONE: readonly number[] = []

/** States remembered before the memory is emptied. */
const MOST_STATES = 20_000

/**
 * Makes the automaton of the positions deterministic as texts need it: one look-up a token, whatever the number of
 * patterns (subset construction on demand).
 */
export function createAutomaton({ atomIds, atomOf, follow, accepts, begins }: Positions, symbols: Symbols): Automaton {
  const startsBy = new Map<number, number[]>()
  begins.forEach((isFirst, p) => {
    if (!isFirst) return
    const list = startsBy.get(atomOf[p] as number)
    if (list) list.push(p)
    else startsBy.set(atomOf[p] as number, [p])
  })

  // Marks instead of sets: this is where texts that were never read before spend their time.
  const wanted = new Uint8Array(atomIds.size)
  const stamps = new Uint32Array(atomOf.length)
  let stamp = 0

  let states = new Map<string, State>()
  const stateOf = (sorted: readonly number[]): State => {
    const key = sorted.join()
    const known = states.get(key)
    if (known) return known
    const accepted = [...new Set(sorted.map((p) => accepts[p] as number).filter((pattern) => pattern >= 0))]
    const state: State = { positions: sorted, accepted: accepted.sort((a, b) => a - b), next: new Map() }
    if (states.size >= MOST_STATES) {
      states = new Map()
      start = { ...start, next: new Map() }
    }
    states.set(key, state)
    return state
  }
  const step = (state: State, symbol: number): State => {
    const atoms = symbols.atoms(symbol)
    for (const atom of atoms) wanted[atom] = 1
    const reached: number[] = []
    stamp++
    const reach = (p: number) => {
      if (stamps[p] === stamp) return
      stamps[p] = stamp
      reached.push(p)
    }
    for (const p of state.positions)
      for (const q of follow[p] as readonly number[]) if (wanted[atomOf[q] as number] === 1) reach(q)
    for (const atom of atoms) for (const p of startsBy.get(atom) ?? NONE) reach(p)
    for (const atom of atoms) wanted[atom] = 0
    return stateOf(reached.sort((a, b) => a - b))
  }

  let start: State = { positions: [], accepted: [], next: new Map() }
  return (sentence) => {
    const out: Ended[] = []
    let state = start
    for (let i = 0; i < sentence.length; i++) {
      const symbol = sentence[i] as number
      let next = state.next.get(symbol)
      if (!next) {
        next = step(state, symbol)
        state.next.set(symbol, next)
      }
      state = next
      if (state.accepted.length > 0) out.push({ end: i + 1, patterns: state.accepted })
    }
    return out
  }
}
