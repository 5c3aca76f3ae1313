import type { Language } from '../domain/brief.ts'
import type { Catalogue, Host } from '../domain/catalogue.ts'
import type { ShortlistEntry } from '../domain/costs.ts'
import { type CatalogueIndex, indexOf } from './catalogue-index.ts'

function termsOf(index: CatalogueIndex, host: Host, language: Language): string {
  const known = (value: Host['baa']) => index.say(`known.${value}`, language)
  const unknown = known('unknown')
  return index.say('terms.host', language, {
    host: host.name,
    retention: host.retention,
    trains: known(host.trains),
    residency: host.residency.length > 0 ? host.residency.join(', ').toUpperCase() : unknown,
    baa: known(host.baa),
    fedramp: host.fedramp === 'unknown' ? unknown : host.fedramp === 'none' ? known('no') : host.fedramp,
    source: host.source,
    date: host.sourceDate,
  })
}

/**
 * What the hosts of the shortlisted models do with data, a sentence each: retention, training, residency, BAA and
 * FedRAMP, with source and date. What the catalogue does not know is called unknown.
 */
export function providerTerms(
  entries: readonly ShortlistEntry[],
  catalogue: Catalogue,
  language: Language,
): readonly string[] {
  const index = indexOf(catalogue)
  const names = new Set(entries.map(({ host }) => host))
  return catalogue.hosts.filter(({ name }) => names.has(name)).map((host) => termsOf(index, host, language))
}
