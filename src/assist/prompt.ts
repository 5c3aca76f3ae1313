import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
import { ConfigError } from '../domain/errors.ts'

/** A prompt file: YAML front matter, then the text with `{{names}}`. */
export interface Prompt {
  /** `id@version`, the rule of every finding that comes from it. */
  readonly rule: string
  /** Puts values in the place of the names. Takes exactly the variables that the front matter lists. */
  readonly fill: (values: Readonly<Record<string, string>>) => string
}

const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case words with hyphens'),
  version: z.int().positive(),
  variables: z.array(z.string().regex(/^[a-z_]+$/)),
})

const FENCE = '---\n'
const NAME = /\{\{([a-z_]{1,40})\}\}/g

/**
 * Reads a prompt file. Throws ConfigError when front matter is missing or wrong, or when the names in the text are not
 * exactly the variables that it lists.
 */
export function loadPrompt(path: string): Prompt {
  const wrong = (why: string) => new ConfigError(`${path}: ${why}`)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    throw wrong('cannot be read: it belongs to the program and must be beside it.')
  }
  const end = text.indexOf(`\n${FENCE}`, FENCE.length)
  if (!text.startsWith(FENCE) || end < 0) throw wrong('needs front matter between two lines of ---.')
  let head: unknown
  try {
    head = parse(text.slice(FENCE.length, end))
  } catch (error) {
    throw wrong(`its front matter is no YAML: ${(error as Error).message}`)
  }
  const checked = frontMatter.safeParse(head)
  if (!checked.success) throw wrong(`its front matter is not as expected: ${z.prettifyError(checked.error)}`)
  const { id, version, variables } = checked.data
  const body = text.slice(end + 1 + FENCE.length).trim()
  const used = new Set([...body.matchAll(NAME)].map((match) => match[1] as string))
  const unlisted = [...used].filter((name) => !variables.includes(name))
  const unused = variables.filter((name) => !used.has(name))
  if (unlisted.length > 0) throw wrong(`uses {{${unlisted.join('}}, {{')}}}, which its variables do not list.`)
  if (unused.length > 0) throw wrong(`lists ${unused.join(', ')}, which its text does not use.`)
  return { rule: `${id}@${version}`, fill: (values) => body.replace(NAME, (_, name: string) => values[name] ?? '') }
}
