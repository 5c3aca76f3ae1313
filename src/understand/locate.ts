import { testOf } from './atoms.ts'
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

/** Gives the longest place at which a pattern ends with token `end` (exclusive), or null. */
export type Locator = (tokens: readonly Token[], end: number) => Located | null

type Step = (tokens: readonly Token[], at: number) => boolean

/** What one search has found so far; a pattern is searched for by one caller at a time. */
interface Search {
  end: number
  evidenceStart: number
  evidenceEnd: number
}

/** One token that satisfies one of the atoms. */
function one(atoms: readonly string[], search: Search, next: Step): Step {
  const test = testOf(atoms)
  return (tokens, at) => {
    const token = tokens[at]
    return token !== undefined && at < search.end && test(token) && next(tokens, at + 1)
  }
}

/** Turns a pattern into steps, each of which knows what comes after it: backtracking without a call to set up. */
function stepsOf(node: Node, search: Search, next: Step): Step {
  switch (node.kind) {
    case 'atom':
      return one([node.atom], search, next)
    case 'optional': {
      const item = stepsOf(node.item, search, next)
      return (tokens, at) => next(tokens, at) || item(tokens, at)
    }
    case 'evidence': {
      const item = stepsOf(node.item, search, (tokens, at) => {
        search.evidenceEnd = at
        return next(tokens, at)
      })
      return (tokens, at) => {
        search.evidenceStart = at
        return item(tokens, at)
      }
    }
    case 'either': {
      const atoms = node.options.flatMap((option) => (option.kind === 'atom' ? [option.atom] : []))
      const longer = node.options.filter((option) => option.kind !== 'atom')
      const options = longer.map((option) => stepsOf(option, search, next))
      if (atoms.length > 0) options.push(one(atoms, search, next))
      return (tokens, at) => options.some((option) => option(tokens, at))
    }
    case 'sequence':
      return node.items.reduceRight((after, item) => stepsOf(item, search, after), next)
  }
}

/** Prepares a pattern for being located. One of fixed length without marked evidence needs no second look. */
export function createLocator(node: Node): Locator {
  const { least, most, firsts, hasEvidence } = shapeOf(node)
  if (least === most && !hasEvidence) {
    return (_, end) => ({ start: end - most, end, evidenceStart: end - most, evidenceEnd: end })
  }
  const search: Search = { end: 0, evidenceStart: -1, evidenceEnd: -1 }
  const mayBegin = testOf(firsts)
  let first: Step | null = null
  return (tokens, end) => {
    first ??= stepsOf(node, search, (_, at) => at === search.end)
    search.end = end
    for (let start = Math.max(0, end - most); start <= end - least; start++) {
      if (!mayBegin(tokens[start] as Token)) continue
      search.evidenceStart = start
      search.evidenceEnd = end
      if (first(tokens, start)) {
        const { evidenceStart, evidenceEnd } = search
        return { start, end, evidenceStart, evidenceEnd }
      }
    }
    return null
  }
}
