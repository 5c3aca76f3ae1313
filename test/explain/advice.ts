import { readFileSync } from 'node:fs'
import { decide } from '#src/decide/decide.ts'
import type { Advice } from '#src/domain/advice.ts'
import type { Brief, Finding, Language, Span } from '#src/domain/brief.ts'
import { readCriteria } from '#src/domain/criteria.ts'
import {
  FACTOR_NAMES,
  type FactorName,
  type FactorValue,
  type Facts,
  factsSchema,
  isListFactor,
} from '#src/domain/factors.ts'
import { LANGUAGES, readTexts } from '#src/domain/texts.ts'

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

export const criteria = readCriteria({
  table: json('data/criteria.json'),
  variations: json('data/variations.json'),
  frequencies: json('data/frequencies.json'),
})

export const texts = readTexts({
  languages: Object.fromEntries(LANGUAGES.map((code) => [code, json(`data/texts/${code}.json`)])) as Record<
    Language,
    unknown
  >,
  shared: json('data/texts/shared.json'),
  topics: json('data/texts/topics.json'),
})

/** Where a quoted text stands in the brief; tests only quote what is there. */
function spanOf(brief: Brief, text: string): Span {
  const message = brief.messages.findIndex((one) => one.text.includes(text))
  const start = brief.messages[message]?.text.indexOf(text) ?? -1
  if (start < 0) throw new Error(`"${text}" is not in the brief`)
  return { message, start, end: start + text.length, text }
}

/** An advice as the whole pass makes it, from facts and the words that each was read from. */
export function adviceOn(
  facts: Facts,
  options: {
    readonly language?: Language
    readonly messages?: readonly string[]
    readonly quotes?: Readonly<Partial<Record<FactorName, string>>>
    readonly mentions?: Advice['understanding']['mentions']
  } = {},
): Advice {
  const brief: Brief = { messages: (options.messages ?? []).map((text) => ({ user: 'U1', text })) }
  const findings = FACTOR_NAMES.filter((factor) => facts[factor] !== undefined).map((factor): Finding => {
    const quoted = options.quotes?.[factor]
    return {
      factor,
      value: facts[factor] as FactorValue,
      status: 'stated',
      evidence: quoted === undefined ? [] : [spanOf(brief, quoted)],
      rule: 'test',
    }
  })
  return {
    brief,
    understanding: {
      kind: 'scenario',
      language: options.language ?? 'en',
      findings,
      disagreements: [],
      mentions: options.mentions ?? [],
    },
    defaults: [],
    recommendation: decide(facts, criteria),
    costs: null,
    shortlist: [],
    evaluation: null,
    exitCosts: [],
    assist: { state: 'off', suggested: 0, dropped: 0 },
    versions: { engine: '1', rulebook: 'test', catalogue: 'test' },
    hash: 'test',
  }
}

interface Labelled {
  readonly id: string
  readonly messages: readonly { readonly text: string }[]
  readonly labels: {
    readonly verdict: string
    readonly factors: readonly { readonly factor: FactorName; readonly value: FactorValue; readonly evidence: string }[]
  }
}

/** The labelled development cases as advice, each fact with the words that the label quotes. */
export const labelledAdvice = (language: Language = 'en'): readonly { id: string; advice: Advice }[] =>
  readFileSync('test/corpus/dev.jsonl', 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Labelled)
    .filter(({ labels }) => labels.verdict !== 'off_topic')
    .map(({ id, messages, labels }) => {
      const facts = Object.fromEntries(
        labels.factors.map(({ factor, value }) => [factor, isListFactor(factor) ? [value].flat() : value]),
      )
      const quotes = Object.fromEntries(labels.factors.map(({ factor, evidence }) => [factor, evidence]))
      return {
        id,
        advice: adviceOn(factsSchema.parse(facts), { language, messages: messages.map(({ text }) => text), quotes }),
      }
    })
