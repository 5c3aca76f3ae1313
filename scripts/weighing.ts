import { writeFileSync } from 'node:fs'
import type { Criteria, Points, Words } from '#src/domain/criteria.ts'
import { closedWords, FACTOR_NAMES, type FactorName, isNameListFactor } from '#src/domain/factors.ts'
import { loadCriteria } from './labelled.ts'

/** How one value that can be said is weighed: its own points, the rules that name it, or why it carries nothing. */
export interface Weighed {
  readonly factor: FactorName
  readonly value: string
  readonly points: Points | null
  readonly rules: readonly string[]
  readonly notWeighed: string | null
  readonly reason: string
  readonly source: string
}

/** What the engine reads itself and no row names: the volume and the bill, and what people exclude. */
const READ_BY_ENGINE: Readonly<Partial<Record<FactorName, string>>> = {
  monthly_requests: 'volume (curve of spend)',
  tokens_per_request: 'volume (curve of spend)',
  monthly_tokens: 'volume (curve of spend)',
  monthly_spend: 'spend (curve), hosted_cheaper, idle_bill',
  runs_today: 'whose bill it is, idle_bill, stay',
  excluded_options: 'ruled out',
}

const valuesOf = (criteria: Criteria, name: FactorName): readonly string[] => {
  const closed = closedWords(name)
  if (closed.length > 0) return closed
  if (isNameListFactor(name))
    return [...criteria.levels.filter((row) => row.factor === name).map((row) => row.level), '*']
  return ['*']
}

const names = (words: Words | undefined, factor: FactorName, value: string, orAny: boolean) =>
  (words?.[factor] ?? []).some((word) => word === value || (orAny && word === '*'))

function rulesNaming(criteria: Criteria, factor: FactorName, value: string): string[] {
  const rules = [
    ...criteria.conditions.map((rule) => ({ id: rule.id, groups: [rule.if, rule.any, rule.unless] })),
    ...criteria.vetoes.map((rule) => ({
      id: `veto ${rule.id}`,
      groups: [rule.if, rule.any, rule.unless, rule.partOnlyIf],
    })),
    ...criteria.silent.map((rule) => ({ id: `silences ${rule.criteria.join(', ')}`, groups: [rule.if, rule.any] })),
    ...criteria.hybrids.map((rule) => ({ id: rule.option, groups: [rule.if, rule.any, rule.unless] })),
    ...criteria.levels.map((row) => ({ id: `unless of ${row.factor}.${row.level}`, groups: [row.unless] })),
  ]
  const found = rules.filter(({ groups }) =>
    groups.some((group) => names(group, factor, value, value !== '*' || factor === 'approved_vendors')),
  )
  return [...new Set([...found.map(({ id }) => id), ...(READ_BY_ENGINE[factor] ? [READ_BY_ENGINE[factor]] : [])])]
}

/** Every value that can be said, in the order of the vocabulary, with how it is weighed. */
export function weighing(criteria: Criteria): readonly Weighed[] {
  return FACTOR_NAMES.flatMap((factor) =>
    valuesOf(criteria, factor).map((value): Weighed => {
      const row = criteria.levels.find((one) => one.factor === factor && (one.level === value || one.level === '*'))
      const limit = value === '*' ? criteria.numbers.find((one) => one.factor === factor) : undefined
      const weighed = row ?? limit
      const silent = criteria.notWeighed.find((one) => one.factor === factor && one.values.includes(value))
      return {
        factor,
        value: limit === undefined ? value : `up to ${limit.upTo}`,
        points: weighed?.points ?? null,
        rules: rulesNaming(criteria, factor, value),
        notWeighed: silent?.reason ?? null,
        reason: weighed?.reason ?? '',
        source: weighed?.source ?? '',
      }
    }),
  )
}

/** Whether a value is neither weighed by anything nor declared as not weighed. */
export const isForgotten = ({ points, rules, notWeighed }: Weighed): boolean =>
  points === null && rules.length === 0 && notWeighed === null

/** The table as Markdown (`docs/weighing.md`). */
export function weighingTable(criteria: Criteria): string {
  const cell = (text: string) => text.replaceAll('|', '/')
  const lines = weighing(criteria).map(({ factor, value, points, rules, notWeighed, reason, source }) => {
    const shown =
      points === null ? ['', '', ''] : [points.closed_api, points.open_hosted, points.open_self_hosted].map(String)
    const why = notWeighed === null ? reason : `not weighed: ${notWeighed}`
    return `| ${[factor, value, ...shown, rules.join('; '), why, source].map(cell).join(' | ')} |`
  })
  const knots = criteria.spend.knots.map(
    ({ usd, points }) => `| ${usd} | ${points.closed_api} | ${points.open_hosted} | ${points.open_self_hosted} |`,
  )
  const conditions = criteria.conditions.map(
    ({ id, points, reason, source }) =>
      `| ${[id, points.closed_api, points.open_hosted, points.open_self_hosted, reason, source].map(String).map(cell).join(' | ')} |`,
  )
  const header = (...titles: string[]) => `| ${titles.join(' | ')} |\n|${titles.map(() => '---|').join('')}`
  return `# How every factor is weighed

Made from \`data/criteria.json\` by \`scripts/weighing.ts\`; a test holds both against each other. Points for each kind of
option; a side leads by the margin of ${criteria.margin} before it is spoken.

${header('factor', 'value', 'closed API', 'open, hosted', 'open, self-hosted', 'also in', 'why', 'source')}
${lines.join('\n')}

## Bill or priced volume, US dollars a month (straight in log10 between the rows)

${header('USD', 'closed API', 'open, hosted', 'open, self-hosted')}
${knots.join('\n')}

## Conditions over several factors

${header('id', 'closed API', 'open, hosted', 'open, self-hosted', 'why', 'source')}
${conditions.join('\n')}
`
}

if (import.meta.main) writeFileSync('docs/weighing.md', weighingTable(loadCriteria()))
