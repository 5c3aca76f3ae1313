import { fill, type Words, wording } from '../../explain/words.ts'

/** Names of the bot's sentences about itself (`notices` in `data/texts`), each with what is filled in. */
export const NOTICES = {
  notFinished: ['reference'],
  notStored: ['reference'],
  gaveUp: ['reference'],
  failed: ['reference'],
  undelivered: ['reference'],
  notUnderstood: [],
  partOnly: ['read', 'all'],
  threadUnread: [],
  threadUnreadFollowUp: [],
  unknownDecision: ['id'],
  showWhich: [],
  replayWhich: [],
  compareWhich: [],
  exportWhich: [],
  didYouMean: ['word', 'meant'],
  unknownWord: ['word'],
  wrongFilter: ['token'],
  shareWhere: [],
  shareElsewhere: [],
  shareUnsure: [],
  sharedAlready: [],
  changedThere: [],
  nothingSaid: [],
  movedOn: ['id'],
  noModal: [],
  changedSince: ['id', 'status', 'date'],
  changedMeanwhile: ['id', 'status'],
  cannotFollow: [],
  stopped: [],
  forgottenNone: [],
  forgottenOne: [],
  forgottenMany: ['n'],
  adminsOnly: [],
  adminUnknown: [],
  nowAllowed: [],
  nowDisallowed: [],
  outsideChannel: [],
  outsideGuest: [],
  tooMany: ['limit', 'seconds'],
  replayed: ['id', 'rulesThen', 'rulesNow', 'pricesThen', 'pricesNow'],
  policyNone: [],
  policyOne: [],
  policyMany: ['n'],
  sayMore: [],
  tooLong: ['n', 'most'],
  looksLikeFile: [],
  noWords: [],
  writeAmount: [],
  notPossible: ['value', 'factor'],
  similar: ['id', 'date', 'advised', 'status'],
  doctorFine: [],
  doctorBroken: ['n'],
  doctorOk: [],
  doctorWarning: [],
  doctorFailure: [],
  token: [],
  tokenOk: [],
  tokenRemedy: [],
  scopes: [],
  scopesUnknown: [],
  scopesOk: [],
  scopesMissing: ['list'],
  scopesRemedy: [],
  scopeWithout: ['use'],
  useHistory: [],
  usePrivateHistory: [],
  useDirect: [],
  useGroupDirect: [],
  usePublic: [],
  usePrivate: [],
  useGroup: [],
  useFiles: [],
  useDirectFiles: [],
  usePeople: [],
  events: [],
  eventSeen: ['name', 'n', 'at'],
  eventsSeen: ['list'],
  eventsNone: [],
  eventsRemedy: [],
  clock: [],
  clockUnknown: [],
  clockSkew: ['n'],
  clockRemedy: [],
  facts: [],
  factsAge: ['date', 'n'],
  factsRemedy: [],
  database: [],
  databaseRemedy: [],
  queues: [],
  queuesWaiting: ['unfinished', 'pending', 'doubt', 'failed'],
  queuesSince: ['unfinished', 'oldest', 'pending', 'doubt', 'failed'],
  endpoint: [],
} as const

export type NoticeName = keyof typeof NOTICES
type Filled<N extends NoticeName> = (typeof NOTICES)[N][number]
/** What is filled in; a function where it is itself a matter of language. */
type Value = string | ((words: Words) => string)
export type Values<N extends NoticeName> = [Filled<N>] extends [never] ? [] : [Readonly<Record<Filled<N>, Value>>]

/** Something that the bot says about itself, to be put into the reader's language. */
export interface Notice {
  readonly name: NoticeName
  readonly values: Readonly<Record<string, Value>>
}

/** A notice with everything that it fills in. */
export const noticeOf = <N extends NoticeName>(name: N, ...[values]: Values<N>): Notice => ({
  name,
  values: values ?? {},
})

/** The notice in the language of `words`. */
export function sentence(words: Words, { name, values }: Notice): string {
  const filled = Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? value : value(words)])
  return fill(wording(words.texts.notices, name), Object.fromEntries(filled))
}

/** A notice in the language of `words` right away. */
export const say = <N extends NoticeName>(words: Words, name: N, ...values: Values<N>): string =>
  sentence(words, noticeOf(name, ...values))

/** The notice for a number of things: `forgotten` has its words for none, one and many. */
export const sayCounted = (words: Words, name: 'forgotten' | 'policy', n: number): string =>
  n === 0 ? say(words, `${name}None`) : n === 1 ? say(words, `${name}One`) : say(words, `${name}Many`, { n: String(n) })
