import { fold } from './text.ts'
import { sentences } from './tokens.ts'

/**
 * The pattern language of `data/`: words in order, where
 * `word` also matches its plural in s, `wor*` a beginning, `(a|b c)` alternatives, `x?` an optional item, `_` any one
 * token, `~3` up to three tokens, `#` a number, `$name` a class, and `[ ]` the part that is shown as evidence.
 */
export type Node =
  | { readonly kind: 'atom'; readonly atom: string }
  | { readonly kind: 'sequence'; readonly items: readonly Node[] }
  | { readonly kind: 'either'; readonly options: readonly Node[] }
  | { readonly kind: 'optional'; readonly item: Node }
  | { readonly kind: 'evidence'; readonly item: Node }

export class PatternError extends Error {
  override readonly name = 'PatternError'
}

const SPECIAL = new Set(['_', '#'])

/** A word as a text would be cut: "24/7" is three tokens, "8b" two. */
function literal(lexeme: string, pattern: string): Node {
  if (SPECIAL.has(lexeme)) return { kind: 'atom', atom: lexeme }
  const isPrefix = lexeme.length > 1 && lexeme.endsWith('*')
  const word = isPrefix ? lexeme.slice(0, -1) : lexeme
  const tokens = sentences(fold(word), NONE).flatMap((sentence) => sentence.tokens)
  const last = tokens.at(-1)
  if (!last) throw new PatternError(`'${pattern}': '${lexeme}' is no word that a text can have`)
  const items = tokens.map(
    (token): Node => ({ kind: 'atom', atom: isPrefix && token === last ? `${token.text}*` : token.text }),
  )
  return items.length === 1 ? (items[0] as Node) : { kind: 'sequence', items }
}

const NONE = new Set<string>()
/** Each class is read once, whatever the number of patterns that name it. */
const classNodes = new WeakMap<readonly string[], Node>()
const LEXEME = /~\d|\$[a-z_]{1,40}|[()[\]|?]|[^\s()[\]|?~$]{1,60}/y
const MAX_GAP = 9

function lex(pattern: string): string[] {
  const out: string[] = []
  let at = 0
  while (at < pattern.length) {
    if (pattern[at] === ' ') {
      at++
      continue
    }
    LEXEME.lastIndex = at
    const found = LEXEME.exec(pattern)?.[0]
    if (!found) throw new PatternError(`'${pattern}': cannot be read at '${pattern.slice(at)}'`)
    out.push(found)
    at += found.length
  }
  return out
}

const isGap = (node: Node): boolean =>
  (node.kind === 'optional' && node.item.kind === 'atom' && node.item.atom === '_') ||
  (node.kind === 'sequence' && node.items.every(isGap))

/** A gap at the edge of a pattern asks for nothing: it would only stretch what is shown as evidence. */
function withoutEdgeGaps(node: Node): Node {
  if (node.kind === 'evidence') return { ...node, item: withoutEdgeGaps(node.item) }
  if (node.kind === 'either') return { ...node, options: node.options.map(withoutEdgeGaps) }
  if (node.kind !== 'sequence') return node
  const from = node.items.findIndex((item) => !isGap(item))
  const to = node.items.findLastIndex((item) => !isGap(item))
  const items = node.items.slice(from, to + 1)
  const only = items.length === 1 ? items[0] : undefined
  return only ? withoutEdgeGaps(only) : { kind: 'sequence', items }
}

function nullable(node: Node): boolean {
  switch (node.kind) {
    case 'atom':
      return false
    case 'optional':
      return true
    case 'evidence':
      return nullable(node.item)
    case 'either':
      return node.options.some(nullable)
    case 'sequence':
      return node.items.every(nullable)
  }
}

/** Reads one pattern. Throws PatternError that quotes the pattern and says what is wrong. */
export function parsePattern(pattern: string, classes: Readonly<Record<string, readonly string[]>>, depth = 0): Node {
  if (depth > 6) throw new PatternError(`'${pattern}': classes refer to each other in a circle`)
  const lexemes = lex(pattern)
  let at = 0
  const sequence = (closers: string): Node => {
    const items: Node[] = []
    while (at < lexemes.length && !closers.includes(lexemes[at] as string)) {
      let item = one(lexemes[at++] as string)
      if (lexemes[at] === '?') {
        at++
        item = { kind: 'optional', item }
      }
      items.push(item)
    }
    if (items.length === 0) throw new PatternError(`'${pattern}': an empty part`)
    return items.length === 1 ? (items[0] as Node) : { kind: 'sequence', items }
  }
  const one = (lexeme: string): Node => {
    if (lexeme === '(') {
      const options: Node[] = [sequence('|)')]
      while (lexemes[at] === '|') {
        at++
        options.push(sequence('|)'))
      }
      if (lexemes[at++] !== ')') throw new PatternError(`'${pattern}': a bracket is not closed`)
      return options.length === 1 ? (options[0] as Node) : { kind: 'either', options }
    }
    if (lexeme === '[') {
      const item = sequence(']')
      if (lexemes[at++] !== ']') throw new PatternError(`'${pattern}': a bracket is not closed`)
      return { kind: 'evidence', item }
    }
    if (lexeme.startsWith('~')) {
      const gap = Number(lexeme.slice(1))
      if (gap < 1 || gap > MAX_GAP) throw new PatternError(`'${pattern}': a gap is 1 to ${MAX_GAP} tokens`)
      const any: Node = { kind: 'optional', item: { kind: 'atom', atom: '_' } }
      return { kind: 'sequence', items: Array.from({ length: gap }, () => any) }
    }
    if (lexeme.startsWith('$')) {
      const options = classes[lexeme.slice(1)]
      if (!options) throw new PatternError(`'${pattern}': there is no class ${lexeme}`)
      const known = classNodes.get(options)
      if (known) return known
      const node: Node = { kind: 'either', options: options.map((option) => parsePattern(option, classes, depth + 1)) }
      classNodes.set(options, node)
      return node
    }
    if (')]|?'.includes(lexeme)) throw new PatternError(`'${pattern}': '${lexeme}' stands alone`)
    return literal(lexeme, pattern)
  }
  const node = sequence('|)]')
  if (lexemes[at] === '|') return parsePattern(`(${pattern})`, classes, depth)
  if (at < lexemes.length) throw new PatternError(`'${pattern}': '${lexemes[at]}' stands alone`)
  if (depth === 0 && nullable(node)) throw new PatternError(`'${pattern}': it may match nothing at all`)
  return depth === 0 ? withoutEdgeGaps(node) : node
}
