import type { Brief, Finding, Span } from '../domain/brief.ts'
import { type FactorName, type FactorValue, isListFactor } from '../domain/factors.ts'

/** A proposal that held. */
export interface Held {
  readonly factor: FactorName
  readonly value: FactorValue
  readonly span: Span
  readonly message: number
  readonly derivation?: string
}

/** At most one finding a factor: words of a list join; two different values of another factor cancel each other. */
export function mergeHeld(held: readonly Held[], brief: Brief, rule: string): readonly Finding[] {
  return [...Map.groupBy(held, ({ factor }) => factor)].flatMap(([factor, all]): Finding[] => {
    const values = new Set(all.map(({ value }) => JSON.stringify(value)))
    const first = all[0] as Held
    if (!isListFactor(factor) && values.size > 1) return []
    const value = isListFactor(factor) ? [...new Set(all.flatMap((one) => one.value as string[]))].sort() : first.value
    const spans = new Map(all.map(({ span }) => [`${span.message}:${span.start}`, span]))
    const { derivation } = first
    const by = brief.messages[first.message]?.user
    const evidence = isListFactor(factor) ? [...spans.values()] : [first.span]
    return [
      {
        factor,
        value,
        status: 'suggested',
        evidence,
        rule,
        ...(by ? { by } : {}),
        ...(derivation ? { derivation } : {}),
      },
    ]
  })
}
