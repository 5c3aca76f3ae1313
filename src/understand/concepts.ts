import type { FactorName } from '../domain/factors.ts'
import type { Cue, Lexicon, PhraseFile, PhraseRule } from '../domain/lexicon.ts'
import { createAutomaton } from './automaton.ts'
import { createLocate, type Located } from './locate.ts'
import { type Node, PatternError, parsePattern } from './pattern.ts'
import { positionsOf } from './positions.ts'
import { createSymbols } from './symbols.ts'
import type { Token } from './tokens.ts'

/** What a pattern stands for. */
const SIGNS = ['decision', 'choice', 'subject', 'own', 'moving', 'chatter', 'supposition'] as const
export type Sign = (typeof SIGNS)[number]

const TRIAL_PARTS = ['open', 'closed', 'tried', 'works', 'fails', 'decoys'] as const
export type TrialPart = (typeof TRIAL_PARTS)[number]

export type Entry =
  | {
      readonly kind: 'phrase'
      readonly factor: FactorName
      readonly merge: PhraseFile['merge']
      readonly rule: PhraseRule
    }
  | { readonly kind: 'cue'; readonly cue: Cue }
  | { readonly kind: 'slot'; readonly factor: FactorName; readonly role: 'cue' | 'bar' | 'strong' | 'loose' }
  | { readonly kind: 'protected' }
  | { readonly kind: 'sign'; readonly sign: Sign }
  | { readonly kind: 'trial'; readonly part: TrialPart }
  | { readonly kind: 'name'; readonly factor: FactorName }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'mention'; readonly id: string; readonly mention: 'model' | 'maker' | 'host' }

export interface Hit extends Located {
  readonly entry: Entry
}

export interface Tagger {
  readonly tag: (tokens: readonly Token[]) => readonly Hit[]
}

type Compiled<E> = readonly [entry: E, say: readonly string[], classes?: Lexicon['classes']]

/** The classes of one file beside those of all. Throws PatternError for a name that both have. */
function classesOf({ factor, classes }: PhraseFile, shared: Lexicon['classes']): Lexicon['classes'] {
  const twice = Object.keys(classes).find((name) => name in shared)
  if (twice) throw new PatternError(`phrases of ${factor}: the class $${twice} is one of classes.json`)
  return { ...shared, ...classes }
}

/** The values that a rule stands for: its own, or each of the names that it speaks of (`$label`) with the words for it. */
function valuesOf({ names }: PhraseFile, { value }: PhraseRule) {
  const label = typeof value === 'string' && value.startsWith('$') ? value.slice(1) : null
  if (label === null) return [{ value, named: null }]
  const rows = names[label]
  if (!rows) throw new PatternError(`there are no names $${label}`)
  return Object.entries(rows).map(([name, words]) => ({ value: name, named: { [label]: words } }))
}

function* entriesOf(lexicon: Lexicon): Generator<Compiled<Entry>> {
  for (const file of lexicon.phrases) {
    const classes = classesOf(file, lexicon.classes)
    for (const rule of file.rules)
      for (const { value, named } of valuesOf(file, rule))
        yield [
          { kind: 'phrase', factor: file.factor, merge: file.merge, rule: { ...rule, value } },
          rule.say,
          named ? { ...classes, ...named } : classes,
        ]
  }
  for (const cue of lexicon.cues) yield [{ kind: 'cue', cue }, cue.say]
  for (const slot of lexicon.slots.slots) {
    yield [{ kind: 'slot', factor: slot.factor, role: 'cue' }, slot.cues]
    yield [{ kind: 'slot', factor: slot.factor, role: 'bar' }, slot.bars]
    yield [{ kind: 'slot', factor: slot.factor, role: 'strong' }, slot.strong]
    yield [{ kind: 'slot', factor: slot.factor, role: 'loose' }, slot.fallbackBars]
  }
  yield [{ kind: 'protected' }, lexicon.slots.protected]
  for (const { factor, say } of lexicon.subject.names) yield [{ kind: 'name', factor }, say]
  for (const sign of SIGNS) yield [{ kind: 'sign', sign }, lexicon.subject[sign]]
  for (const part of TRIAL_PARTS) yield [{ kind: 'trial', part }, lexicon.trials[part]]
  for (const topic of lexicon.subject.topics) yield [{ kind: 'topic', topic: topic.id }, topic.say]
  for (const { id, kind, say } of lexicon.subject.mentions) yield [{ kind: 'mention', id, mention: kind }, say]
}

type Found<E> = Located & { readonly entry: E }

/** Compiles patterns, each with what it stands for, into what finds them. */
function createFinder<E>(compiled: Iterable<Compiled<E>>, shared: Lexicon['classes']) {
  const entries: E[] = []
  const nodes: Node[] = []
  for (const [entry, says, classes = shared] of compiled)
    for (const say of says) {
      nodes.push(parsePattern(say, classes))
      entries.push(entry)
    }
  const positions = positionsOf(nodes)
  const symbols = createSymbols(positions.atomIds)
  const automaton = createAutomaton(positions, symbols)
  const locate = createLocate(positions, symbols)
  const isFixed = (pattern: number) => positions.patterns[pattern]?.least === positions.patterns[pattern]?.most

  return (tokens: readonly Token[]): readonly Found<E>[] => {
    const hits: Found<E>[] = []
    const sentence = tokens.map(symbols.of)
    const ended = automaton(sentence)
    ended.forEach(({ end, patterns }, i) => {
      const later = ended[i + 1]
      for (const pattern of patterns) {
        // A pattern that also ends one token on is located there, where it is longer.
        if (later?.end === end + 1 && !isFixed(pattern) && later.patterns.includes(pattern)) continue
        const located = locate(pattern, sentence, end)
        if (!located) continue
        const { start, evidenceStart, evidenceEnd } = located
        hits.push({ start, end, evidenceStart, evidenceEnd, entry: entries[pattern] as E })
      }
    })
    return longestOfEach(hits)
  }
}

/** Compiles a lexicon. Throws PatternError for a pattern that cannot be read. */
export const createTagger = (lexicon: Lexicon): Tagger => ({ tag: createFinder(entriesOf(lexicon), lexicon.classes) })

/** Compiles patterns into the question whether a sentence has any of them. Throws PatternError as `createTagger` does. */
export function createSpotter(say: readonly string[], classes: Lexicon['classes']) {
  const find = createFinder([[say, say]], classes)
  return (tokens: readonly Token[]): boolean => find(tokens).length > 0
}

/** Of the hits of one entry that begin at the same token, the longest; in the order of the text. */
function longestOfEach<E>(hits: Found<E>[]): readonly Found<E>[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end)
  return hits.filter((hit, i) => {
    for (let j = i - 1; j >= 0 && hits[j]?.start === hit.start; j--) if (hits[j]?.entry === hit.entry) return false
    return true
  })
}

/** Leaves out each hit that shares tokens with a longer one (or an earlier one as long) which `rivals` names its rival. */
export function keepLongest<H extends Located>(
  hits: readonly H[],
  rivals: (hit: H, other: H) => boolean,
  length: (hit: H) => number = (hit) => hit.end - hit.start,
): readonly H[] {
  return hits.filter(
    (hit, i) =>
      !hits.some(
        (other, j) =>
          i !== j &&
          other.start < hit.end &&
          hit.start < other.end &&
          (length(other) > length(hit) || (length(other) === length(hit) && j < i)) &&
          rivals(hit, other),
      ),
  )
}
