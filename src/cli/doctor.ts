import { ConfigError } from '../domain/errors.ts'
import type { EndpointReport, Store } from '../domain/ports.ts'

/** What the doctor looks at; nothing of it is opened before it is looked at. */
export interface Patient {
  /** Reads the whole configuration. Throws ConfigError for what is wrong. */
  readonly configure: () => void
  /** Whether the database file is there: before the first start it is not. */
  readonly hasDatabase: () => boolean
  readonly store: () => Promise<Store>
  /** Date of the newest price, ISO. */
  readonly factsDate: string
  readonly now: () => Date
  readonly endpoint: () => Promise<EndpointReport>
}

interface Finding {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failure'
  readonly detail: string
}

const DAY = 86_400_000
/** Days from which the shipped prices are worth a look. */
const OLD_FACTS = 90
const WORD = { ok: 'OK', warning: 'Look at', failure: 'Broken' } as const

async function tried(name: string, look: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await look()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { name, state: 'failure', detail: error.message }
  }
}

async function database({ hasDatabase, store }: Patient): Promise<Finding> {
  const name = 'Database'
  if (!hasDatabase()) return { name, state: 'ok', detail: 'none yet; the first start makes it' }
  const opened = await store()
  const { ok, detail } = await opened.health()
  if (!ok) return { name, state: 'failure', detail }
  const { checked, damaged } = await opened.verify()
  const { unfinished, pending, inDoubt, failed } = await opened.queues()
  if (damaged.length > 0) {
    const list = damaged.join(', ')
    return { name, state: 'failure', detail: `not as they were written: ${list}. Restore the last backup.` }
  }
  const queues = `${unfinished} unfinished, ${pending} to send, ${inDoubt} in doubt, ${failed} given up`
  const rows = `${checked} decisions, each as it was written; ${queues}`
  return { name, state: failed > 0 ? 'warning' : 'ok', detail: `${detail} ${rows}` }
}

function facts({ factsDate, now }: Patient): Finding {
  const days = Math.floor((now().getTime() - Date.parse(factsDate)) / DAY)
  const detail = `prices of ${factsDate}, ${days} days old`
  if (days <= OLD_FACTS) return { name: 'Facts', state: 'ok', detail }
  return { name: 'Facts', state: 'warning', detail: `${detail}: update, totals are left out when prices are stale` }
}

function clock({ factsDate, now }: Patient): Finding {
  const detail = now().toISOString()
  if (now().getTime() >= Date.parse(factsDate)) return { name: 'Clock', state: 'ok', detail }
  const wrong = `${detail} is before the newest price: set the machine's clock (NTP), or Slack's signatures fail`
  return { name: 'Clock', state: 'failure', detail: wrong }
}

async function assistance({ endpoint }: Patient): Promise<Finding> {
  const { state, detail } = await endpoint()
  return { name: 'LLM endpoint', state: state === 'off' ? 'ok' : state, detail }
}

/** Looks at everything that the program stands on. Gives the lines to print, and 1 where something is broken. */
export async function examine(patient: Patient): Promise<{ readonly text: string; readonly status: 0 | 1 }> {
  const findings = [
    await tried('Configuration', () => {
      patient.configure()
      return { name: 'Configuration', state: 'ok', detail: 'complete' }
    }),
    await tried('Database', () => database(patient)),
    facts(patient),
    clock(patient),
    await tried('LLM endpoint', () => assistance(patient)),
  ]
  const text = findings.map(({ name, state, detail }) => `${WORD[state]}: ${name} – ${detail}`).join('\n')
  return { text, status: findings.some(({ state }) => state === 'failure') ? 1 : 0 }
}
