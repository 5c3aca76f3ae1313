import type { Brief, Finding, Language, Span, Understanding } from './brief.ts'
import type { Costs, Evaluation, ExitCost, ShortlistEntry } from './costs.ts'
import type { FactorName, FactorValue } from './factors.ts'
import type { Option, Recommendation } from './recommendation.ts'

/** Content hashes and dates of everything that an answer was made from: same versions, same words, same bytes. */
export interface Versions {
  readonly engine: string
  readonly rulebook: string
  readonly catalogue: string
}

/** What happened to LLM assistance: off, used, skipped for a reason, or failed. */
export interface AssistReport {
  readonly state: 'off' | 'used' | 'skipped' | 'unavailable'
  readonly reason?: string
  readonly suggested: number
  readonly dropped: number
  /** What the model read otherwise than the rules, and could show: the rules stand, people are told. */
  readonly disputed?: readonly Finding[]
}

/** Everything known about one request: what was said, understood, advised, and what it would cost. */
export interface Advice {
  readonly brief: Brief
  readonly understanding: Understanding
  /** Team defaults that stood in for what nobody said (none unless a policy sets them). */
  readonly defaults: readonly Finding[]
  readonly recommendation: Recommendation
  readonly costs: Costs | null
  readonly shortlist: readonly ShortlistEntry[]
  /** The trial to run before committing; null where there is nothing to try. */
  readonly evaluation: Evaluation | null
  /** What leaving the advised option (each leg of a hybrid) takes. */
  readonly exitCosts: readonly ExitCost[]
  readonly assist: AssistReport
  readonly versions: Versions
  /** sha256 of the recommendation, costs and versions: equal for equal answers. */
  readonly hash: string
}

/** One sentence of the answer and what it rests on. */
export interface Statement {
  readonly text: string
  readonly factors: readonly FactorName[]
  readonly evidence: readonly Span[]
  /** The option that the sentence speaks for, where it speaks for one (contradiction checks read this). */
  readonly speaksFor?: Option
}

export interface UnderstoodItem {
  readonly factor: FactorName
  readonly label: string
  readonly value: string
  readonly raw: FactorValue
  readonly origin: string
  readonly finding: Finding
}

export interface AskedQuestion {
  readonly factor: FactorName
  readonly text: string
  readonly choices: readonly { readonly label: string; readonly value: FactorValue }[]
}

export interface CostLine {
  readonly option: Option
  readonly text: string
}

/** The answer in words, from which card, details, plain text and ADR are laid out; none of them adds a claim. */
export interface Explanation {
  readonly language: Language
  /** "Open weights, self-hosted": the option in the reader's words. */
  readonly headline: string
  readonly verdict: Statement
  readonly because: readonly Statement[]
  readonly against: Statement | null
  readonly unless: readonly Statement[]
  readonly plan: readonly Statement[]
  readonly ruledOut: readonly Statement[]
  readonly conflicts: readonly Statement[]
  /** Every reason that was weighed with its strength, strongest first: for the details. */
  readonly weighed?: readonly Statement[]
  /** Against what they use today, where that is not what is advised. */
  readonly compared?: readonly Statement[]
  readonly understood: readonly UnderstoodItem[]
  readonly assumed: readonly Statement[]
  readonly questions: readonly AskedQuestion[]
  readonly costs: readonly CostLine[]
  /** Age of the facts, staleness, assistance: one line. */
  readonly footer: string
  /** The whole answer as plain text: notifications, screen readers, command line. */
  readonly text: string
}
