import { satisfies } from './automaton.ts'
import type { Node } from './pattern.ts'
import type { Token } from './tokens.ts'

/** Where a pattern matched, in token indexes (end exclusive), and which part of it is the evidence. */
export interface Located {
  readonly start: number
  readonly end: number
  readonly evidenceStart: number
  readonly evidenceEnd: number
}

/** The most tokens that a pattern can span. */
export function longest(node: Node): number {
  switch (node.kind) {
    case 'atom':
      return 1
    case 'optional':
    case 'evidence':
      return longest(node.item)
    case 'either':
      return Math.max(...node.options.map(longest))
    case 'sequence':
      return node.items.reduce((sum, item) => sum + longest(item), 0)
  }
}

type Evidence = readonly [number, number] | null
type Then = (at: number, evidence: Evidence) => Evidence | undefined

/** Backtracking over one short pattern: only run where the automaton has already said that it ends. */
function match(node: Node, tokens: readonly Token[], at: number, evidence: Evidence, then: Then): Evidence | undefined {
  switch (node.kind) {
    case 'atom': {
      const token = tokens[at]
      return token && satisfies(node.atom, token) ? then(at + 1, evidence) : undefined
    }
    case 'optional': {
      const without = then(at, evidence)
      return without !== undefined ? without : match(node.item, tokens, at, evidence, then)
    }
    case 'evidence':
      return match(node.item, tokens, at, evidence, (end, inner) => then(end, inner ?? [at, end]))
    case 'either':
      for (const option of node.options) {
        const found = match(option, tokens, at, evidence, then)
        if (found !== undefined) return found
      }
      return undefined
    case 'sequence': {
      const from = (i: number): Then => {
        const item = node.items[i]
        return item ? (a, e) => match(item, tokens, a, e, from(i + 1)) : then
      }
      return from(0)(at, evidence)
    }
  }
}

/** The longest place at which the pattern ends with token `end` (exclusive), or null. */
export function locate(node: Node, tokens: readonly Token[], end: number, most: number): Located | null {
  for (let start = Math.max(0, end - most); start < end; start++) {
    const found = match(node, tokens, start, null, (at, evidence) =>
      at === end ? (evidence ?? [start, end]) : undefined,
    )
    if (found) return { start, end, evidenceStart: found[0], evidenceEnd: found[1] }
  }
  return null
}
