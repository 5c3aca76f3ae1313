import type { Node } from './pattern.ts'

/** Range of positions of one pattern and what can be told of it without a text. */
export interface PatternShape {
  readonly from: number
  readonly to: number
  /** Fewest and most tokens that it spans. */
  readonly least: number
  readonly most: number
  /** A part of it is marked as evidence. */
  readonly marked: boolean
}

/** Glushkov's construction over all patterns: a position is one occurrence of an atom, with what may follow it. */
export interface Positions {
  readonly atomIds: ReadonlyMap<string, number>
  readonly atomOf: readonly number[]
  readonly follow: readonly (readonly number[])[]
  /** The pattern that is complete when this position has matched, else -1. */
  readonly accepts: readonly number[]
  readonly begins: readonly boolean[]
  readonly inEvidence: readonly boolean[]
  readonly patterns: readonly PatternShape[]
}

interface Fragment {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly nullable: boolean
  readonly least: number
  readonly most: number
  readonly marked: boolean
}

const EMPTY: Fragment = { first: [], last: [], nullable: true, least: 0, most: 0, marked: false }

/** Numbers the positions of every pattern; those of one pattern stand together. */
export function positionsOf(nodes: readonly Node[]): Positions {
  const atomIds = new Map<string, number>()
  const atomOf: number[] = []
  const follow: number[][] = []
  const accepts: number[] = []
  const begins: boolean[] = []
  const inEvidence: boolean[] = []

  const position = (atom: string, evidence: boolean): number => {
    const id = atomIds.get(atom) ?? atomIds.size
    atomIds.set(atom, id)
    follow.push([])
    accepts.push(-1)
    begins.push(false)
    inEvidence.push(evidence)
    return atomOf.push(id) - 1
  }
  const visit = (node: Node, evidence: boolean): Fragment => {
    switch (node.kind) {
      case 'atom': {
        const p = [position(node.atom, evidence)]
        return { first: p, last: p, nullable: false, least: 1, most: 1, marked: false }
      }
      case 'optional':
        return { ...visit(node.item, evidence), nullable: true, least: 0 }
      case 'evidence':
        return { ...visit(node.item, true), marked: true }
      case 'either': {
        const parts = node.options.map((option) => visit(option, evidence))
        return {
          first: parts.flatMap((part) => part.first),
          last: parts.flatMap((part) => part.last),
          nullable: parts.some((part) => part.nullable),
          least: Math.min(...parts.map((part) => part.least)),
          most: Math.max(...parts.map((part) => part.most)),
          marked: parts.some((part) => part.marked),
        }
      }
      case 'sequence':
        return node.items
          .map((item) => visit(item, evidence))
          .reduce((a, b) => {
            for (const p of a.last) (follow[p] as number[]).push(...b.first)
            return {
              first: a.nullable ? [...a.first, ...b.first] : a.first,
              last: b.nullable ? [...a.last, ...b.last] : b.last,
              nullable: a.nullable && b.nullable,
              least: a.least + b.least,
              most: a.most + b.most,
              marked: a.marked || b.marked,
            }
          }, EMPTY)
    }
  }
  const patterns = nodes.map((node, pattern): PatternShape => {
    const from = atomOf.length
    const { first, last, least, most, marked } = visit(node, false)
    for (const p of first) begins[p] = true
    for (const p of last) accepts[p] = pattern
    return { from, to: atomOf.length, least, most, marked }
  })
  return { atomIds, atomOf, follow, accepts, begins, inEvidence, patterns }
}
