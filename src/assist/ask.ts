import OpenAI, { APIError } from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { answerSchema, type Proposal, readAnswer } from './proposal.ts'

/** What the model said: proposals, or why there are none. */
export type Reply =
  | { readonly proposals: readonly Proposal[]; readonly malformed: number; readonly tokens: number | null }
  | { readonly failed: 'unavailable' | 'unreadable' }

/** Asks the model once. Never throws; what is left of `signal` is all the time it has. */
export type Ask = (system: string, messages: string, signal: AbortSignal) => Promise<Reply>

/** Ways to ask for JSON, best first. An endpoint that refuses one, or answers with no JSON, is asked the next way. */
const LADDER = [
  { name: 'json_schema', format: zodResponseFormat(answerSchema, 'findings') },
  { name: 'json_object', format: { type: 'json_object' } },
] as const

/** Longest answer that is asked for, in tokens. */
export const MOST_ANSWER_TOKENS = 2_000

/** Refusals that say "I do not know this way", not "I am busy". */
const NOT_KNOWN = new Set([400, 404, 415, 422, 501])

/**
 * A client of an OpenAI-compatible endpoint. It remembers which way of asking the endpoint knows, so that only the first
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
  let rung = 0

  const once = async (at: number, system: string, messages: string, signal: AbortSignal): Promise<Reply> => {
    const completion = await client.chat.completions.create(
      {
        model: config.model,
        temperature: 0,
        max_tokens: MOST_ANSWER_TOKENS,
        response_format: (LADDER[at] as (typeof LADDER)[number]).format,
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: messages },
        ],
      },
      { signal },
    )
    const choice = completion.choices?.[0]
    const content = choice?.message?.content
    if (typeof content !== 'string' || choice?.finish_reason === 'length') return { failed: 'unreadable' }
    const answer = readAnswer(content)
    return answer ? { ...answer, tokens: completion.usage?.total_tokens ?? null } : { failed: 'unreadable' }
  }

  return async (system, messages, signal) => {
    let reply: Reply = { failed: 'unavailable' }
    for (let at = rung; at < LADDER.length && !signal.aborted; at++) {
      try {
        reply = await once(at, system, messages, signal)
      } catch (error) {
        if (!(error instanceof APIError) || !NOT_KNOWN.has(error.status ?? 0)) return { failed: 'unavailable' }
        rung = Math.min(at + 1, LADDER.length - 1)
        continue
      }
      if (!('failed' in reply)) return reply
    }
    return reply
  }
}
