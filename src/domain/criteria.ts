import { z } from 'zod'
import { ConfigError } from './errors.ts'
import { closedWords, FACTOR_NAMES, type FactorName, factsSchema, SINGLE_OPTIONS } from './factors.ts'

const factor = z.enum(FACTOR_NAMES as [FactorName, ...FactorName[]])
const single = z.enum(SINGLE_OPTIONS)
const text = z.string().min(1)
const points = z.strictObject({ closed_api: z.number(), open_hosted: z.number(), open_self_hosted: z.number() })

/** A factor holds when one known word is among the listed ones; `*` is any word, `@name` a list of `names`. */
const words = z.partialRecord(factor, z.array(text).min(1))
const when = { if: words.optional(), any: words.optional(), unless: words.optional() }
const why = { reason: text, source: text }

/** The weighed table (`data/criteria.json`): every row with its reason and source. Money in US dollars a month. */
const criteriaTableSchema = z.strictObject({
  version: text,
  date: z.iso.date(),
  about: text,
  margin: z.number().positive(),
  marginReason: text,
  names: z.record(text, z.array(text).min(1)),
  levels: z.array(z.strictObject({ factor, level: text, points, unless: words.optional(), ...why })),
  numbers: z.array(z.strictObject({ factor, upTo: z.number().positive(), points, ...why })),
  conditions: z.array(z.strictObject({ id: text, ...when, points, ...why })),
  vetoes: z.array(z.strictObject({ id: text, ...when, out: z.array(single).min(1), partOnlyIf: words, ...why })),
  silent: z.array(z.strictObject({ id: text, ...when, criteria: z.array(text).min(1), ...why })),
  hybrids: z.array(
    z.strictObject({
      option: z.enum(['hybrid_route', 'hybrid_migrate']),
      ...when,
      bonus: z.number().positive(),
      ...why,
    }),
  ),
  migrateOpenLead: z.number().positive(),
  migrateOpenLeadReason: text,
  spend: z.strictObject({
    reason: text,
    usdPerUnit: z.record(text, z.number().positive()),
    usdPerUnitReason: text,
    usdPerUnitDate: z.iso.date(),
    priceUsdPerMillion: z.record(text, z.tuple([z.number().positive(), z.number().positive()])),
    priceDate: z.iso.date(),
    priceSource: text,
    tokensPerRequestIfUnsaid: z.tuple([z.number().positive(), z.number().positive()]),
    tokensPerRequestReason: text,
    /** Two ways to say the same volume: where one is known, the other is neither asked nor flipped. */
    sameVolume: z.array(factor).min(2),
    knots: z.array(z.strictObject({ usd: z.number().positive(), points, source: text })).min(2),
  }),
  /** Where a host's likely price is at most this share of own machines', the bill lifts own machines no further. */
  hostedCheaper: z.strictObject({ ratio: z.number().positive(), ...why }),
  idleBill: z.strictObject({
    /** Facts that change what a volume costs by API: the estimate is made anew where one of them is tried. */
    pricedBy: z.array(factor),
    knots: z.array(z.strictObject({ ratio: z.number().positive(), points, source: text })).min(2),
    ...why,
  }),
  /** Range within which flip points of a number are sought, in its own unit; money in US dollars. */
  flipRanges: z.partialRecord(factor, z.tuple([z.number().positive(), z.number().positive()])),
  questions: z.strictObject({
    /** Asked before all others where its condition holds and an answer can change the verdict. */
    first: z.array(z.strictObject({ if: words.optional(), unless: words.optional(), ask: factor, reason: text })),
    atMost: z.number().int().positive(),
    /** A question whose answer is less likely than this to change the verdict is not worth a person's time. */
    leastChance: z.number().min(0).max(1),
    leastChanceReason: text,
    /** Factors that a person can be asked for. */
    ask: z.array(factor).min(1),
    /** At most one of each group in a round: the answers stand for one another. */
    alternatives: z.array(z.array(factor).min(2)),
    ...why,
  }),
  /** Levels, lists and numbers that can be said and deliberately carry nothing, each with its reason. */
  notWeighed: z.array(z.strictObject({ factor, values: z.array(text).min(1), reason: text })),
})

