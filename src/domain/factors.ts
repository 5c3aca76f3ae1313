import { z } from 'zod'

/** The one vocabulary of factors (corpus/LABELLING.md). Ordered levels run from weakest to strongest. */
export const LEVELS = {
  data_sensitivity: ['public', 'internal', 'confidential', 'regulated'],
  data_boundary: ['any', 'region', 'own_cloud', 'on_premises', 'air_gapped'],
  edge_device: ['not_needed', 'required'],
  traffic: ['sporadic', 'bursty', 'steady'],
  cost_priority: ['low', 'high'],
  cost_shape: ['pay_as_you_go', 'predictable'],
  capability: ['basic', 'strong', 'frontier'],
  customization: ['none', 'prompting', 'fine_tuning', 'weights'],
  version_control: ['not_needed', 'pinned'],
  vendor_independence: ['not_needed', 'preferred', 'required'],
  transparency: ['not_needed', 'required'],
  ops_capacity: ['none', 'some', 'strong'],
  hardware: ['none', 'consumer', 'datacenter'],
  support: ['best_effort', 'sla'],
  latency: ['relaxed', 'interactive', 'realtime'],
  stage: ['prototype', 'production', 'scale_up'],
  trajectory: ['stable', 'rising'],
  trial_result: ['open_sufficient', 'open_insufficient', 'closed_insufficient'],
} as const

/** The kinds of option that a person can name; hybrids are advised, never named by a factor. */
export const SINGLE_OPTIONS = ['closed_api', 'open_hosted', 'open_self_hosted'] as const

/** List factors with a closed set of words. */
export const LISTS = {
  regulations: [
    'hipaa',
    'gdpr',
    'pci_dss',
    'sox',
    'glba',
    'ferpa',
    'coppa',
    'fedramp',
    'itar',
    'cjis',
    'ccpa',
    'soc2',
    'iso27001',
    'eu_ai_act',
    'professional_secrecy',
    'data_sovereignty',
    'other',
  ],
  modalities: ['image', 'audio', 'video'],
  workload_split: ['difficulty', 'sensitivity', 'environment', 'overflow'],
  runs_today: SINGLE_OPTIONS,
  excluded_options: SINGLE_OPTIONS,
} as const

/** List factors whose words are lower-case names that people use. */
export const NAME_LISTS = ['excluded_makers', 'approved_vendors'] as const

/** Numbers are per month where the name says so, milliseconds and days where it says so. */
export const NUMBERS = [
  'monthly_requests',
  'tokens_per_request',
  'monthly_tokens',
  'users',
  'latency_ms',
  'deadline_days',
] as const

export const MONEY = ['monthly_budget', 'monthly_spend', 'upfront_budget'] as const

export type LevelFactor = keyof typeof LEVELS
export type ClosedListFactor = keyof typeof LISTS
export type NameListFactor = (typeof NAME_LISTS)[number]
export type ListFactor = ClosedListFactor | NameListFactor
export type NumberFactor = (typeof NUMBERS)[number]
export type MoneyFactor = (typeof MONEY)[number]
export type FactorName = LevelFactor | ListFactor | NumberFactor | MoneyFactor
export type Level<F extends LevelFactor> = (typeof LEVELS)[F][number]

/** An amount in the currency that was said (ISO 4217), never converted here. */
export interface Money {
  readonly amount: number
  readonly currency: string
}

export type FactorValue = string | number | Money | readonly string[]

export const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'amount' in value

/** What is known: a value for each factor that was settled; an absent factor is unknown. */
export type Facts = { readonly [F in LevelFactor]?: Level<F> } & { readonly [F in ListFactor]?: readonly string[] } & {
  readonly [F in NumberFactor]?: number
} & { readonly [F in MoneyFactor]?: Money }

export const FACTOR_NAMES: readonly FactorName[] = [
  ...(Object.keys(LEVELS) as LevelFactor[]),
  ...(Object.keys(LISTS) as ClosedListFactor[]),
  ...NAME_LISTS,
  ...NUMBERS,
  ...MONEY,
]

export const isLevelFactor = (name: string): name is LevelFactor => Object.hasOwn(LEVELS, name)
export const isNameListFactor = (name: string): name is NameListFactor =>
  (NAME_LISTS as readonly string[]).includes(name)
const isClosedListFactor = (name: string): name is ClosedListFactor => Object.hasOwn(LISTS, name)
export const isListFactor = (name: string): name is ListFactor => isClosedListFactor(name) || isNameListFactor(name)
export const isNumberFactor = (name: string): name is NumberFactor => (NUMBERS as readonly string[]).includes(name)
export const isMoneyFactor = (name: string): name is MoneyFactor => (MONEY as readonly string[]).includes(name)
export const isFactorName = (name: string): name is FactorName =>
  isLevelFactor(name) || isListFactor(name) || isNumberFactor(name) || isMoneyFactor(name)

/** The words of a level factor or of a list with a closed set of them, in their fixed order; none for any other factor. */
export const closedWords = (name: FactorName): readonly string[] =>
  isLevelFactor(name) ? LEVELS[name] : isClosedListFactor(name) ? LISTS[name] : []

/** The values that `closedWords` stand for: a level as it is, a word of a list as a list of one. */
export const closedValues = (name: FactorName): readonly FactorValue[] =>
  closedWords(name).map((word) => (isListFactor(name) ? [word] : word))

const oneOrMany = <T extends z.ZodType<string>>(word: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(word).min(1).readonly())
const amount = z.number().finite().nonnegative()
const money = z.strictObject({ amount, currency: z.string().regex(/^[A-Z]{3}$/, 'is no ISO 4217 code such as USD') })

const entries = <K extends string, V extends z.ZodType>(names: readonly K[], schema: (name: K) => V) =>
  Object.fromEntries(names.map((name) => [name, schema(name).optional()])) as Record<K, z.ZodOptional<V>>

/** Facts given from outside (`--jsonl`, a modal): strict names and levels, a single word stands for a list of one. */
export const factsSchema = z.strictObject({
  ...entries(Object.keys(LEVELS) as LevelFactor[], (name) => z.enum(LEVELS[name])),
  ...entries(Object.keys(LISTS) as ClosedListFactor[], (name) => oneOrMany(z.enum(LISTS[name]))),
  ...entries(NAME_LISTS, () => oneOrMany(z.string().min(1).max(80).toLowerCase())),
  ...entries(NUMBERS, () => amount),
  ...entries(MONEY, () => money),
}) as unknown as z.ZodType<Facts>
