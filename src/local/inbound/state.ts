import type { Json } from '../types.ts'

/** What a person put into elements: raw values by `block id/action id`, action id or block id; lists where several are taken. */
export type Given = Readonly<Record<string, string | readonly string[] | null>>

interface Option {
  readonly text: Json
  readonly value: string
}

const SINGLE: Readonly<Record<string, string>> = {
  users_select: 'selected_user',
  conversations_select: 'selected_conversation',
  channels_select: 'selected_channel',
  datepicker: 'selected_date',
  timepicker: 'selected_time',
}
const SEVERAL: Readonly<Record<string, string>> = {
  multi_users_select: 'selected_users',
  multi_conversations_select: 'selected_conversations',
  multi_channels_select: 'selected_channels',
}
const TYPED = ['plain_text_input', 'number_input', 'email_text_input', 'url_text_input']
const PRESSED = ['button', 'icon_button', 'feedback_buttons']

/** All options of an element, groups flattened. */
export const optionsOf = (element: Json): readonly Option[] =>
  (element.options as Option[] | undefined) ??
  (element.option_groups as { options: Option[] }[] | undefined)?.flatMap((group) => group.options) ??
  []

function initialOf(element: Json): string | readonly string[] | null {
  const options = (element.initial_options as Option[] | undefined)?.map((o) => o.value)
  const option = (element.initial_option as Option | undefined)?.value
  const key = Object.keys(element).find((k) => k.startsWith('initial_') && !k.startsWith('initial_option'))
  return options ?? option ?? (key === undefined ? null : (element[key] as string))
}

/** The value of an element in the shape of `state.values` and `actions[]`; `raw` undefined means untouched. */
export function elementValue(element: Json, raw: string | readonly string[] | null | undefined): Json {
  const type = String(element.type)
  const now = raw === undefined ? initialOf(element) : raw
  const list = Array.isArray(now) ? now : now === null || now === '' ? [] : [String(now)]
  const one = list[0] ?? null
  const chosen = optionsOf(element).filter((o) => list.includes(o.value))
  if (TYPED.includes(type)) return { type, value: one }
  if (PRESSED.includes(type)) return { type, value: one ?? element.value }
  if (type === 'datetimepicker') return { type, selected_date_time: one === null ? null : Number(one) }
  if (type === 'multi_static_select' || type === 'checkboxes') return { type, selected_options: chosen }
  if (SINGLE[type]) return { type, [SINGLE[type]]: one }
  if (SEVERAL[type]) return { type, [SEVERAL[type]]: list }
  return { type, selected_option: chosen[0] ?? null }
}

/** An interactive element with the block it stands in. */
export interface Placed {
  readonly blockId: string
  readonly element: Json
  readonly block: Json
}

const isElement = (value: unknown): value is Json => typeof value === 'object' && value !== null && 'action_id' in value

/** Every interactive element of a list of blocks, in order. */
export function elementsOf(blocks: readonly Json[]): readonly Placed[] {
  return blocks.flatMap((block) => {
    const own = [block.accessory, block.element, ...((block.elements as unknown[] | undefined) ?? [])]
    const cards = (block.type === 'carousel' ? (block.elements as Json[]) : [block]).flatMap((b) =>
      b.type === 'card' ? ((b.actions as unknown[] | undefined) ?? []) : [],
    )
    const here = [...own, ...cards].filter(isElement)
    const placed = here.map((element) => ({ blockId: String(block.block_id), element, block }))
    return [...placed, ...elementsOf((block.child_blocks as Json[] | undefined) ?? [])]
  })
}

/** `state.values` of blocks after a person put `given` into them. Buttons have no state. */
export function stateOf(blocks: readonly Json[], given: Given): Readonly<Record<string, Json>> {
  const values: Record<string, Record<string, Json>> = {}
  for (const { blockId, element } of elementsOf(blocks)) {
    if ([...PRESSED, 'overflow'].includes(String(element.type))) continue
    const action = String(element.action_id)
    const raw = [given[`${blockId}/${action}`], given[action], given[blockId]].find((value) => value !== undefined)
    values[blockId] = { ...values[blockId], [action]: elementValue(element, raw) }
  }
  return values
}

const empty = (value: Json) =>
  Object.entries(value).every(
    ([k, v]) => k === 'type' || v === null || v === '' || (Array.isArray(v) && v.length === 0),
  )

function faultOf({ element, block }: Placed, value: Json): string | undefined {
  if (empty(value)) return block.optional === true ? undefined : 'Please complete this required field.'
  const text = String(value.value ?? '')
  const [min, max] = [Number(element.min_length ?? 0), Number(element.max_length ?? 3000)]
  if (element.type === 'plain_text_input' && text.length < min) return `Add ${min - text.length} more characters.`
  if (element.type === 'plain_text_input' && text.length > max) return `Remove ${text.length - max} characters.`
  if (element.type !== 'number_input') return undefined
  const number = Number(text)
  if (Number.isNaN(number)) return 'Enter a number.'
  if (element.is_decimal_allowed !== true && !Number.isInteger(number)) return 'Enter a whole number.'
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Enter ${element.min_value} or more.`
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Enter ${element.max_value} or less.`
  return undefined
}

/** What Slack itself would object to before it sends a submission: an error per block id. */
export function inputErrors(blocks: readonly Json[], state: Readonly<Record<string, Json>>): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const placed of elementsOf(blocks)) {
    if (placed.block.type !== 'input') continue
    const value = (state[placed.blockId] as Record<string, Json> | undefined)?.[String(placed.element.action_id)]
    const fault = value && faultOf(placed, value)
    if (fault) errors[placed.blockId] = fault
  }
  return errors
}
