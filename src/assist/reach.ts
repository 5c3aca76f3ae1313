import type { EndpointReport } from '../domain/ports.ts'

/** The maker's own, where no address is set. */
const DEFAULT_URL = 'https://api.openai.com/v1'
const PATIENCE_MS = 3000

interface Endpoint {
  readonly model: string
  readonly apiKey: string | undefined
  readonly baseUrl: string | undefined
}

/** Asks the configured endpoint for its list of models: no word of anybody is sent. Never throws. */
export async function reachEndpoint(config: Endpoint | null): Promise<EndpointReport> {
  if (config === null) return { state: 'off', detail: 'off: no OPENAI_MODEL is set' }
  const { model, apiKey, baseUrl = DEFAULT_URL } = config
  const headers = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const { status } = await fetch(`${baseUrl.replace(/\/+$/, '')}/models`, { headers, signal, redirect: 'error' })
    if (status === 401 || status === 403)
      return { state: 'failure', detail: `refuses the key (HTTP ${status}): set OPENAI_API_KEY` }
    if (status >= 500)
      return { state: 'failure', detail: `answers with HTTP ${status}: rules alone read until it is back` }
    return { state: 'ok', detail: `reachable, model ${model}` }
  } catch {
    return {
      state: 'failure',
      detail: 'cannot be reached: check OPENAI_BASE_URL and the network; rules alone read until then',
    }
  }
}
