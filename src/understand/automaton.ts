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

/** States remembered before the memory is emptied. */
const MOST_STATES = 20_000

/**
 * Makes the automaton of all positions deterministic as texts need it: one look-up a token, whatever the number of
 * patterns (subset construction on demand).
 */
export function createAutomaton({ atomOf, follow, accepts, begins }: Positions, symbols: Symbols): Automaton {
  const startsBy = new Map<number, number[]>()
  begins.forEach((isFirst, p) => {
    if (!isFirst) return
    const list = startsBy.get(atomOf[p] as number)
    if (list) list.push(p)
    else startsBy.set(atomOf[p] as number, [p])
  })

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
    const wanted = new Set(atoms)
    const reached = new Set<number>()
    for (const p of state.positions)
      for (const q of follow[p] as readonly number[]) if (wanted.has(atomOf[q] as number)) reached.add(q)
    for (const atom of atoms) for (const p of startsBy.get(atom) ?? []) reached.add(p)
    return stateOf([...reached].sort((a, b) => a - b))
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
