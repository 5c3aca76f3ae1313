import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type AssistantConfig, createAssistant } from '#src/assist/assistant.ts'
import { loadPrompt } from '#src/assist/prompt.ts'
import type { Proposal } from '#src/assist/proposal.ts'
import { createVerifier } from '#src/assist/verify.ts'
import type { Brief } from '#src/domain/brief.ts'
import { createReader } from '#src/understand/understand.ts'
import { knowledge as shipped } from '../support/knowledge.ts'

/** The shipped knowledge, but for rules on the quality that a task needs: that factor is always left open here. */
export const knowledge = {
  ...shipped,
  lexicon: { ...shipped.lexicon, phrases: shipped.lexicon.phrases.filter(({ factor }) => factor !== 'capability') },
}
const reader = createReader(knowledge.lexicon)
const verifier = createVerifier(knowledge.lexicon, knowledge.loose)

export const prompt = loadPrompt('prompts/suggest-factors.md')

/** What one person or several wrote: "U1: ..." lines, or one message. */
export const briefOf = (...texts: readonly string[]): Brief => ({
  messages: texts.map((text, i) => ({ user: `UMEMBER${i}`, text })),
})

/** A proposal with nothing in it but what is given. */
export const proposal = (given: Pick<Proposal, 'quote' | 'factor'> & Partial<Proposal>): Proposal => ({
  message: 0,
  value: null,
  name: null,
  number: null,
  number_to: null,
  unit: null,
  per: null,
  currency: null,
  ...given,
})

export const answer = (...findings: readonly Proposal[]) => JSON.stringify({ findings })

/** An assistant at that address. `now` is a clock that the test moves. */
export function assistantAt(baseUrl: string, config: Partial<AssistantConfig> = {}, now = () => 0) {
  const assistant = createAssistant(
    {
      model: 'm',
      apiKey: undefined,
      baseUrl,
      timeoutMs: 2_500,
      tokensPerDay: 1_000_000,
      requestsPerPerson: 50,
      localHosts: [],
      ...config,
    },
    { reader, verifier, loose: knowledge.loose, prompt, now },
  )
  return (brief: Brief, asker = 'U1') => assistant.suggest(brief, reader.understand(brief), asker)
}

export const completion = (content: string | null, more: object = {}, finish = 'stop') =>
  JSON.stringify({
    id: 'c',
    object: 'chat.completion',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content, ...more } }],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  })

type Body = {
  readonly messages: readonly { readonly content: string }[]
  readonly response_format: { readonly type: string }
}

/** A server on loopback that answers as told and remembers what it was asked. */
export async function serverThat(handle: (body: Body, response: ServerResponse, request: IncomingMessage) => void) {
  const asked: Body[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', () => {
      const body = JSON.parse(text) as Body
      asked.push(body)
      response.setHeader('content-type', 'application/json')
      handle(body, response, request)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
