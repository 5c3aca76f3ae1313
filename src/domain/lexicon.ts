import { z } from 'zod'
import { type FactorName, isFactorName } from './factors.ts'

const factor = z.custom<FactorName>((name) => typeof name === 'string' && isFactorName(name), {
  message: 'is no factor of the vocabulary',
})
const patterns = z.array(z.string().min(1)).min(1)
const examples = z.array(z.string().min(1)).min(1)
const id = z.string().regex(/^[a-z0-9_.]+$/)

/** Phrases that carry a value of a factor. `value: null` is a decoy: it looks alike and means nothing. */
const phraseRuleSchema = z.strictObject({
  id,
  value: z.union([z.string(), z.array(z.string()), z.number(), z.null()]),
  say: patterns,
  /** The value that a denial of the phrase carries ("no GPUs"); absent: a denied phrase says nothing. */
  denied: z.union([z.string(), z.array(z.string())]).optional(),
  /** Assertions that do not silence the phrase, since its own words already carry them. */
  holds: z.array(z.enum(['negated', 'hypothetical', 'past', 'other', 'question'])).optional(),
  status: z.enum(['stated', 'implied']).default('stated'),
  /** Yields to any other rule of the factor in the same brief. */
  weak: z.boolean().default(false),
  yes: examples,
  no: examples,
})
/** Named alternatives that patterns refer to as `$name`. */
export const classFileSchema = z.record(z.string().regex(/^[a-z_]+$/), z.array(z.string().min(1)).min(1))

export const phraseFileSchema = z.strictObject({
  factor,
  /** Which of several claims in one message stands: the strongest level, or the last one said. */
  merge: z.enum(['strongest', 'last']).default('last'),
  /** Classes that no other file needs. */
  classes: classFileSchema.default({}),
  /** By label, values with the words that name them: a rule of value `$label` is read once for each, `$label` being its words. */
  names: z.record(z.string().regex(/^[a-z_]+$/), classFileSchema).default({}),
  rules: z.array(phraseRuleSchema).min(1),
})

/** ConText: what a cue does to the concepts and quantities in its scope. */
const cueSchema = z.strictObject({
  id,
  category: z.enum([
    'negated',
    'hypothetical',
    'past',
    'other',
    'question',
    'terminate',
    'pseudo',
    'revise',
    'retract',
  ]),
  direction: z.enum(['forward', 'backward', 'both']).default('forward'),
  say: patterns,
  /** Furthest token that the cue reaches; absent: to the end of its clause or sentence. */
  reach: z.number().int().positive().optional(),
  /** Goes on over commas ("no PII, PHI or card data"); else a comma ends the scope. */
  overCommas: z.boolean().default(false),
  /** Crosses "but" and its like: conditions govern the whole sentence. */
  overClauses: z.boolean().default(false),
  only: z.array(factor).optional(),
  except: z.array(factor).optional(),
  yes: examples,
  no: examples,
})
export const cueFileSchema = z.strictObject({ cues: z.array(cueSchema).min(1) })

const nouns = z.array(z.string().min(1)).min(1)
export const unitFileSchema = z.strictObject({
  /** Multipliers, glued to a number or after it: "2M", "3 lakh", "1,5 Mio". */
  magnitudes: z.record(z.string(), z.number().positive()),
  /** Words that are numbers: "half a million", "a couple", "two hundred". */
  numerals: z.record(z.string(), z.number().nonnegative()),
  approximators: nouns,
  /** After a number, word by word: "600ish", "250 or so". */
  roughly: z.array(nouns),
  /** Words whose full stop ends no sentence. */
  abbreviations: nouns,
  /** Between number words: "half A million", "couple OF thousand". */
  fillers: nouns,
  /** "sub-second": less than one of a unit of time. */
  lessThan: nouns,
  /** "a fortnight": one of a unit of time. */
  articles: nouns,
  /** Between the ends of a range; the second list only after one of the third ("between 3 and 5"). */
  joiners: z.strictObject({ range: nouns, between: nouns, before: nouns, from: nouns }),
  /** Before "from 8 to 55": the second figure is the present one. */
  changes: nouns,
  /** Before a dollar sign: "A$" AUD. */
  dollarPrefixes: z.record(z.string(), z.string().regex(/^[A-Z]{3}$/)),
  /** Of amounts that plainly are money and name none (the finding is `implied`). */
  unsaidCurrency: z.string().regex(/^[A-Z]{3}$/),
  /** Magnitudes that mean money by themselves: "5 grand". */
  moneyWords: nouns,
  /** "each", "apiece": the figure is for one. */
  each: nouns,
  /** "per kiosk": the words before anything that one of gets the figure. */
  perThing: nouns,
  /** "this year's capex": before a year they make no rate of it. */
  pointers: nouns,
  /** People of no trade: a handful of them is a team, no audience. */
  anybody: nouns,
  /** "60 nurses and 14 doctors": between two counts that make one. */
  plus: nouns,
  /** After a figure by the day: it is for working days only. */
  weekdays: nouns,
  /** After "per": what prices are quoted for ("per seat"). */
  priced: nouns,
  /** Between a number and its noun: words that end the search. */
  stops: nouns,
  /** Counted by time, and yet no work for a model: "hours", "times". */
  notThings: nouns,
  /** Before a number: it is what a price is for ("2 cents per 1M tokens"). */
  priceBasis: nouns,
  /** "14 of us", and before a number: "we are 12", "a team of 8". */
  ofUs: nouns,
  peopleBefore: nouns,
  /** Plurals that mean people by their ending ("knitters"), and those that do not ("servers"). */
  peopleEndings: nouns,
  notPeople: nouns,
  /** Before "day": a working day. */
  working: nouns,
  currencies: z.record(z.string(), z.string().regex(/^[A-Z]{3}$/)),
  periods: z.array(
    z.strictObject({
      id: z.string(),
      /** Times a month (LABELLING.md: day 30, week 30/7, hour 720, weekday 21.7, year 1/12). */
      perMonth: z.number().positive(),
      /** After "per", "a", "each", "/": "day", "tag". */
      nouns,
      /** Standing alone: "daily", "monatlich". */
      adverbs: z.array(z.string()),
    }),
  ),
  per: nouns,
  counts: z.array(
    z.strictObject({ unit: z.enum(['request', 'user', 'staff', 'token', 'page', 'word', 'gpu']), nouns }),
  ),
  durations: z.record(z.string(), z.number().positive()),
  /** Beside a figure: the size of what goes in, of what comes out, and of either. */
  inWords: nouns,
  outWords: nouns,
  tokenWords: nouns,
  /** What a word or a page is in tokens (LABELLING.md). */
  tokensPer: z.strictObject({ word: z.number(), page: z.number() }),
})

