import { declined } from './declined.ts'

/** Counts each person's questions of the last minute. */
export interface Limiter {
  /** @throws UserError with a kind sentence for one question too many */
  take(user: string): void
}

const MINUTE = 60_000

/** @param limit questions a person and minute; 0: no limit */
export function createLimiter(limit: number, now: () => Date): Limiter {
  const asked = new Map<string, number[]>()
  return {
    take(user) {
      if (limit === 0) return
      const at = now().getTime()
      const recent = (asked.get(user) ?? []).filter((time) => time > at - MINUTE)
      if (recent.length >= limit) {
        const seconds = Math.ceil((recent[0]! + MINUTE - at) / 1000)
        throw declined('tooMany', { limit: String(limit), seconds: String(seconds) })
      }
      if (asked.size > 10_000) asked.clear()
      asked.set(user, [...recent, at])
    },
  }
}
