/** What assistance may use in a day. */
export interface Limits {
  /** Tokens of all requests together, in and out. */
  readonly tokensPerDay: number
  /** Requests of one person. */
  readonly requestsPerPerson: number
}

export interface Allowance {
  /** Takes a request of that many tokens for a person, or says which limit stands against it. */
  readonly take: (person: string, tokens: number) => 'granted' | 'person_limit' | 'day_limit'
  /** Puts right what a request was estimated at, once its real use is known. */
  readonly settle: (estimated: number, used: number) => void
}

/**
 * Counts tokens and requests from midnight to midnight UTC. `now` gives milliseconds since 1970. The counts live as long
 * as the process: a restart begins a new day.
 */
export function createAllowance({ tokensPerDay, requestsPerPerson }: Limits, now: () => number): Allowance {
  const dayOf = () => Math.floor(now() / 86_400_000)
  let day = dayOf()
  let tokens = 0
  const people = new Map<string, number>()
  const turn = () => {
    if (dayOf() === day) return
    day = dayOf()
    tokens = 0
    people.clear()
  }
  return {
    take: (person, estimated) => {
      turn()
      const requests = people.get(person) ?? 0
      if (requests >= requestsPerPerson) return 'person_limit'
      if (tokens + estimated > tokensPerDay) return 'day_limit'
      people.set(person, requests + 1)
      tokens += estimated
      return 'granted'
    },
    settle: (estimated, used) => {
      tokens = Math.max(0, tokens + used - estimated)
    },
  }
}
