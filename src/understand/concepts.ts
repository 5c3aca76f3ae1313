import type { FactorName } from '../domain/factors.ts'
import type { Cue, Lexicon, PhraseFile, PhraseRule } from '../domain/lexicon.ts'
import { type Automaton, compile } from './automaton.ts'
import { type Located, locate, longest } from './locate.ts'
import { type Node, parsePattern } from './pattern.ts'
import type { Token } from './tokens.ts'

/** What a pattern stands for. */
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
  | { readonly kind: 'sign'; readonly sign: 'decision' | 'subject' | 'own' }
  | { readonly kind: 'topic'; readonly topic: string }
  | { readonly kind: 'mention'; readonly id: string; readonly mention: 'model' | 'maker' | 'host' }

export interface Hit extends Located {
  readonly entry: Entry
}

export interface Tagger {
  readonly tag: (tokens: readonly Token[]) => readonly Hit[]
}

function* entriesOf(lexicon: Lexicon): Generator<readonly [Entry, readonly string[]]> {
  for (const file of lexicon.phrases)
    for (const rule of file.rules) yield [{ kind: 'phrase', factor: file.factor, merge: file.merge, rule }, rule.say]
  for (const cue of lexicon.cues) yield [{ kind: 'cue', cue }, cue.say]
  for (const slot of lexicon.slots.slots) {
    yield [{ kind: 'slot', factor: slot.factor, role: 'cue' }, slot.cues]
    yield [{ kind: 'slot', factor: slot.factor, role: 'bar' }, slot.bars]
    yield [{ kind: 'slot', factor: slot.factor, role: 'strong' }, slot.strong]
    yield [{ kind: 'slot', factor: slot.factor, role: 'loose' }, slot.fallbackBars]
  }
  yield [{ kind: 'protected' }, lexicon.slots.protected]
  for (const sign of ['decision', 'subject', 'own'] as const) yield [{ kind: 'sign', sign }, lexicon.subject[sign]]
  for (const topic of lexicon.subject.topics) yield [{ kind: 'topic', topic: topic.id }, topic.say]
  for (const { id, kind, say } of lexicon.subject.mentions) yield [{ kind: 'mention', id, mention: kind }, say]
}

/** Compiles a lexicon. Throws PatternError for a pattern that cannot be read. */
export function createTagger(lexicon: Lexicon): Tagger {
  const patterns: { entry: Entry; node: Node; most: number }[] = []
  for (const [entry, says] of entriesOf(lexicon))
    for (const say of says) {
      const node = parsePattern(say, lexicon.classes)
      patterns.push({ entry, node, most: longest(node) })
    }
  const automaton: Automaton = compile(patterns.map((p) => p.node))

  return {
    tag: (tokens) => {
      const best = new Map<Entry, Map<number, Hit>>()
      for (const { end, patterns: ended } of automaton.run(tokens))
        for (const index of ended) {
          const { entry, node, most } = patterns[index] as (typeof patterns)[number]
          const located = locate(node, tokens, end, most)
          if (!located) continue
          const byStart = best.get(entry) ?? new Map<number, Hit>()
          best.set(entry, byStart)
          const known = byStart.get(located.start)
          if (!known || known.end < located.end) byStart.set(located.start, { ...located, entry })
        }
      return [...best.values()]
        .flatMap((byStart) => [...byStart.values()])
        .sort((a, b) => a.start - b.start || b.end - a.end)
    },
  }
}

/** Of hits that share tokens, those that no longer hit of the same group covers. */
export function keepLongest<H extends Located>(hits: readonly H[], group: (hit: H) => string): readonly H[] {
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          group(other) === group(hit) &&
          other.start < hit.end &&
          hit.start < other.end &&
          (other.end - other.start > hit.end - hit.start ||
            (other.end - other.start === hit.end - hit.start && hits.indexOf(other) < hits.indexOf(hit))),
      ),
  )
}
