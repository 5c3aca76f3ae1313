// Brings the prices in data/catalogue/offers.json up to date:
//   npm run data:refresh [-- --from api.json [--date YYYY-MM-DD]] [--overlay pi-ai.tgz | --no-overlay]
//     [--accept KEY ...] [--dry-run] [--catalogue FOLDER]
// Without network give copies by --from and --overlay. Prints the difference; on any doubt nothing is written.
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkCatalogue } from '#src/domain/catalogue.ts'
import { ConfigError } from '#src/domain/errors.ts'
import { applied, changesOf } from './refresh/changes.ts'
import { fetchModelsDev, fetchOverlay, loadModelsDev, loadOverlay } from './refresh/load.ts'
import { report } from './refresh/report.ts'
import { readCatalogueFiles, writeRows } from './refresh/rows.ts'
import { suspicions } from './refresh/suspicions.ts'

const { values } = parseArgs({
  options: {
    from: { type: 'string' },
    date: { type: 'string' },
    overlay: { type: 'string' },
    'no-overlay': { type: 'boolean', default: false },
    accept: { type: 'string', multiple: true, default: [] },
    'dry-run': { type: 'boolean', default: false },
    catalogue: { type: 'string', default: 'data/catalogue' },
  },
})

/** With a copy of models.dev the overlay is not fetched either: whoever names a file may be without a network. */
async function sources() {
  const main = values.from
    ? loadModelsDev(values.from, values.date)
    : await fetchModelsDev(new Date().toISOString().slice(0, 10))
  if (values.overlay) return [main, loadOverlay(values.overlay)]
  return values['no-overlay'] || values.from ? [main] : [main, fetchOverlay()]
}

async function refresh(): Promise<number> {
  const files = readCatalogueFiles(values.catalogue)
  const catalogue = checkCatalogue(files)
  const found = await sources()
  const changes = changesOf(catalogue, found)
  const refused = suspicions(catalogue, found, changes).filter(({ key }) => !values.accept.includes(key))
  for (const line of report(catalogue, found, changes, refused)) console.log(line)
  if (refused.length > 0) {
    console.log('Nothing was written.')
    return 1
  }
  const offers = applied(catalogue, changes)
  checkCatalogue({ ...files, offers })
  if (values['dry-run']) return 0
  writeRows(join(values.catalogue, 'offers.json'), offers)
  console.log(`${join(values.catalogue, 'offers.json')} is written.`)
  return 0
}

try {
  process.exitCode = await refresh()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(`${error.message} Nothing was written.`)
  process.exitCode = 1
}
