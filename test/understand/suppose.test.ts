import { describe, expect, it } from 'vitest'
import { reader } from '../support/knowledge.ts'

const SAID = ['U1: 2M requests a month, our budget is 900 EUR a month, no GPUs', 'U2: patient notes, 300 nurses use it']
const suppose = (what: string) =>
  reader.suppose({
    messages: [...SAID, `U1: ${what}`].map((line) => ({ user: line.slice(0, 2), text: line.slice(4) })),
  })
const value = (what: string, factor: string) => suppose(what)?.findings.find((f) => f.factor === factor)?.value

describe('a supposition', () => {
  it.each([
    ["what if it's 20M a month?", 'monthly_requests', 20_000_000],
    ['what if it is 100k requests a day?', 'monthly_requests', 3_000_000],
    ['and if we buy two H100s?', 'hardware', 'datacenter'],
    ['suppose the data must stay on our servers', 'data_boundary', 'on_premises'],
    ['and without the budget?', 'monthly_budget', undefined],
    ['what if we had 3 ML engineers and 5,000 EUR a month?', 'monthly_budget', { amount: 5000, currency: 'EUR' }],
  ])('%s', (what, factor, expected) => {
    expect(suppose(what)).not.toBeNull()
    expect(value(what, factor)).toEqual(expected)
  })

  it('leaves everything else as it was said', () => {
    expect(value("what if it's 20M a month?", 'users')).toBe(300)
    expect(value('and without the budget?', 'monthly_requests')).toBe(2_000_000)
  })

  it.each(['we got two H100s', 'legal says EU only', 'thanks a lot'])('is not: %s', (what) => {
    expect(suppose(what)).toBeNull()
  })

  it('changes nothing in what is understood', () => {
    const messages = [...SAID, 'U1: what if we had two H100s?'].map((line) => ({
      user: line.slice(0, 2),
      text: line.slice(4),
    }))
    expect(reader.understand({ messages }).findings.find((f) => f.factor === 'hardware')?.value).toBe('none')
  })
})
