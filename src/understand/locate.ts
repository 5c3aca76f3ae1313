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

/** What can be told of a pattern without a text. */
interface Shape {
  /** Fewest and most tokens that it spans. */
  readonly least: number
  readonly most: number
  /** Atoms that it may begin with. */
  readonly firsts: readonly string[]
  readonly hasEvidence: boolean
}

function shapeOf(node: Node): Shape {
  switch (node.kind) {
    case 'atom':
      return { least: 1, most: 1, firsts: [node.atom], hasEvidence: false }
    case 'optional':
      return { ...shapeOf(node.item), least: 0 }
    case 'evidence':
      return { ...shapeOf(node.item), hasEvidence: true }
    case 'either': {
      const parts = node.options.map(shapeOf)
      return {
        least: Math.min(...parts.map((part) => part.least)),
        most: Math.max(...parts.map((part) => part.most)),
        firsts: parts.flatMap((part) => part.firsts),
        hasEvidence: parts.some((part) => part.hasEvidence),
      }
    }
    case 'sequence': {
      const parts = node.items.map(shapeOf)
      const needed = parts.findIndex((part) => part.least > 0)
      return {
        least: parts.reduce((sum, part) => sum + part.least, 0),
        most: parts.reduce((sum, part) => sum + part.most, 0),
        firsts: parts.slice(0, needed < 0 ? parts.length : needed + 1).flatMap((part) => part.firsts),
        hasEvidence: parts.some((part) => part.hasEvidence),
      }
    }
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

/** Gives the longest place at which a pattern ends with token `end` (exclusive), or null. */
export type Locator = (tokens: readonly Token[], end: number) => Located | null

/** Prepares a pattern for being located. One of fixed length without marked evidence needs no second look. */
export function createLocator(node: Node): Locator {
  const { least, most, firsts, hasEvidence } = shapeOf(node)
  if (least === most && !hasEvidence) {
    return (_, end) => ({ start: end - most, end, evidenceStart: end - most, evidenceEnd: end })
  }
  return (tokens, end) => {
    for (let start = Math.max(0, end - most); start <= end - least; start++) {
      const token = tokens[start] as Token
      if (!firsts.some((atom) => satisfies(atom, token))) continue
      const found = match(node, tokens, start, null, (at, evidence) =>
        at === end ? (evidence ?? [start, end]) : undefined,
      )
      if (found) return { start, end, evidenceStart: found[0], evidenceEnd: found[1] }
    }
    return null
  }
}
