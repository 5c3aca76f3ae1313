import { readFileSync } from 'node:fs'

/** The rows of a JSON Lines file, empty lines left out; their shape is not checked. Throws where a line is no JSON. */
export const readJsonl = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T)
