import OpenAI, { APIError } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { answerSchema, type Proposal, readAnswer } from './proposal.ts'

/** What the model said: proposals, or why there are none. */
export type Reply =
  | { readonly proposals: readonly Proposal[]; readonly malformed: number; readonly tokens: number | null }
  | { readonly failed: 'unavailable' | 'unreadable' }

/** Asks the model once. Never throws; what is left of `signal` is all the time it has. */
export type Ask = (system: string, messages: string, signal: AbortSignal) => Promise<Reply>

/** Ways to ask for JSON, best first. */
const FORMATS = [zodResponseFormat(answerSchema, 'findings'), { type: 'json_object' }] as const

/** How an endpoint wants to be asked: which format it knows, and whether it takes the older names of the limits. */
interface Way {
  readonly format: number
  readonly reasoning: boolean
}

/** Longest answer that is asked for, in tokens. */
export const MOST_ANSWER_TOKENS = 2_000

/** Refusals that say "I do not know this way", not "I am busy". */
const NOT_KNOWN = new Set([400, 404, 415, 422, 501])

/** Reasoning models refuse a temperature and the older name of the limit. */
const limits = ({ reasoning }: Way) =>
  reasoning ? { max_completion_tokens: MOST_ANSWER_TOKENS } : { temperature: 0, max_tokens: MOST_ANSWER_TOKENS }

/** The way to try after one was refused or brought no JSON; null: there is none. */
function nextWay(way: Way, complaint: string): Way | null {
  if (!way.reasoning && /max_tokens|temperature/.test(complaint)) return { ...way, reasoning: true }
  return way.format + 1 < FORMATS.length ? { ...way, format: way.format + 1 } : null
}

/**
 * A client of an OpenAI-compatible endpoint. It remembers the way that the endpoint knows, so that only the first
 * request pays for finding out. One retry at most, inside the same wall-clock limit.
 */
export function createAsk(config: { model: string; apiKey: string | undefined; baseUrl: string | undefined }): Ask {
  const client = new OpenAI({
    // Local servers take any key, the client demands one.
    apiKey: config.apiKey ?? 'none',
    ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }),
    maxRetries: 1,
    logLevel: 'off',
  })
  let known: Way = { format: 0, reasoning: false }

  const once = async (way: Way, system: string, messages: string, signal: AbortSignal) => {
    const completion = await client.chat.completions.create(
      {
        model: config.model,
        ...limits(way),
        response_format: FORMATS[way.format] as (typeof FORMATS)[number],
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: messages },
        ],
      },
      { signal },
    )
    const choice = completion.choices?.[0]
    const cut = choice?.finish_reason === 'length'
    const answer = cut ? null : readAnswer(choice?.message?.content ?? '')
    return { cut, reply: answer && { ...answer, tokens: completion.usage?.total_tokens ?? null } }
  }

  return async (system, messages, signal) => {
    let failed: 'unavailable' | 'unreadable' = 'unavailable'
    for (let way: Way | null = known; way && !signal.aborted; ) {
      let complaint = ''
      try {
        const { cut, reply } = await once(way, system, messages, signal)
        if (reply) {
          known = way
          return reply
        }
        failed = 'unreadable'
        if (cut) break
      } catch (error) {
        if (!(error instanceof APIError) || !NOT_KNOWN.has(error.status ?? 0)) return { failed: 'unavailable' }
        complaint = error.message
      }
      way = nextWay(way, complaint)
    }
    return { failed }
  }
}
