import fc from 'fast-check'
import {
  FACTOR_NAMES,
  type FactorName,
  type Facts,
  factsSchema,
  isLevelFactor,
  isMoneyFactor,
  isNumberFactor,
  LEVELS,
  LISTS,
} from '#src/domain/factors.ts'

const NAMES = ['azure', 'aws', 'openai', 'anthropic', 'deepseek', 'a small local firm']
const amounts = fc
  .double({ min: 1, max: 9, noNaN: true })
  .chain((x) => fc.integer({ min: 0, max: 7 }).map((k) => x * 10 ** k))

/** Values of one factor as the schema takes them. */
const anyValue = (name: FactorName): fc.Arbitrary<unknown> => {
  if (isLevelFactor(name)) return fc.constantFrom(...LEVELS[name])
  if (isMoneyFactor(name)) return fc.record({ amount: amounts, currency: fc.constantFrom('USD', 'EUR', 'INR', 'XXX') })
  if (isNumberFactor(name)) return amounts
  const words: readonly string[] = LISTS[name as keyof typeof LISTS] ?? NAMES
  return fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 })
}

/** Facts of any kind: each factor known with about one chance in four. */
export const anyFacts: fc.Arbitrary<Facts> = fc
  .subarray([...FACTOR_NAMES], { minLength: 0, maxLength: 14 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, anyValue(name)]))))
  .map((facts) => factsSchema.parse(facts))
