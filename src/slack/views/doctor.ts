import type { Content } from './content.ts'
import { bullets, line, paragraph } from './rich.ts'

interface Shown {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'failure'
  readonly detail: string
  readonly remedy?: string
}

const WORD = { ok: 'OK', warning: 'Look at', failure: 'Broken' } as const

/** What was looked at, a line each, the broken first. */
export function diagnosis(checks: readonly Shown[]): Content {
  const order = { failure: 0, warning: 1, ok: 2 } as const
  const rows = [...checks]
    .sort((a, b) => order[a.state] - order[b.state])
    .map(({ name, state, detail, remedy }) => `${WORD[state]}: ${name} – ${detail}${remedy ? `. ${remedy}` : ''}`)
  const broken = checks.filter(({ state }) => state === 'failure').length
  const head = broken === 0 ? 'Nothing is broken.' : `${broken} broken.`
  return { text: [head, ...rows].join('\n'), blocks: [paragraph([line({ bold: head })]), bullets(rows, 400)] }
}
