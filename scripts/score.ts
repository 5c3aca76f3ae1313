import {
  type FactorName,
  type FactorValue,
  isListFactor,
  isMoneyFactor,
  isNumberFactor,
  type Money,
} from '#src/domain/factors.ts'

/** A labelled case (../shared/corpus/LABELLING.md). */
export interface Case {
  readonly id: string
  readonly messages: readonly { readonly user: string; readonly text: string }[]
  readonly labels: {
    readonly factors: readonly Labelled[]
    readonly verdict: string
    readonly strength?: string
    readonly also?: readonly string[]
  }
}
interface Labelled {
  readonly factor: FactorName
  readonly value: FactorValue
  readonly evidence: string
  readonly evidence_b?: string
  readonly optional?: boolean
}
export interface Predicted {
  readonly factors: readonly {
    readonly factor: FactorName
    readonly value: FactorValue
    readonly evidence: readonly {
      readonly message: number
      readonly start: number
      readonly end: number
      readonly text: string
    }[]
  }[]
  readonly verdict: string
}

/** Counts of one case; sums of them give every measure, and resampling the cases gives intervals. */
export interface Tally {
  tp: number
  fp: number
  fn: number
  evidence: number
  exact: number
  unsound: number
  cases: number
  firm: number
  firmRight: number
  forced: number
  forcedRight: number
  lean: number
  leanKept: number
  asked: number
  answered: number
  wrongSide: number
  undecided: number
  undecidedHeld: number
  offTopic: number
  offTopicAnswered: number
}

export const emptyTally = (): Tally => ({
  tp: 0,
  fp: 0,
  fn: 0,
  evidence: 0,
  exact: 0,
  unsound: 0,
  cases: 0,
  firm: 0,
  firmRight: 0,
  forced: 0,
  forcedRight: 0,
  lean: 0,
  leanKept: 0,
  asked: 0,
  answered: 0,
  wrongSide: 0,
  undecided: 0,
  undecidedHeld: 0,
  offTopic: 0,
  offTopicAnswered: 0,
})

/** Whether two figures count as the same: they differ by at most 5 % of the larger one (LABELLING.md). */
export const near = (a: number, b: number) => Math.abs(a - b) <= 0.05 * Math.max(Math.abs(a), Math.abs(b))

function same(factor: FactorName, a: FactorValue, b: FactorValue): boolean {
  if (isNumberFactor(factor)) return near(Number(a), Number(b))
  if (isMoneyFactor(factor))
    return near((a as Money).amount, (b as Money).amount) && (a as Money).currency === (b as Money).currency
  return String(a).toLowerCase() === String(b).toLowerCase()
}

const units = <T extends { readonly factor: FactorName; readonly value: FactorValue }>(entries: readonly T[]): T[] =>
  entries.flatMap((e) =>
    isListFactor(e.factor) ? [e.value].flat().map((value) => ({ ...e, value: value as string })) : [e],
  )

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** Token F1 of two spans. */
function overlap(a: string, b: string): number {
  const x = words(a)
  const left = words(b)
  const total = x.length + left.length
  let hit = 0
  for (const word of x) {
    const i = left.indexOf(word)
    if (i < 0) continue
    left.splice(i, 1)
    hit++
  }
  return x.length > 0 && total > x.length ? (2 * hit) / total : Number(a === b && a !== '')
}

