import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Explanation } from '../../domain/advice.ts'
import {
  type ClosedListFactor,
  type FactorName,
  type FactorValue,
  type Facts,
  isLevelFactor,
  isMoneyFactor,
  isNumberFactor,
  LEVELS,
  LISTS,
  type Money,
} from '../../domain/factors.ts'
import { capital, label, valueText, type Words, wording } from '../../explain/words.ts'
import { FORMS } from './buttons.ts'
import { clip } from './clip.ts'
import { GROUPS } from './groups.ts'
import { labelsFor } from './labels.ts'

/** Prefix of the block that holds a factor's input. */
export const FIELD = 'factor:'
const VALUE = 'value:'
export const actionOf = (factor: FactorName): string => `${VALUE}${factor}`

export interface FormInput {
  readonly words: Words
  /** Null: nothing is known yet, the guided way in. */
  readonly explanation: Explanation | null
  /** What the submission needs to find its way back. */
  readonly metadata: string
}

const plain = (text: string, max = 75) => ({ type: 'plain_text' as const, text: clip(text, max) })

const option = (words: Words, factor: FactorName, value: string): PlainTextOption => ({
  text: plain(capital(valueText(words, factor, isLevelFactor(factor) ? value : [value])) || value),
  value,
})

const isClosedList = (factor: FactorName): factor is ClosedListFactor => Object.hasOwn(LISTS, factor)
const money = (value: FactorValue): string => `${(value as Money).amount} ${(value as Money).currency}`

/** The input of one factor with its present value. */
function element(words: Words, factor: FactorName, now: FactorValue | undefined): InputBlock['element'] {
  const action_id = actionOf(factor)
  if (isLevelFactor(factor)) {
    const options = LEVELS[factor].map((level) => option(words, factor, level))
    const initial = options.find(({ value }) => value === now)
    return { type: 'static_select', action_id, options, ...(initial && { initial_option: initial }) }
  }
  if (isClosedList(factor)) {
    const options = LISTS[factor].map((word) => option(words, factor, word))
    const chosen = options.filter(({ value }) => Array.isArray(now) && now.includes(value))
    return { type: 'multi_static_select', action_id, options, ...(chosen.length > 0 && { initial_options: chosen }) }
  }
  if (isNumberFactor(factor)) {
    const initial = typeof now === 'number' ? { initial_value: String(now) } : {}
    return { type: 'number_input', action_id, is_decimal_allowed: true, min_value: '0', ...initial }
  }
  const example = isMoneyFactor(factor) ? '5000 USD' : 'a, b'
  const text = now === undefined ? '' : isMoneyFactor(factor) ? money(now) : (now as readonly string[]).join(', ')
  const initial = text ? { initial_value: clip(text, 200) } : {}
  return { type: 'plain_text_input', action_id, max_length: 200, placeholder: plain(example, 150), ...initial }
}

function field(words: Words, factor: FactorName, now: FactorValue | undefined, origin?: string): InputBlock {
  return {
    type: 'input',
    block_id: `${FIELD}${factor}`,
    optional: true,
    label: plain(capital(label(words, factor)), 150),
    ...(origin && { hint: plain(origin, 150) }),
    element: element(words, factor, now),
  }
}

const groups = (words: Words, one: (factor: FactorName) => InputBlock): KnownBlock[] =>
  GROUPS.flatMap(({ name, factors }) => [
    { type: 'header', text: plain(wording(words.texts.groups, name), 150) } as const,
    ...factors.map(one),
  ])

function form(words: Words, callback: string, title: string, metadata: string, blocks: KnownBlock[]): ModalView {
  const labels = labelsFor(words)
  return {
    type: 'modal',
    callback_id: callback,
    title: plain(title, 24),
    submit: plain(labels.save, 24),
    close: plain(labels.close, 24),
    private_metadata: metadata,
    blocks,
  }
}

/** Every factor, grouped, with its present value and where that came from. */
export function assumptionsForm({ words, explanation, metadata }: FormInput): ModalView {
  const items = new Map(explanation?.understood.map((item) => [item.factor, item]))
  const blocks = groups(words, (factor) => field(words, factor, items.get(factor)?.raw, items.get(factor)?.origin))
  return form(words, FORMS.assumptions, labelsFor(words).change, metadata, blocks)
}

/** The team's defaults: every factor with what stands in for it now; what is left empty has no default. */
export function policyForm(words: Words, defaults: Facts, metadata: string): ModalView {
  const blocks = groups(words, (factor) => field(words, factor, defaults[factor]))
  return form(words, FORMS.policy, labelsFor(words).policy, metadata, blocks)
}
