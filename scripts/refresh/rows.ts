import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CATALOGUE_FILES } from '#src/domain/catalogue.ts'

/** The catalogue's files as parsed JSON. */
export const readCatalogueFiles = (folder: string): Record<string, unknown> =>
  Object.fromEntries(
    CATALOGUE_FILES.map((file) => [file, JSON.parse(readFileSync(join(folder, `${file}.json`), 'utf8'))]),
  )

/** Writes rows one a line, so that a difference reads row by row; the old file stands until the new one is whole. */
export function writeRows(path: string, rows: readonly unknown[]): void {
  const lines = rows.map((row) => `  ${JSON.stringify(row)}`)
  writeFileSync(`${path}.new`, `[\n${lines.join(',\n')}\n]\n`)
  renameSync(`${path}.new`, path)
}
