import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const HOSPITAL =
  'hospital, patient notes must stay on our servers, no cloud, 2 ML engineers, two A100s, ~40k reports a month'
const folder = mkdtempSync(join(tmpdir(), 'cli-'))
const env = { ...process.env, DATABASE_URL: `sqlite:${join(folder, 'decisions.db')}` }

function run(args: readonly string[], input = ''): Promise<{ out: string; err: string; status: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['src/cli.ts', ...args], { env })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
    })
    child.stderr.on('data', (chunk) => {
      err += chunk
    })
    child.on('close', (status) => resolve({ out, err, status }))
    child.stdin.end(input)
  })
}
const lines = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Each answer starts a process of its own. */
const PATIENCE = 90_000

describe('the command line', { timeout: PATIENCE }, () => {
  it('answers a scenario with evidence on its words', async () => {
    const { out, status } = await run([HOSPITAL, '--json'])
    const result = JSON.parse(out)
    expect(status).toBe(0)
    expect(result).toMatchObject({ verdict: 'open', option: 'open_self_hosted' })
    const said = Object.fromEntries(
      result.factors.map((f: { factor: string; value: unknown; evidence: { text: string }[] }) => [
        f.factor,
        [f.value, f.evidence[0]?.text],
      ]),
    )
    expect(said).toMatchObject({
      data_sensitivity: ['regulated', 'patient notes'],
      hardware: ['datacenter', 'two A100s'],
      monthly_requests: [40_000, '~40k reports a month'],
    })
    expect(said.data_boundary[0]).toBe('on_premises')
    for (const { evidence } of result.factors)
      for (const { start, end, text } of evidence) expect(HOSPITAL.slice(start, end)).toBe(text)
    expect(result.ruled_out.map((r: { option: string }) => r.option)).toEqual(['closed_api', 'open_hosted'])
  })

  it('answers cases line by line, byte for byte the same, and tells a bad line', async () => {
    const input = `{"id":"a","messages":[{"user":"U1","text":${JSON.stringify(HOSPITAL)}}]}\nnot a case\n\n{"id":"b","facts":{"stage":"prototype"}}\n{"id":"c","facts":{"hardware":"datcenter"}}\n`
    const [one, two] = await Promise.all([run(['--jsonl'], input), run(['--jsonl'], input)])
    expect(one.status).toBe(1)
    expect(one.out).toBe(two.out)
    const [a, bad, b, c] = lines(one.out)
    expect(a).toMatchObject({ id: 'a', verdict: 'open' })
    expect(bad).toMatchObject({ id: null, error: expect.stringContaining('line 2') })
    expect(b).toMatchObject({ id: 'b', verdict: 'closed', factors: [] })
    expect(c).toMatchObject({ id: null, error: expect.stringContaining('facts.hardware') })
  })

  it('keeps what it advised, finds it and shows it again', async () => {
    const { out } = await run([HOSPITAL])
    const id = /#(\w+)/.exec(out)?.[1] as string
    expect((await run(['history', 'hospital'])).out).toContain(`#${id}`)
    expect((await run(['show', id])).out).toContain('Open weights')
    expect((await run(['export', id])).out).toMatch(/^---|^# /)
    expect((await run(['verify'])).status).toBe(0)
    expect((await run(['backup', join(folder, 'copy.db')])).status).toBe(0)
  })

  it.each([
    [[''], 'Write your situation'],
    [['show', 'zzzzz'], 'no decision #zzzzz'],
    [['--nonsense'], '--nonsense is not known'],
    [['x'.repeat(40_001)], 'at most 40000'],
  ])('says in a sentence what is wrong with %j', async (args, sentence) => {
    const { err, status } = await run(args)
    expect(status).toBe(1)
    expect(err).toContain(sentence)
    expect(err).not.toContain('    at ')
  })

  it('steers no terminal with what people wrote', async () => {
    const { out } = await run([`\u001b[31mno GPUs\u202e, MVP in 3 weeks, which model?`])
    const { out: list } = await run(['history'])
    expect(out + list).toContain('no GPUs')
    for (const sign of ['\u001b', '\u202e']) expect(out + list).not.toContain(sign)
  })

  it.each(['😀🎉', 'nice weather today'])('keeps nothing of %j', async (said) => {
    const { out } = await run([said])
    expect(out).not.toContain('#')
  })

  it('asks for lines without words', async () => {
    const { out } = await run([], `${HOSPITAL}\nshow nothing\nquit\n`)
    expect(out).toContain('Open weights')
    expect(out).toContain('no decision #nothing')
  })
})
