import { readFileSync } from 'node:fs'
import { CATALOGUE_FILES, type Catalogue, checkCatalogue } from '#src/domain/catalogue.ts'

/** The shipped files as parsed JSON, fresh for every call so that a test may spoil them. */
export const shippedFiles = (): Record<string, Record<string, unknown>[]> =>
  Object.fromEntries(
    CATALOGUE_FILES.map((file) => [file, JSON.parse(readFileSync(`data/catalogue/${file}.json`, 'utf8'))]),
  )

export const shipped: Catalogue = checkCatalogue(shippedFiles())

/** A day on which every shipped price is fresh. */
export const TODAY = '2026-11-24'

export const readFixture = <T>(name: string): T =>
  JSON.parse(readFileSync(`test/cost/fixtures/${name}.json`, 'utf8')) as T
