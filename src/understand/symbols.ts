import type { Token } from './tokens.ts'

/** Tokens that satisfy the same atoms are one symbol: what an automaton steps by. */
export interface Symbols {
  readonly of: (token: Token) => number
  /** Ids of the atoms that a symbol satisfies, ascending. */
  readonly atoms: (symbol: number) => readonly number[]
}

/** Words remembered before the memory is emptied: hostile texts invent words without end. */
const MOST_WORDS = 50_000
/** Looked up without its plural s too: words of four letters or more, and names that end in a digit ("two L4s"). */
const PLURAL = /(?:..[^s]|\d)s$/

const isPrefix = (atom: string) => atom.length > 1 && atom.endsWith('*')

/** Prepares the look-up of atoms: words, `#` any number, `_` any token, `abc*` a beginning. */
export function createSymbols(atomIds: ReadonlyMap<string, number>): Symbols {
  const exact = new Map([...atomIds].filter(([atom]) => !isPrefix(atom)))
  const prefixes = new Map([...atomIds].filter(([atom]) => isPrefix(atom)).map(([atom, id]) => [atom.slice(0, -1), id]))
  const longest = Math.max(0, ...[...prefixes.keys()].map((prefix) => prefix.length))

  const atomsOf = ({ kind, text }: Token): number[] => {
    const ids = new Set<number>()
    const add = (id: number | undefined) => id !== undefined && ids.add(id)
    add(exact.get('_'))
    add(exact.get(text))
    if (kind === 'number') add(exact.get('#'))
    if (kind === 'word') {
      if (PLURAL.test(text)) add(exact.get(text.slice(0, -1)))
      for (let n = 1; n <= Math.min(longest, text.length); n++) add(prefixes.get(text.slice(0, n)))
    }
    return [...ids].sort((a, b) => a - b)
  }

  const byKey = new Map<string, number>()
  const known: (readonly number[])[] = []
  const words = new Map<string, number>()
  return {
    of: (token) => {
      const word = token.kind === 'number' && !exact.has(token.text) ? '#' : token.text
      const remembered = words.get(word)
      if (remembered !== undefined) return remembered
      const atoms = atomsOf(token)
      const key = atoms.join()
      const symbol = byKey.get(key) ?? known.push(atoms) - 1
      byKey.set(key, symbol)
      if (words.size >= MOST_WORDS) words.clear()
      words.set(word, symbol)
      return symbol
    },
    atoms: (symbol) => known[symbol] as readonly number[],
  }
}
