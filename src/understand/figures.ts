import type { Quantity } from './quantities.ts'

/** A day in milliseconds: `deadline_days` from a duration. */
export const DAY = 86_400_000
/** A second in milliseconds. */
export const SECOND = 1_000
/** In milliseconds; what takes longer is a job's run time, no wait for an answer. */
export const LONGEST_WAIT = 600_000
/** Fewer of an unlisted noun are no volume ("2 offsites a year"). */
export const FEWEST_THINGS = 20

/** To six significant digits, so that arithmetic leaves no tail. */
export const round = (n: number): number => Number(n.toPrecision(6))

const FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 })

/** A number as derivations write it: "12,000". */
export const shown = (n: number): string => FORMAT.format(n)

/** A quantity's number for a month of its period, with the sum where there is one to show. */
export function monthly(q: Quantity): { readonly value: number; readonly derivation?: string } {
  if (!q.period || q.period.perMonth === 1) return { value: q.value }
  return {
    value: round(q.value * q.period.perMonth),
    derivation: `${shown(q.value)} a ${q.period.id} x ${shown(q.period.perMonth)}`,
  }
}
