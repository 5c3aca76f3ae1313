import { describe, expect, it } from 'vitest'
import { reader } from '../support/knowledge.ts'

const read = (...lines: readonly string[]) =>
  reader.understand({
    messages: lines.map((line) => {
      const [user, ...text] = line.split(': ')
      return { user: user as string, text: text.join(': ') }
    }),
  })
const value = (understanding: ReturnType<typeof read>, factor: string) =>
  understanding.findings.find((finding) => finding.factor === factor)?.value

describe('a thread', () => {
  it('takes a correction for what was said before', () => {
    expect(value(read('U1: 2M requests a month', 'U1: make that 20M'), 'monthly_requests')).toBe(20_000_000)
  })
  it('lets a bare rate inherit what it counts', () => {
    expect(value(read('U1: is it 3,000 calls a day?', 'U2: no, 3,000 an hour'), 'monthly_requests')).toBe(2_160_000)
  })
  it('takes back what is scratched', () => {
    expect(value(read('U1: we have two A100s', 'U1: scratch the A100s'), 'hardware')).toBeUndefined()
  })
  it('keeps who said it, and the later figure', () => {
    const thread = read('U1: budget is 500 EUR a month', 'U2: budget is 900 EUR a month')
    expect(value(thread, 'monthly_budget')).toEqual({ amount: 900, currency: 'EUR' })
    expect(thread.disagreements).toHaveLength(1)
    expect(thread.disagreements[0]?.claims.map(({ by, value: said }) => [by, said])).toEqual([
      ['U1', { amount: 500, currency: 'EUR' }],
      ['U2', { amount: 900, currency: 'EUR' }],
    ])
  })
  it('sees no disagreement where one person corrects themselves', () => {
    expect(read('U1: budget is 500 EUR a month', 'U1: budget is 900 EUR a month').disagreements).toEqual([])
  })
  it('sees no disagreement where somebody gave way', () => {
    expect(read('U1: budget is 500 EUR a month', 'U2: correction: budget is 900 EUR a month').disagreements).toEqual([])
  })
  it('puts evidence into the message that carries it', () => {
    const thread = read('U1: hello', 'U2: no GPUs here', 'U1: 300 nurses use it')
    expect(thread.findings.find((f) => f.factor === 'users')?.evidence[0]).toEqual({
      message: 2,
      start: 0,
      end: 10,
      text: '300 nurses',
    })
  })
})
