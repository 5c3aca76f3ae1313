import type { Content } from './content.ts'
import { bullets, line, paragraph } from './rich.ts'

const EXAMPLE =
  '/llm-advise Hospital, patient notes must stay on our servers, no cloud, 2 ML engineers, two A100s, ~40k reports a month'

const WAYS = [
  '/llm-advise and your situation - a private answer; a button shares it',
  '/llm-advise form - the same, question by question',
  '/llm-advise history [words] [kind:open] [status:accepted] [owner:me] [since:2026-01] - earlier decisions',
  '/llm-advise show k7f3q, compare k7f3q m2p8x, replay k7f3q, export k7f3q or all [adr|csv|json] - one, two, on today’s prices, a file',
  '/llm-advise forget - deletes every word you wrote; policy, doctor, allow, disallow - for admins',
  'Mention me in a thread - I read what was said and answer there; mention me again when something changed',
  'Write to me in a direct message',
]

/** How to use the bot, on one screen, with an example to copy. */
export function help(command: string): Content {
  const ways = WAYS.map((way) => way.replace('/llm-advise', command))
  const example = EXAMPLE.replace('/llm-advise', command)
  const intro =
    'Open weights, a closed model behind an API, or both? Tell me your situation in your own words: the data, the volume, the budget, the team, and any hard rule.'
  return {
    text: [intro, ...ways.map((way) => `• ${way}`), `Example: ${example}`].join('\n'),
    blocks: [paragraph([line(intro)]), bullets(ways), paragraph([line({ bold: 'Example: ' }, { code: example })])],
  }
}
