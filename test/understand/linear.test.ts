import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import { describe, expect, it } from 'vitest'
import { reader } from '../support/knowledge.ts'

/** Regular expression literals of a source file: after a sign that cannot end an operand. */
const literalsOf = (source: string) =>
  [
    ...source.matchAll(
      /[=(,:&|!?[{;\n]\s*\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*)\/([dgimsuvy]*)/g,
    ),
  ].map((match) => ({ pattern: match[1] as string, flags: (match[2] as string).replace('v', 'u') }))

const ROOM = 'src/understand'
const literals = readdirSync(ROOM).flatMap((file) =>
  literalsOf(readFileSync(join(ROOM, file), 'utf8')).map((literal) => ({ file, ...literal })),
)

describe('no text can make the reader slow', () => {
  it('finds the expressions that it checks', () => expect(literals.length).toBeGreaterThan(10))

  it.each(literals)('$file: /$pattern/$flags is no worse than linear', ({ pattern, flags }) => {
    expect(checkSync(pattern, flags.replace('y', ''), { timeout: 20_000 }).status).toBe('safe')
  })

  const hostile = [
    'no no no ',
    '1,',
    'a-a-',
    '$5 ',
    '1 million ',
    'if we not ',
    '```',
    '<@U1 ',
    '<https://a|',
    '(((',
    '2M requests a month ',
    'may not leave our ',
  ]
  const read = (text: string) => {
    const messages = Array.from({ length: Math.ceil(text.length / 40_000) }, (_, i) => ({
      user: 'U1',
      text: text.slice(i * 40_000, (i + 1) * 40_000),
    }))
    const before = process.cpuUsage()
    reader.understand({ messages })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
  /** Quadratic work would grow 16 times for each 4-fold; a noisy machine stays well below 8. */
  const MOST = 8
  it.each(hostile)('grows with the length of %j', (unit) => {
    const sizes = [16_384, 65_536, 262_144].map((n) => unit.repeat(Math.ceil(n / unit.length)).slice(0, n))
    for (const text of sizes) read(text)
    const [small, middle, large] = sizes.map((text) => Math.min(read(text), read(text), read(text))) as [
      number,
      number,
      number,
    ]
    expect(middle / Math.max(small, 1)).toBeLessThan(MOST)
    expect(large / Math.max(middle, 1)).toBeLessThan(MOST)
  })
})
