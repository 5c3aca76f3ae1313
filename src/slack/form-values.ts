import {
  type FactorName,
  type FactorValue,
  type Facts,
  isFactorName,
  isMoneyFactor,
  isNumberFactor,
} from '../domain/factors.ts'
import { Declined, declined } from './declined.ts'
import { actionOf, FIELD } from './views/form.ts'
import type { Notice } from './views/notices.ts'

/** What Slack says stands in one input. */
interface Given {
  readonly value?: string | null | undefined
  readonly selected_option?: { readonly value: string } | null | undefined
  readonly selected_options?: readonly { readonly value: string }[] | null | undefined
}
/** Inputs of a submitted form, by block and action. */
export type FormState = Readonly<Record<string, Readonly<Record<string, Given>>>>

const CURRENCY: Readonly<Record<string, string>> = { $: 'USD', '€': 'EUR', '£': 'GBP' }

/** Reads an amount that a person typed into a form, such as "5,000 USD", "€5000" or "5k". */
function readMoney(text: string): FactorValue {
  const match = /^\s*([$€£])?\s*(\d[\d,.' ]*?)\s*(k|m)?\s*([a-z]{3}|[$€£])?\s*$/i.exec(text)
  const digits = match?.[2]?.replace(/[,' ](?=\d{3})/g, '')
  const amount = Number(digits) * (match?.[3]?.toLowerCase() === 'k' ? 1e3 : match?.[3] ? 1e6 : 1)
  if (!match || !Number.isFinite(amount)) throw declined('writeAmount')
  const unit = match[1] ?? match[4] ?? 'USD'
  return { amount, currency: CURRENCY[unit] ?? unit.toUpperCase() }
}

function readField(factor: FactorName, given: Given): FactorValue | undefined {
  if (given.selected_option) return given.selected_option.value
  if (given.selected_options)
    return given.selected_options.length > 0 ? given.selected_options.map((o) => o.value) : undefined
  const text = given.value?.trim()
  if (!text) return undefined
  if (isMoneyFactor(factor)) return readMoney(text)
  if (isNumberFactor(factor)) return Number(text)
  return text
    .toLowerCase()
    .split(/\s*[,;]\s*/)
    .filter(Boolean)
}

export interface FormReading {
  /** What differs from the facts that the form showed. */
  readonly changed: readonly (readonly [FactorName, FactorValue])[]
  /** What to say of each block that cannot be read. */
  readonly errors: Readonly<Record<string, Notice>>
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Reads a submitted form against the facts that it was filled with; an emptied field changes nothing. */
export function readForm(state: FormState, before: Facts): FormReading {
  const changed: [FactorName, FactorValue][] = []
  const errors: Record<string, Notice> = {}
  for (const [block, inputs] of Object.entries(state)) {
    const factor = block.slice(FIELD.length)
    const given = inputs[actionOf(factor as FactorName)]
    if (!block.startsWith(FIELD) || !isFactorName(factor) || !given) continue
    try {
      const value = readField(factor, given)
      if (value !== undefined && !same(value, before[factor])) changed.push([factor, value])
    } catch (error) {
      if (!(error instanceof Declined)) throw error
      errors[block] = error.notice
    }
  }
  return { changed, errors }
}
