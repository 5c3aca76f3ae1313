import { z } from 'zod'
import type { Language } from './brief.ts'
import { ConfigError } from './errors.ts'
import { FACTOR_NAMES, type FactorName, LEVELS, type LevelFactor, LISTS, MONEY, NUMBERS } from './factors.ts'
import { OPTIONS } from './recommendation.ts'

export const LANGUAGES: readonly Language[] = ['en', 'de', 'fr', 'es']

const line = z.string().min(1)
const lines = z.record(line, line)
const nested = z.record(line, lines)

const optionTexts = z.strictObject({ headline: line, noun: line, short: line, tradeoff: line })

/** Wordings of one language (`data/texts/<language>.json`). `{name}` is filled in; a clause follows "if". */
const languageTextsSchema = z.strictObject({
  language: z.enum(['en', 'de', 'fr', 'es']),
  quote: line,
  /** Between a number in words and what it counts: "3 millions de". */
  ofLarge: z.string(),
  list: z.strictObject({ comma: line, and: line }),
  options: z.record(z.enum(OPTIONS as [string, ...string[]]), optionTexts),
  /** How an option is called where the data may go no further than the own cloud account. */
  ownCloud: z.strictObject({ open_hosted: optionTexts, closed_api: optionTexts }),
  /** How it is called where a device in the field has to do the work. */
  device: z.strictObject({ open_self_hosted: optionTexts }),
  sides: z.strictObject({ open: line, closed: line, hybrid: line }),
  strengths: z.strictObject({ narrow: line, clear: line, decisive: line }),
  factors: lines,
  levels: nested,
  clauses: nested,
  numbers: z.record(line, z.strictObject({ value: line, the: line })),
  criteria: lines,
  vetoes: lines,
  demands: lines,
  bonuses: lines,
  parts: lines,
  questions: lines,
  sections: lines,
  frames: lines,
  /** Words of cards, forms and details in Slack. */
  labels: lines,
  /** Help, history and the Home tab. */
  slack: lines,
  /** Names of the form's sections. */
  groups: lines,
  /** What the bot says about itself. */
  notices: lines,
})

/** What all languages share (`data/texts/shared.json`). */
const sharedTextsSchema = z.strictObject({
  about: line,
  names: lines,
  choices: z.record(line, z.array(z.union([z.number(), z.string()])).min(2)),
  choicesReason: line,
  /** Points from which a reason speaks clearly, and decisively. */
  strengths: z.strictObject({ clear: z.number(), decisive: z.number() }),
  strengthsReason: line,
  /** A said number whose flip point is further off than this factor is named after other flips. */
  flipWithin: z.number().min(1),
  flipWithinReason: line,
  /** Share of the variations below which a verdict is only "so far". */
  soFarBelow: z.number().min(0).max(1),
  soFarReason: line,
  wordsPerToken: z.number().positive(),
  wordsPerTokenReason: line,
  /** Days after which the prices of a recorded answer are called old. */
  oldPricesAfter: z.number().positive(),
  oldPricesReason: line,
})

/** Questions about the subject with their answers (`data/texts/topics.json`). */
const topicsSchema = z.strictObject({
  about: line,
  topics: z.array(
    z.strictObject({
      id: line,
      source: line,
      sourceDate: z.iso.date(),
      answers: z.strictObject({ en: line, de: line, fr: line, es: line }),
    }),
  ),
})

export type LanguageTexts = z.infer<typeof languageTextsSchema>
export type SharedTexts = z.infer<typeof sharedTextsSchema>
type Topic = z.infer<typeof topicsSchema>['topics'][number]

/** Every wording of every language. */
export interface Texts {
  readonly languages: Readonly<Record<Language, LanguageTexts>>
  readonly shared: SharedTexts
  readonly topics: readonly Topic[]
}

/** Flattens to `path -> placeholders`, to hold two languages against each other. */
function shape(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, [...value.matchAll(/\{\w+\}/g)].map(String).sort().join()]])
  return new Map(Object.entries(value as object).flatMap(([key, part]) => [...shape(part, `${path}.${key}`)]))
}

/** What a language must have words for, as paths. */
function required(): string[] {
  const levels = (Object.keys(LEVELS) as LevelFactor[]).flatMap((name) =>
    LEVELS[name].map((level) => `${name}.${level}`),
  )
  const words = (['modalities', 'workload_split'] as const).flatMap((name) =>
    LISTS[name].map((word) => `${name}.${word}`),
  )
  return [
    ...FACTOR_NAMES.map((name: FactorName) => `.factors.${name}`),
    ...[...levels, ...words].flatMap((path) => [`.levels.${path}`, `.clauses.${path}`]),
    ...[...NUMBERS, ...MONEY].map((name) => `.numbers.${name}.value`),
    ...OPTIONS.map((option) => `.options.${option}.headline`),
  ]
}

/**
 * Puts the text files together. Takes their parsed JSON; throws a ConfigError that names the file and the missing
 * wording when a language lacks a factor, a level, or anything that English has, or fills in something else.
 */
export function readTexts(files: {
  languages: Readonly<Record<Language, unknown>>
  shared: unknown
  topics: unknown
}): Texts {
  const parse = <T>(schema: z.ZodType<T>, value: unknown, file: string): T => {
    const result = schema.safeParse(value)
    if (!result.success)
      throw new ConfigError(`data/texts/${file} is not as expected: ${z.prettifyError(result.error)}`)
    return result.data
  }
  const languages = Object.fromEntries(
    LANGUAGES.map((code) => [code, parse(languageTextsSchema, files.languages[code], `${code}.json`)]),
  ) as Record<Language, LanguageTexts>
  const english = shape(languages.en)
  for (const path of required())
    if (!english.has(path)) throw new ConfigError(`data/texts/en.json has no wording at ${path.slice(1)}.`)
  for (const code of LANGUAGES) {
    const own = shape(languages[code])
    for (const path of new Set([...english.keys(), ...own.keys()]))
      if (path !== '.language' && own.get(path) !== english.get(path))
        throw new ConfigError(
          `data/texts/${code}.json differs from en.json at ${path.slice(1)}: words or {names} are missing.`,
        )
  }
  return {
    languages,
    shared: parse(sharedTextsSchema, files.shared, 'shared.json'),
    topics: parse(topicsSchema, files.topics, 'topics.json').topics,
  }
}
