import type { DecisionStatus } from '../../domain/decision.ts'
import { type Words, wording } from '../../explain/words.ts'

/** Words of the card's own frame (`labels` in `data/texts`). */
const LABELS = [
  'changed',
  'unchanged',
  'details',
  'share',
  'close',
  'shareTitle',
  'shareText',
  'shareWords',
  'cancel',
  'change',
  'save',
  'accept',
  'otherwise',
  'defer',
  'proposed',
  'superseded',
  'accepted',
  'overridden',
  'deferred',
  'option',
  'reason',
  'follow',
  'stop',
  'good',
  'bad',
  'weighed',
  'points',
  'models',
  'basis',
  'needs',
  'trial',
  'exit',
  'terms',
  'figures',
  'hosts',
  'table',
  'item',
  'low',
  'likely',
  'high',
  'origin',
  'days',
  'none',
  'trialBill',
  'trialDays',
  'stale',
  'policy',
] as const

/** Names of the answer's sections, as the plain text has them. */
const SECTIONS = [
  'because',
  'against',
  'unless',
  'decides',
  'plan',
  'ruledOut',
  'conflicts',
  'understood',
  'assumed',
  'costs',
] as const

export type Labels = Readonly<Record<(typeof LABELS)[number] | (typeof SECTIONS)[number], string>>

/** Every label of cards, forms and details in the language of `words`. */
export function labelsFor({ texts }: Words): Labels {
  const own = LABELS.map((name) => [name, wording(texts.labels, name)] as const)
  const sections = SECTIONS.map((name) => [name, wording(texts.sections, name)] as const)
  return Object.fromEntries([...own, ...sections]) as Labels
}

/** A decision's state inside a sentence or a list. */
export function statusText(words: Words, status: DecisionStatus): string {
  const name = labelsFor(words)[status]
  return name.charAt(0).toLowerCase() + name.slice(1)
}
