import { readdirSync, readFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import { join } from 'node:path'
import { checkSync } from 'recheck'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  const session = new Session()
  beforeAll(async () => {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  })
  afterAll(() => session.disconnect())
  /** Blocks of the reader's code that one reading runs: steps, not time, so that a busy machine changes nothing. */
  async function stepsOf(text: string): Promise<number> {
    const messages = Array.from({ length: Math.ceil(text.length / 40_000) }, (_, i) => ({
      user: 'U1',
      text: text.slice(i * 40_000, (i + 1) * 40_000),
    }))
    await session.post('Profiler.takePreciseCoverage')
    reader.understand({ messages })
    const { result } = await session.post('Profiler.takePreciseCoverage')
    return result
      .filter(({ url }) => url.includes(ROOM))
      .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges.map(({ count }) => count)))
      .reduce((a, b) => a + b, 0)
  }
  /** Linear work grows 4 times for each 4-fold, quadratic work 16 times. */
  const MOST = 8
  it.each(hostile)('grows with the length of %j', async (unit) => {
    const sizes = [16_384, 65_536, 262_144].map((n) => unit.repeat(Math.ceil(n / unit.length)).slice(0, n))
    const steps: number[] = []
    for (const text of sizes) steps.push(await stepsOf(text))
    const [small, middle, large] = steps as [number, number, number]
    expect(small).toBeGreaterThan(1000)
    expect(middle / small).toBeLessThan(MOST)
    expect(large / middle).toBeLessThan(MOST)
  })
})
