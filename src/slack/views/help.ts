import { surface, type Words } from '../../explain/words.ts'
import type { Content } from './content.ts'
import { bullets, line, paragraph } from './rich.ts'

const WAYS = ['wayAsk', 'wayForm', 'wayHistory', 'wayOne', 'wayCare', 'wayThread', 'wayDirect'] as const

/** How to use the bot, on one screen, with an example to copy. */
export function help(words: Words, command: string): Content {
  const say = (key: string) => surface(words, key, { command })
  const ways = WAYS.map(say)
  const example = say('exampleText')
  return {
    text: [say('intro'), ...ways.map((way) => `• ${way}`), `${say('example')}${example}`].join('\n'),
    blocks: [
      paragraph([line(say('intro'))]),
      bullets(ways),
      paragraph([line({ bold: say('example') }, { code: example })]),
    ],
  }
}