/** Scores one case as corpus/evaluate.mjs does; `notes` says what was missed and what was extra. */
export function scoreCase(
  gold: Case,
  predicted: Predicted,
): { tally: Tally; perFactor: Map<FactorName, { tp: number; fp: number; fn: number }>; notes: string[] } {
  const tally = emptyTally()
  const notes: string[] = []
  const perFactor = new Map<FactorName, { tp: number; fp: number; fn: number }>()
  const row = (factor: FactorName) => {
    const known = perFactor.get(factor) ?? { tp: 0, fp: 0, fn: 0 }
    perFactor.set(factor, known)
    return known
  }
  const want = units(gold.labels.factors)
  const got = units(predicted.factors)
  const used = new Set<number>()
  for (const label of want.filter((w) => !w.optional)) {
    const at = got.findIndex(
      (g, i) => !used.has(i) && g.factor === label.factor && same(label.factor, g.value, label.value),
    )
    if (at < 0) {
      tally.fn++
      row(label.factor).fn++
      notes.push(`missed ${label.factor}=${JSON.stringify(label.value)} «${label.evidence}»`)
      continue
    }
    used.add(at)
    tally.tp++
    row(label.factor).tp++
    const spans = got[at]?.evidence ?? []
    const labelled = [label.evidence, label.evidence_b].filter((t): t is string => !!t)
    tally.evidence += Math.max(0, ...spans.flatMap((s) => labelled.map((text) => overlap(s.text, text))))
    const longest = Math.max(...labelled.map((text) => words(text).length))
    tally.unsound += spans.filter((s) => words(s.text).length > longest + 12).length
  }
  got.forEach((g, i) => {
    if (used.has(i) || want.some((w) => w.optional && w.factor === g.factor)) return
    tally.fp++
    row(g.factor).fp++
    notes.push(`extra ${g.factor}=${JSON.stringify(g.value)} «${g.evidence[0]?.text ?? ''}»`)
  })
  for (const factor of predicted.factors)
    for (const e of factor.evidence)
      if (!e.text || gold.messages[e.message]?.text.slice(e.start, e.end) !== e.text) tally.unsound++
  tally.cases = 1
  tally.exact = Number(notes.length === 0)
  scoreVerdict(gold, predicted.verdict, tally)
  return { tally, perFactor, notes }
}

function scoreVerdict({ labels }: Case, verdict: string, tally: Tally): void {
  const also = labels.also ?? []
  const right = verdict === labels.verdict || also.includes(verdict)
  if (labels.verdict === 'off_topic') {
    tally.offTopic = 1
    tally.offTopicAnswered = Number(verdict !== 'off_topic' && verdict !== 'undecided')
  } else if (labels.verdict === 'undecided') {
    tally.undecided = 1
    tally.undecidedHeld = Number(right)
  } else {
    tally.asked = 1
    tally.answered = Number(verdict !== 'undecided')
    if (labels.strength === 'lean') {
      tally.lean = 1
      tally.leanKept = Number(right || verdict === 'undecided')
    } else {
      tally.firm = 1
      tally.firmRight = Number(right)
    }
    const sides = [labels.verdict, verdict].sort().join()
    tally.wrongSide = Number(!right && sides === 'closed,open')
    if (labels.strength === 'forced') {
      tally.forced = 1
      tally.forcedRight = Number(right)
    }
  }
}

export const add = (a: Tally, b: Tally): Tally =>
  Object.fromEntries(Object.entries(a).map(([key, value]) => [key, value + b[key as keyof Tally]])) as unknown as Tally

const ratio = (a: number, b: number) => (b === 0 ? Number.NaN : a / b)

/** The measures of a sum of tallies. */
export function measures(t: Tally): Record<string, number> {
  const precision = ratio(t.tp, t.tp + t.fp)
  const recall = ratio(t.tp, t.tp + t.fn)
  return {
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    evidenceF1: ratio(t.evidence, t.tp),
    exact: ratio(t.exact, t.cases),
    unsound: t.unsound,
    firm: ratio(t.firmRight, t.firm),
    forced: ratio(t.forcedRight, t.forced),
    leanKept: ratio(t.leanKept, t.lean),
    answered: ratio(t.answered, t.asked),
    wrongSide: ratio(t.wrongSide, t.asked),
    undecidedHeld: ratio(t.undecidedHeld, t.undecided),
    offTopicAnswered: t.offTopicAnswered,
  }
}
