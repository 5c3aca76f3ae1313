import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadKnowledge } from '#src/knowledge.ts'

const folder = mkdtempSync(join(tmpdir(), 'cli-lookup-'))
const at = (name: string) => ({ DATABASE_URL: `sqlite:${join(folder, name, 'decisions.db')}` })

function run(args: readonly string[], extra: Record<string, string> = at('main')) {
  return new Promise<{ out: string; err: string; status: number | null }>((resolve) => {
    const child = spawn(process.execPath, ['src/cli.ts', ...args], { env: { ...process.env, ...extra } })
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (status) => resolve({ out, err, status }))
    child.stdin.end('')
  })
}
const idIn = ({ out }: { out: string }) => /show (\w+)/.exec(out)![1]!
let [first, second] = ['', '']

beforeAll(async () => {
  const ask = 'Support replies, internal data, 2M requests a month, 1500 tokens each'
  first = idIn(await run([ask]))
  second = idIn(await run([`${ask}, patient notes must stay on our servers`]))
}, 30_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('looking things up', () => {
  it('compare says what changed from one to the other', async () => {
    const { out, status } = await run(['compare', first, second])
    expect(status).toBe(0)
    expect(out).toContain(`#${first} → #${second}`)
    expect(out).toContain('Where data may go')
    expect((await run(['compare', first])).err).toContain('two ids')
  })

  it('replay gives the same answer on the same rules and prices', async () => {
    expect((await run(['replay', first])).out).toContain('Nothing that I weigh has changed')
  })

  it('export comes as a record with the break-even, as JSON, as CSV', async () => {
    const record = (await run(['export', first])).out
    expect(record).toContain('## Decision Outcome')
    expect(record).toMatch(/!\[.+\]\[break-even\]\n\n\[break-even\]: data:image\/svg\+xml,%3Csvg/)
    expect(record).toContain('### Models to Try')
    expect((await run(['export', second])).out).toContain('### Cost of Leaving')
    expect(JSON.parse((await run(['export', first, 'json'])).out).id).toBe(first)
    expect((await run(['export', 'all'])).out.split('\r\n')).toHaveLength(4)
    expect(JSON.parse((await run(['export', 'all', 'json'])).out)).toHaveLength(2)
    const wrong = await run(['export', first, 'csv'])
    expect(wrong).toMatchObject({ status: 1 })
    expect(wrong.err).toContain('adr or json')
  })
}, 30_000)

describe('doctor', () => {
  it('looks at configuration, database, facts, clock and endpoint', async () => {
    const { out, status } = await run(['doctor'])
    expect(out).toMatch(
      /OK: Configuration[\s\S]*OK: Database – .*2 decisions[\s\S]*Facts[\s\S]*Clock[\s\S]*LLM endpoint – off/,
    )
    expect(status).toBe(0)
  })

  it('before the first start nothing is broken', async () => {
    expect(await run(['doctor'], at('new'))).toMatchObject({ status: 0 })
  })

  it('a broken configuration, database or endpoint is named and gives status 1', async () => {
    const broken = join(folder, 'broken')
    mkdirSync(broken)
    writeFileSync(join(broken, 'decisions.db'), 'no database at all, but long enough to be read as one'.repeat(100))
    const { out, status } = await run(['doctor'], {
      ...at('broken'),
      SLACK_APP_TOKEN: 'xapp-1',
      OPENAI_MODEL: 'm',
      OPENAI_BASE_URL: 'http://127.0.0.1:9/v1',
    })
    expect(status).toBe(1)
    for (const name of ['Configuration – .*SLACK_BOT_TOKEN', 'Database', 'LLM endpoint – cannot be reached'])
      expect(out).toMatch(new RegExp(`Broken: ${name}`))
  })
}, 30_000)

describe('catalogue.json beside the database', () => {
  const given = async (name: string, rows: unknown) => {
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'catalogue.json'), typeof rows === 'string' ? rows : JSON.stringify(rows))
    return run(['Support replies, 2M requests a month, 1500 tokens each, internal data', '--json'], at(name))
  }
  const discount = { host: 'openai', percent: 50, source: 'our contract', sourceDate: '2026-11-01' }

  it('lowers the prices, and the versions of the answer say so', async () => {
    const { out } = await given('discount', { discounts: [discount] })
    expect(JSON.parse(out).catalogue).toMatch(/^\d{4}-\d\d-\d\d\+[0-9a-f]{8}$/)
    const before = loadKnowledge('data').catalogue.offers
    const after = loadKnowledge('data', join(folder, 'discount', 'catalogue.json')).catalogue.offers
    expect(after.map(({ input }) => input)).toEqual(
      before.map(({ host, input }) => (host === 'openai' ? input / 2 : input)),
    )
  })

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['a discount of an unknown host', { discounts: [{ ...discount, host: 'nobody' }] }, 'row 1'],
    ['a row without source', { offers: [{ model: 'x', host: 'openai', region: 'global' }] }, 'source'],
  ])('%s is refused with file and reason', async (name, rows, reason) => {
    const { err, status } = await given(name.replaceAll(' ', '-'), rows)
    expect(status).toBe(1)
    expect(err).toContain('catalogue.json')
    expect(err).toContain(reason)
  })
}, 30_000)
