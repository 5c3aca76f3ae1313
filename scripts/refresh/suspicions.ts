import type { Catalogue } from '#src/domain/catalogue.ts'
import type { Change } from './changes.ts'
import type { Source } from './sources.ts'

const MOST_TIMES = 3
const MOST_GONE = 0.1

export interface Suspicion {
  /** What `--accept` takes to let it pass: an offer's key, a model's id, or `rows`. */
  readonly key: string
  readonly reason: string
}

/**
 * Changes that are more often a mistake of the source than news: a price that moves more than threefold or becomes 0,
 * a model that loses its open flag, more than a tenth of the offers gone.
 */
export function suspicions(
  catalogue: Catalogue,
  sources: readonly Source[],
  changes: readonly Change[],
): readonly Suspicion[] {
  return [...changes.flatMap(priceSuspicions), ...flagSuspicions(catalogue, sources), ...goneSuspicion(changes)]
}

function priceSuspicions({ key, kind, before, after }: Change): readonly Suspicion[] {
  if (kind !== 'price' || after === null) return []
  return (['input', 'output'] as const).flatMap((field) => {
    const [old, now] = [before[field], after[field]]
    if (now === 0) return [{ key, reason: `the price of ${field} becomes 0 (was ${old})` }]
    const times = Math.max(now / old, old / now)
    return times > MOST_TIMES ? [{ key, reason: `the price of ${field} moves from ${old} to ${now}` }] : []
  })
}

const tail = (id: string) => id.split('/').at(-1)?.toLowerCase() ?? id

/** A flag is lost when most providers anywhere that list the same model id and say anything call it closed. */
function flagSuspicions(catalogue: Catalogue, sources: readonly Source[]): readonly Suspicion[] {
  const flags = new Map<string, { yes: number; no: number }>()
  for (const [id, { open }] of sources.flatMap((source) => [...source.providers.values()].flatMap((all) => [...all]))) {
    const votes = flags.get(tail(id)) ?? { yes: 0, no: 0 }
    if (open !== null) votes[open ? 'yes' : 'no'] += 1
    flags.set(tail(id), votes)
  }
  return catalogue.models
    .filter((model) => model.open)
    .flatMap(({ id }) => {
      const ids = new Set(
        catalogue.offers.filter((o) => o.model === id && o.refresh).map((o) => tail(o.refresh?.id ?? '')),
      )
      const votes = [...ids].flatMap((one) => flags.get(one) ?? [])
      const [yes, no] = [votes.reduce((n, v) => n + v.yes, 0), votes.reduce((n, v) => n + v.no, 0)]
      return no > yes ? [{ key: id, reason: `loses its open-weights flag at ${no} of ${no + yes} providers` }] : []
    })
}

function goneSuspicion(changes: readonly Change[]): readonly Suspicion[] {
  const gone = changes.filter((change) => change.kind === 'gone').length
  if (changes.length === 0 || gone / changes.length <= MOST_GONE) return []
  return [{ key: 'rows', reason: `${gone} of ${changes.length} offers are gone` }]
}