/** Which words near a quantity say which slot it fills. */
const slotSchema = z.strictObject({
  factor,
  /** Words that fill the slot even where no period was said: a bill is monthly. */
  strong: z.array(z.string().min(1)).default([]),
  /** Words that speak for this slot, within reach of the quantity. */
  cues: z.array(z.string().min(1)).min(1),
  /** Just before an amount: it is a price or a wish, and fills this slot only where a word says so. */
  fallbackBars: z.array(z.string().min(1)).default([]),
  /** Words that forbid it. */
  bars: z.array(z.string().min(1)).default([]),
  yes: examples,
  no: examples,
})
export const slotFileSchema = z.strictObject({ slots: z.array(slotSchema), protected: patterns })

/** One of these levels was said. */
const levelPart = z.strictObject({ factor, values: z.array(z.string()).min(1) })
/** Words that are no factor by themselves: a sign of subject.json. */
const signPart = z.strictObject({ sign: z.enum(['moving']) })
/** A figure from `from` on and below `below`. */
const figurePart = z.strictObject({ factor, from: z.number().default(0), below: z.number().optional() })

/** What follows from things that were said: two boundaries mean two kinds of data, half a second is real time. */
export const derivedFileSchema = z.strictObject({
  rules: z.array(
    z.strictObject({
      id,
      factor,
      value: z.string(),
      /** Yields to any other claim of the factor. */
      weak: z.boolean().default(false),
      /** The parts may stand in different messages. */
      anywhere: z.boolean().default(false),
      together: z.array(z.union([levelPart, figurePart, signPart])).min(1),
      reason: z.string(),
      yes: examples,
      no: examples,
    }),
  ),
})

export const languageFileSchema = z.record(z.enum(['en', 'de', 'fr', 'es', 'other']), z.array(z.string().min(1)).min(1))

/** What is neither factor nor cue: signs of a decision, of a question about the subject, and named things. */
export const subjectFileSchema = z.strictObject({
  /** Somebody decides. */
  decision: patterns,
  /** Somebody asks which of the ways to take, in words that leave no doubt. */
  choice: patterns,
  /** The talk is about language models at all. */
  subject: patterns,
  /** Words by which the people speak of their own case. */
  own: patterns,
  /** Somebody asks whether to move from what runs today. */
  moving: patterns,
  /** Small talk, news and opinions: facts in passing are no case of theirs. */
  chatter: patterns,
  /** A message that begins so asks "what if": it is answered as a difference and changes nothing. */
  supposition: patterns,
  /** How people name a factor itself, to take it back: "and without the budget?". */
  names: z.array(z.strictObject({ factor, say: patterns })),
  topics: z.array(z.strictObject({ id, say: patterns, yes: examples, no: examples })),
  mentions: z.array(z.strictObject({ id: z.string(), kind: z.enum(['model', 'maker', 'host']), say: patterns })),
})

/** A judgement in one place about a model that was named in another. */
export const trialFileSchema = z.strictObject({
  /** Names of open models, and of closed ones. */
  open: patterns,
  closed: patterns,
  /** It has been tried or is in use: without it, what a sentence says of a model named in an earlier one is no result. */
  tried: patterns,
  /** It is good enough, and it is not. */
  works: patterns,
  fails: patterns,
  /** Looks like a judgement and is a condition: "when it chokes". */
  decoys: patterns,
  cases: z.array(z.strictObject({ text: z.string(), value: z.string().nullable() })).min(1),
})

export type PhraseFile = z.infer<typeof phraseFileSchema>
export type PhraseRule = PhraseFile['rules'][number]
export type Cue = z.infer<typeof cueSchema>
export type Units = z.infer<typeof unitFileSchema>
export type Slots = z.infer<typeof slotFileSchema>
export type Derived = z.infer<typeof derivedFileSchema>
export type Trials = z.infer<typeof trialFileSchema>
export type Languages = z.infer<typeof languageFileSchema>
export type Subject = z.infer<typeof subjectFileSchema>

/** Everything that reading a brief needs; loaded from `data/`, checked, frozen. */
export interface Lexicon {
  readonly phrases: readonly PhraseFile[]
  readonly cues: readonly Cue[]
  readonly classes: Readonly<Record<string, readonly string[]>>
  readonly units: Units
  readonly slots: Slots
  readonly languages: Languages
  readonly subject: Subject
  readonly derived: Derived
  readonly trials: Trials
}