/** `data/variations.json`: the fixed plan. Row i of a column is a stratum 0..n-1; multipliers are by stratum. */
const variationsSchema = z.strictObject({
  about: text,
  madeBy: text,
  seed: z.number().int(),
  spread: z.number().positive(),
  multipliers: z.array(z.number().positive()),
  scales: z.record(text, z.array(z.number().int().nonnegative())),
  draws: z.partialRecord(factor, z.array(z.number().int().nonnegative())),
})

/** `data/frequencies.json`: how often each value of a factor was said in the labelled cases; the rest is silence. */
const frequenciesSchema = z.strictObject({
  about: text,
  source: text,
  sourceDate: z.iso.date(),
  cases: z.number().int().positive(),
  values: z.partialRecord(factor, z.array(z.strictObject({ value: z.unknown(), count: z.number().int().positive() }))),
})

type CriteriaTable = z.infer<typeof criteriaTableSchema>
type Variations = z.infer<typeof variationsSchema>
type Frequencies = z.infer<typeof frequenciesSchema>
/** Words of factors that a rule asks for. */
export type Words = z.infer<typeof words>
export type Points = z.infer<typeof points>

/** Everything that the engine decides by. */
export interface Criteria extends CriteriaTable {
  readonly variations: Variations
  readonly frequencies: Frequencies
}

/** Every (factor, word) that the table names, with where. */
function* namedWords(table: CriteriaTable): Generator<[string, FactorName, string]> {
  for (const row of table.levels) yield [`levels ${row.factor}`, row.factor, row.level]
  const rules = [...table.levels, ...table.conditions, ...table.vetoes, ...table.silent, ...table.hybrids]
  for (const rule of rules) {
    const where = 'id' in rule ? rule.id : 'option' in rule ? rule.option : rule.factor
    const groups = [rule.unless, 'if' in rule ? rule.if : undefined, 'any' in rule ? rule.any : undefined]
    if ('partOnlyIf' in rule) groups.push(rule.partOnlyIf)
    for (const group of groups)
      for (const [name, list] of Object.entries(group ?? {}))
        for (const word of list ?? []) yield [where, name as FactorName, word]
  }
}

const knownWord = (table: CriteriaTable, name: FactorName, word: string): boolean => {
  if (word === '*') return true
  if (word.startsWith('@')) return Object.hasOwn(table.names, word.slice(1))
  return closedWords(name).includes(word)
}

/**
 * Puts the three files together. Takes their parsed JSON; throws a ConfigError that names the file and the place when
 * a file has not its shape, a rule names an unknown word, or a column of the plan has another length.
 */
export function readCriteria(files: { table: unknown; variations: unknown; frequencies: unknown }): Criteria {
  const parse = <T>(schema: z.ZodType<T>, value: unknown, file: string): T => {
    const result = schema.safeParse(value)
    if (!result.success) throw new ConfigError(`data/${file} is not as expected: ${z.prettifyError(result.error)}`)
    return result.data
  }
  const table = parse(criteriaTableSchema, files.table, 'criteria.json')
  const variations = parse(variationsSchema, files.variations, 'variations.json')
  const frequencies = parse(frequenciesSchema, files.frequencies, 'frequencies.json')
  for (const [where, name, word] of namedWords(table))
    if (!knownWord(table, name, word))
      throw new ConfigError(`data/criteria.json: ${where} names "${word}", which is no word of ${name}.`)
  const size = variations.multipliers.length
  for (const column of [...Object.values(variations.scales), ...Object.values(variations.draws)])
    if (column?.length !== size || column.some((stratum) => stratum >= size))
      throw new ConfigError(`data/variations.json: every column needs ${size} strata below ${size}.`)
  for (const [name, values] of Object.entries(frequencies.values))
    for (const { value } of values ?? [])
      if (!factsSchema.safeParse({ [name]: value }).success)
        throw new ConfigError(`data/frequencies.json: ${JSON.stringify(value)} is no value of ${name}.`)
  return { ...table, variations, frequencies }
}
