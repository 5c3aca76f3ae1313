import { describe, expect, it } from 'vitest'
import { createAllowance } from '#src/assist/allowance.ts'

const DAY = 86_400_000

describe('allowance', () => {
  it('holds one person to a number of requests, and lets others go on', () => {
    const allowance = createAllowance({ tokensPerDay: 1_000, requestsPerPerson: 2 }, () => 0)
    expect([1, 2, 3].map(() => allowance.take('U1', 10))).toEqual(['granted', 'granted', 'person_limit'])
    expect(allowance.take('U2', 10)).toBe('granted')
  })

  it('holds everybody together to a number of tokens, by their real use', () => {
    const allowance = createAllowance({ tokensPerDay: 100, requestsPerPerson: 9 }, () => 0)
    expect(allowance.take('U1', 80)).toBe('granted')
    expect(allowance.take('U1', 80)).toBe('day_limit')
    allowance.settle(80, 15)
    expect(allowance.take('U1', 80)).toBe('granted')
  })

  it('begins anew at midnight', () => {
    let now = DAY - 1
    const allowance = createAllowance({ tokensPerDay: 100, requestsPerPerson: 1 }, () => now)
    expect(allowance.take('U1', 100)).toBe('granted')
    expect(allowance.take('U1', 1)).toBe('person_limit')
    now = DAY
    expect(allowance.take('U1', 100)).toBe('granted')
  })
})
