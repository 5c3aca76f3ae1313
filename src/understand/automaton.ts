import type { Node } from './pattern.ts'
import type { Token } from './tokens.ts'

/**
 * All patterns as one Glushkov automaton (a position is one occurrence of an atom), made deterministic as texts need
 * it: one look-up a token, whatever the number of patterns.
 */
interface Positions {
  readonly atomOf: number[]
  readonly follow: number[][]
  /** The pattern that is complete when this position has matched, else -1. */
  readonly accepts: number[]
}

interface State {
  readonly positions: readonly number[]
  readonly accepted: readonly number[]
  readonly next: Map<number, State>
}

export interface Automaton {
  /** Patterns that end with the token at each index, for one sentence. */
  readonly run: (tokens: readonly Token[]) => readonly { readonly end: number; readonly patterns: readonly number[] }[]
}

interface Fragment {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly nullable: boolean
}

const EMPTY: Fragment = { first: [], last: [], nullable: true }
const MAX_STATES = 20_000
const MAX_WORDS = 50_000

function build(nodes: readonly Node[], atomIds: Map<string, number>) {
  const positions: Positions = { atomOf: [], follow: [], accepts: [] }
  const link = (from: readonly number[], to: readonly number[]) => {
    for (const p of from) (positions.follow[p] as number[]).push(...to)
  }
  const visit = (node: Node): Fragment => {
    switch (node.kind) {
      case 'atom': {
        let id = atomIds.get(node.atom)
        if (id === undefined) {
          id = atomIds.size
          atomIds.set(node.atom, id)
        }
        const p = positions.atomOf.push(id) - 1
        positions.follow.push([])
        positions.accepts.push(-1)
        return { first: [p], last: [p], nullable: false }
      }
      case 'optional':
        return { ...visit(node.item), nullable: true }
      case 'evidence':
        return visit(node.item)
      case 'either': {
        const parts = node.options.map(visit)
        return {
          first: parts.flatMap((p) => p.first),
          last: parts.flatMap((p) => p.last),
          nullable: parts.some((p) => p.nullable),
        }
      }
      case 'sequence':
        return node.items.map(visit).reduce((a, b) => {
          link(a.last, b.first)
          return {
            first: a.nullable ? [...a.first, ...b.first] : a.first,
            last: b.nullable ? [...a.last, ...b.last] : b.last,
            nullable: a.nullable && b.nullable,
          }
        }, EMPTY)
    }
  }
  const firsts: number[] = []
  nodes.forEach((node, pattern) => {
    const { first, last } = visit(node)
    firsts.push(...first)
    for (const p of last) positions.accepts[p] = pattern
  })
  return { positions, firsts }
}

/** Compiles patterns into one automaton; the index of a pattern is its number in what `run` gives. */
export function compile(nodes: readonly Node[]): Automaton {
  const atomIds = new Map<string, number>()
  const { positions, firsts } = build(nodes, atomIds)
  const exact = new Map<string, number>()
  const prefixes = new Map<string, number>()
  for (const [atom, id] of atomIds) {
    if (atom.length > 1 && atom.endsWith('*')) prefixes.set(atom.slice(0, -1), id)
    else exact.set(atom, id)
  }
  const startsBy = new Map<number, number[]>()
  for (const p of firsts) {
    const atom = positions.atomOf[p] as number
    const list = startsBy.get(atom)
    if (list) list.push(p)
    else startsBy.set(atom, [p])
  }
  const longestPrefix = Math.max(0, ...[...prefixes.keys()].map((p) => p.length))

  const atomsOf = (token: Token): number[] => {
    const ids = new Set<number>()
    const add = (id: number | undefined) => id !== undefined && ids.add(id)
    add(exact.get('_'))
    add(exact.get(token.text))
    if (token.kind === 'number') add(exact.get('#'))
    if (token.kind === 'word') {
      if (token.text.length > 3 && token.text.endsWith('s')) add(exact.get(token.text.slice(0, -1)))
      for (let n = 1; n <= Math.min(longestPrefix, token.text.length); n++) add(prefixes.get(token.text.slice(0, n)))
    }
    return [...ids].sort((a, b) => a - b)
  }

  const symbols = new Map<string, number>()
  const symbolAtoms: (readonly number[])[] = []
  const words = new Map<string, number>()
  const symbolOf = (token: Token): number => {
    const word = token.kind === 'number' && !exact.has(token.text) ? '#' : token.text
    const known = words.get(word)
    if (known !== undefined) return known
    const atoms = atomsOf(token)
    const key = atoms.join()
    let symbol = symbols.get(key)
    if (symbol === undefined) {
      symbol = symbolAtoms.push(atoms) - 1
      symbols.set(key, symbol)
    }
    if (words.size >= MAX_WORDS) words.clear()
    words.set(word, symbol)
    return symbol
  }

  let states = new Map<string, State>()
  const stateOf = (sorted: readonly number[]): State => {
    const key = sorted.join()
    const known = states.get(key)
    if (known) return known
    const accepted = [...new Set(sorted.map((p) => positions.accepts[p] as number).filter((a) => a >= 0))]
    const state: State = { positions: sorted, accepted: accepted.sort((a, b) => a - b), next: new Map() }
    if (states.size >= MAX_STATES) states = new Map()
    states.set(key, state)
    return state
  }
  const step = (state: State, symbol: number): State => {
    const atoms = symbolAtoms[symbol] as readonly number[]
    const wanted = new Set(atoms)
    const reached = new Set<number>()
    for (const p of state.positions)
      for (const q of positions.follow[p] as number[]) if (wanted.has(positions.atomOf[q] as number)) reached.add(q)
    for (const atom of atoms) for (const p of startsBy.get(atom) ?? []) reached.add(p)
    return stateOf([...reached].sort((a, b) => a - b))
  }

  return {
    run: (tokens) => {
      const out: { end: number; patterns: readonly number[] }[] = []
      let state = stateOf([])
      for (let i = 0; i < tokens.length; i++) {
        const symbol = symbolOf(tokens[i] as Token)
        let next = state.next.get(symbol)
        if (!next) {
          next = step(state, symbol)
          state.next.set(symbol, next)
        }
        state = next
        if (state.accepted.length > 0) out.push({ end: i + 1, patterns: state.accepted })
      }
      return out
    },
  }
}
