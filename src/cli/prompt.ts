import { createInterface } from 'node:readline/promises'
import { UserError } from '../domain/errors.ts'

const HELP = 'Write your situation in a line. Also: history [words], show <id>, export <id>, quit.'

/** Asks for lines until `quit` or the end of input; each is answered by `run`. Mistakes are told, not fatal. */
export async function prompt(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  run: (line: string) => Promise<string>,
): Promise<void> {
  const lines = createInterface({ input, output, prompt: '> ' })
  output.write(`${HELP}\n`)
  lines.prompt()
  for await (const line of lines) {
    const said = line.trim()
    if (said === 'quit' || said === 'exit') break
    if (said) {
      try {
        output.write(`${said === 'help' ? HELP : await run(said)}\n\n`)
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        output.write(`${error.message}\n\n`)
      }
    }
    lines.prompt()
  }
  lines.close()
}
