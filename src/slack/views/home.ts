import type { Content } from './content.ts'
import { help } from './help.ts'
import { line, paragraph } from './rich.ts'

/** The Home tab of somebody who opens it: what the bot is for and how to ask. */
export function home(command: string): Content {
  const content = help(command)
  return { ...content, blocks: [paragraph([line({ bold: 'Welcome to Open or Closed?' })]), ...(content.blocks ?? [])] }
}
