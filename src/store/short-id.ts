import { randomInt } from 'node:crypto'

/** No vowels (no words), nothing that looks like something else (0 and o, 1 and l). */
const ALPHABET = '23456789bcdfghjkmnpqrstvwxyz'
const LENGTHS = [5, 5, 5, 6, 6, 6, 7, 7, 7, 7, 7, 7] as const

/** A random id of `length` characters that people can read out and type. */
export function randomShortId(length: number): string {
  return Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/**
 * The first id that is not taken; ids grow from five to seven characters when short ones collide.
 * @throws Error when even the long ones are taken, which only a broken `make` can bring about
 */
export function freeShortId(make: (length: number) => string, taken: (id: string) => boolean): string {
  for (const length of LENGTHS) {
    const id = make(length)
    if (!taken(id)) return id
  }
  throw new Error('no free decision id found')
}
