import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Cut from models.dev's catalogue of 2026-09-30 (MIT): the offers that the shipped catalogue takes from it. */
const SNAPSHOT = 'test/refresh/fixtures/modelsdev-2026-09-30.json'

type Entry = { cost?: { input: number; output: number }; open_weights?: boolean }
type Snapshot = Record<string, { models: Record<string, Entry> }>

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'refresh-test-'))
  cpSync('data/catalogue', join(folder, 'catalogue'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const offers = () => readFileSync(join(folder, 'catalogue', 'offers.json'), 'utf8')

/** Runs the command on a copy of the snapshot, changed by `spoil`, as of a day. */
function refresh(spoil: (snapshot: Snapshot) => void, ...args: string[]) {
  const snapshot = JSON.parse(readFileSync(SNAPSHOT, 'utf8')) as Snapshot
  spoil(snapshot)
  writeFileSync(join(folder, 'api.json'), JSON.stringify(snapshot))
  return run('--from', join(folder, 'api.json'), '--date', '2026-10-15', ...args)
}

function run(...args: string[]) {
  const options = ['scripts/data-refresh.ts', '--catalogue', join(folder, 'catalogue'), ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

const model = (snapshot: Snapshot, provider: string, id: string) => snapshot[provider]?.models[id] as Required<Entry>

describe('npm run data:refresh', () => {
  it('takes moved prices, dates what it confirmed, and prints both', () => {
    const { status, said } = refresh((s) => {
      model(s, 'deepinfra', 'openai/gpt-oss-120b').cost.input = 0.05
    })
    expect(said).toContain('~ gpt-oss-120b/deepinfra/global: 0.037 in, 0.17 out -> 0.05 in, 0.17 out')
    expect(status).toBe(0)
    const row = JSON.parse(offers()).find(
      (o: { model: string; host: string }) => o.model === 'gpt-oss-120b' && o.host === 'deepinfra',
    )
    expect(row).toMatchObject({
      input: 0.05,
      sourceDate: '2026-10-15',
      source: 'models.dev (MIT), deepinfra openai/gpt-oss-120b',
    })
  })

  it('changes nothing on a second run', () => {
    refresh(() => {})
    const once = offers()
    expect(refresh(() => {}).status).toBe(0)
    expect(offers()).toBe(once)
  })

  it('writes nothing on a dry run', () => {
    const before = offers()
    expect(refresh(() => {}, '--dry-run').status).toBe(0)
    expect(offers()).toBe(before)
  })

  it('never replaces a newer price by an older one', () => {
    const before = offers()
    const old = (s: Snapshot) => {
      model(s, 'deepinfra', 'openai/gpt-oss-120b').cost.input = 0.05
    }
    refresh(old, '--date', '2026-01-01')
    expect(JSON.parse(offers())).toEqual(JSON.parse(before))
  })
})

describe('what looks like a mistake is refused, and nothing is written', () => {
  const cases: readonly [string, (snapshot: Snapshot) => void, RegExp][] = [
    [
      'a price more than three times as high',
      (s) => {
        model(s, 'nebius', 'zai-org/GLM-5.3').cost.output = 14
      },
      /refused: glm-5\.3\/nebius\/global: the price of output moves from 4\.4 to 14/,
    ],
    [
      'a price less than a third',
      (s) => {
        model(s, 'azure', 'claude-opus-5-5').cost.input = 1
      },
      /refused: claude-opus-5\.5\/azure\/global: the price of input moves from 4 to 1/,
    ],
    [
      'a price of 0',
      (s) => {
        model(s, 'deepinfra', 'openai/gpt-oss-20b').cost.output = 0
      },
      /refused: gpt-oss-20b\/deepinfra\/global: the price of output becomes 0/,
    ],
    [
      'a lost open flag',
      (s) => {
        for (const { models } of Object.values(s))
          for (const [id, entry] of Object.entries(models)) if (/gpt-oss-120b/.test(id)) entry.open_weights = false
      },
      /refused: gpt-oss-120b: loses its open-weights flag/,
    ],
    [
      'more than a tenth of the offers gone',
      (s) => {
        s.deepinfra = { models: {} }
      },
      /refused: rows: \d+ of \d+ offers are gone/,
    ],
  ]

  it.each(cases)('%s', (_, spoil, reason) => {
    const before = offers()
    const { status, said } = refresh(spoil)
    expect(said).toMatch(reason)
    expect(said).toContain('Nothing was written.')
    expect(status).toBe(1)
    expect(offers()).toBe(before)
  })

  it('passes once a person has accepted it by its key', () => {
    const spoil = (s: Snapshot) => {
      model(s, 'nebius', 'zai-org/GLM-5.3').cost.output = 14
    }
    const { status } = refresh(spoil, '--accept', 'glm-5.3/nebius/global')
    expect(status).toBe(0)
    expect(offers()).toContain('"output":14')
  })

  it('a single provider that calls an open model closed is outvoted', () => {
    const { said } = refresh((s) => {
      model(s, 'deepinfra', 'openai/gpt-oss-120b').open_weights = false
    })
    expect(said).not.toContain('refused')
  })
})

describe('a source that cannot be read', () => {
  const cases: readonly [string, string, string[], RegExp][] = [
    ['is no JSON', '<html>', ['--date', '2026-10-15'], /is not JSON\. Nothing was written/],
    [
      'has another shape',
      '{"openai":{"models":[]}}',
      ['--date', '2026-10-15'],
      /has not the expected shape at openai\.models/,
    ],
    ['has no date', '{}', [], /Say of which day .* with --date/],
    ['is empty', '{}', ['--date', '2026-10-15'], /offers are gone/],
  ]
  it.each(cases)('because it %s', (_, text, args, reason) => {
    const before = offers()
    writeFileSync(join(folder, 'api.json'), text)
    const { status, said } = run('--from', join(folder, 'api.json'), ...args)
    expect(said).toMatch(reason)
    expect(status).toBe(1)
    expect(offers()).toBe(before)
  })
})
