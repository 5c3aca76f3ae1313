import { readFileSync } from 'node:fs'
import { readCriteria } from '#src/domain/criteria.ts'

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

/** The three files of criteria as they are on disk, unchecked. */
export const criteriaFiles = () => ({
  table: json('data/criteria.json') as Record<string, unknown>,
  variations: json('data/variations.json') as Record<string, unknown>,
  frequencies: json('data/frequencies.json') as Record<string, unknown>,
})

export const criteria = readCriteria(criteriaFiles())
