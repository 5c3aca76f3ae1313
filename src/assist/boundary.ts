import type { Understanding } from '../domain/brief.ts'

const STAYS_INSIDE = ['own_cloud', 'on_premises', 'air_gapped']

/**
 * Whether a text may be sent outside. Not if its own words keep the data inside, by what the rules read, by what people
 * disagree on, or where every vendor is ruled out.
 */
export function mayLeave(understood: Understanding): boolean {
  const said = [
    ...understood.findings,
    ...understood.disagreements.flatMap(({ factor, claims }) => claims.map(({ value }) => ({ factor, value }))),
  ]
  const keeps = said.some(({ factor, value }) => factor === 'data_boundary' && STAYS_INSIDE.includes(String(value)))
  const excluded = said.flatMap(({ factor, value }) => (factor === 'excluded_options' ? [value].flat() : []))
  return !keeps && !(excluded.includes('closed_api') && excluded.includes('open_hosted'))
}
