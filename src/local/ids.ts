import { randomBytes } from 'node:crypto'

const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'

/** A fresh Slack-like id: a prefix such as `C` or `V` and ten capitals or digits. */
export const newId = (prefix: string): string =>
  prefix + [...randomBytes(10)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('')

/** A fresh secret of `bytes` random bytes, in hexadecimal. */
export const newSecret = (bytes = 16): string => randomBytes(bytes).toString('hex')

/** A source of message timestamps: `now` in ms, never the same twice and never going back. */
export function timestamps(now: () => number): () => string {
  let last = 0n
  return () => {
    const micros = BigInt(Math.floor(now())) * 1000n
    last = micros > last ? micros : last + 1n
    return `${last / 1_000_000n}.${String(last % 1_000_000n).padStart(6, '0')}`
  }
}
