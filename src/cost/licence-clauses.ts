import type { Model } from '../domain/catalogue.ts'
import type { Pricing } from './pricing.ts'

/** What to check before committing to a model: every clause of its licence that may bind, and its retirement. */
export function clauses({ index, language }: Pricing, model: Model): readonly string[] {
  const licence = model.licence === null ? undefined : index.licences.get(model.licence)
  const bound = licence?.clauses.filter((clause) => clause.effect === 'check') ?? []
  const words = bound.map((c) =>
    index.say('shortlist.check.clause', language, { licence: licence?.name ?? '', clause: c.text }),
  )
  const plain = licence ? [index.say('shortlist.check.licence', language, { licence: licence.name })] : []
  const retires = model.retires ? [index.say('shortlist.check.retires', language, { date: model.retires })] : []
  return [...(words.length > 0 ? words : plain), ...retires]
}
