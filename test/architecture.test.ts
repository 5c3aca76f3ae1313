import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

/** Who may import whom; ARCHITECTURE.md has the same table with the reasons. A trailing `/` is a room. */
const ALLOWED: Record<string, readonly string[]> = {
  'domain/': ['domain/', 'zod'],
  'understand/': ['domain/', 'understand/'],
  'decide/': ['domain/', 'decide/'],
  'cost/': ['domain/', 'cost/'],
  'explain/': ['domain/', 'explain/', 'decide/', 'cost/'],
  'advise.ts': ['domain/', 'understand/', 'decide/', 'cost/', 'knowledge.ts', 'node:crypto'],
  'replay.ts': ['domain/', 'advise.ts', 'knowledge.ts'],
  'advisor.ts': ['domain/', 'explain/', 'cost/', 'advise.ts', 'replay.ts', 'knowledge.ts', 'slack/bot.ts'],
  'knowledge.ts': ['domain/', 'zod', 'node:fs', 'node:path', 'node:crypto'],
  'config.ts': ['domain/', 'zod'],
  'assist/': [
    'domain/',
    'understand/',
    'assist/',
    'openai',
    'zod',
    'yaml',
    '@secretlint/',
    'libphonenumber-js',
    'node:',
  ],
  'store/': ['domain/', 'store/', 'better-sqlite3', 'zod', 'node:'],
  'export/': ['domain/', 'csv-stringify'],
  'slack/views/': ['domain/', 'explain/', 'slack/views/', '@slack/types', '@slack/bolt'],
  'slack/': [
    'domain/',
    'explain/',
    'export/',
    'advise.ts',
    'knowledge.ts',
    'slack/',
    '@slack/',
    'zod',
    'pino',
    'undici',
    'node:',
  ],
  'cli/': ['domain/', 'cli/', 'zod', 'node:'],
  'local/': ['domain/', 'local/', 'react', 'react-dom', 'slack-blocks-to-jsx', 'ws', '@slack/types', 'zod', 'node:'],
  'main.ts': ['*'],
  'cli.ts': ['*'],
}

const roomOf = (file: string) =>
  Object.keys(ALLOWED)
    .filter((room) => (room.endsWith('/') ? file.startsWith(room) : file === room))
    .sort((a, b) => b.length - a.length)[0]

const importsOf = (source: string) =>
  [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string)

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('#src/')) return specifier.slice('#src/'.length)
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier))
  return specifier
}

const files = globSync('**/*.{ts,tsx}', { cwd: 'src' })

describe('imports run one way', () => {
  it.each(files)('%s', (file) => {
    const room = roomOf(file)
    expect(room, `${file} is in no room of the table`).toBeDefined()
    const allowed = ALLOWED[room as string] as readonly string[]
    if (allowed.includes('*')) return
    const bad = importsOf(readFileSync(join('src', file), 'utf8'))
      .map((specifier) => targetOf(file, specifier))
      .filter(
        (target) =>
          !allowed.some((a) => target === a || target.startsWith(a.endsWith('/') || a.endsWith(':') ? a : `${a}/`)),
      )
    expect(bad).toEqual([])
  })

  it('nobody imports an entry point', () => {
    for (const file of files) {
      const targets = importsOf(readFileSync(join('src', file), 'utf8')).map((s) => targetOf(file, s))
      expect(targets.filter((t) => t === 'main.ts' || t === 'cli.ts')).toEqual([])
    }
  })
})
