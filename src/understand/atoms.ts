import type { Token } from './tokens.ts'

/** Whether a token satisfies one of some atoms of the pattern language. */
export type AtomTest = (token: Token) => boolean

const isPrefix = (atom: string) => atom.length > 1 && atom.endsWith('*')

/** Shortest word that is also looked up without its plural s. */
const PLURAL = 4

/** Turns atoms (words, `#`, `_`, beginnings) into one test, whatever their number. */
export function testOf(atoms: readonly string[]): AtomTest {
  if (atoms.includes('_')) return () => true
  const words = new Set(atoms.filter((atom) => !isPrefix(atom)))
  const prefixes = atoms.filter(isPrefix).map((atom) => atom.slice(0, -1))
  const number = words.has('#')
  return ({ kind, text }) => {
    if (words.has(text)) return true
    if (kind !== 'word') return number && kind === 'number'
    if (text.length >= PLURAL && text.endsWith('s') && words.has(text.slice(0, -1))) return true
    return prefixes.length > 0 && prefixes.some((prefix) => text.startsWith(prefix))
  }
}
