import type { Words } from '../../explain/words.ts'
import type { Content } from './content.ts'
import { type Notice, say, sentence } from './notices.ts'
import { bullets, line, paragraph } from './rich.ts'

interface Shown {
  readonly name: Notice | string
  readonly state: 'ok' | 'warning' | 'failure'
  readonly detail: Notice | string
  readonly remedy?: Notice
}

const WORD = { ok: 'doctorOk', warning: 'doctorWarning', failure: 'doctorFailure' } as const

/** What was looked at, a line each, the broken first. */
export function diagnosis(words: Words, checks: readonly Shown[]): Content {
  const order = { failure: 0, warning: 1, ok: 2 } as const
  const text = (part: Notice | string) => (typeof part === 'string' ? part : sentence(words, part))
  const rows = [...checks]
    .sort((a, b) => order[a.state] - order[b.state])
    .map(({ name, state, detail, remedy }) => {
      const what = `${say(words, WORD[state])}: ${text(name)} – ${text(detail)}`
      return remedy ? `${what}. ${text(remedy)}` : what
    })
  const broken = checks.filter(({ state }) => state === 'failure').length
  const head = broken === 0 ? say(words, 'doctorFine') : say(words, 'doctorBroken', { n: String(broken) })
  return { text: [head, ...rows].join('\n'), blocks: [paragraph([line({ bold: head })]), bullets(rows, 400)] }
}
