import { readFileSync, writeFileSync } from 'node:fs'
import { FACTOR_NAMES } from '#src/domain/factors.ts'
import { seeded } from './seeded.ts'

/**
 * Writes data/variations.json: 256 variations as a Latin hypercube. Every column (one a scale of points, one a factor
 * that may be unknown) is a permutation of the 256 strata; multipliers are exp(spread * z) at the middle of a stratum
 * of the normal distribution. Run once and checked in as numbers; run again only when a criterion or factor is added.
 */
const SIZE = 256
const SEED = 20261124
const SPREAD = 0.4

/** Normal quantile by bisection of the distribution function (Zelen and Severo 26.2.17, error below 1e-7). */
export function quantile(p: number): number {
  const cdf = (x: number) => {
    const t = 1 / (1 + 0.2316419 * Math.abs(x))
    const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    const upper = (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly
    return x < 0 ? upper : 1 - upper
  }
  let low = -6
  let high = 6
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (cdf(middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}

function writePlan(): void {
  const random = seeded(SEED)
  function permutation(): number[] {
    const strata = Array.from({ length: SIZE }, (_, i) => i)
    for (let i = SIZE - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      const held = strata[i] as number
      strata[i] = strata[j] as number
      strata[j] = held
    }
    return strata
  }

  const table = JSON.parse(readFileSync('data/criteria.json', 'utf8')) as {
    levels: { factor: string }[]
    numbers: { factor: string }[]
    conditions: { id: string }[]
  }
  const scales = [
    ...new Set([...table.levels.map((row) => row.factor), ...table.numbers.map((row) => row.factor)]),
    ...table.conditions.map((row) => row.id),
    'hybrid_route',
    'hybrid_migrate',
    'spend',
    'idle_bill',
  ]
  const columns = (names: readonly string[]) =>
    names.map((name) => `  ${JSON.stringify(name)}: [${permutation().join(',')}]`).join(',\n')
  const multipliers = Array.from({ length: SIZE }, (_, i) => Math.exp(SPREAD * quantile((i + 0.5) / SIZE)).toFixed(4))

  writeFileSync(
    'data/variations.json',
    `{
 "about": "256 variations of points and of unknown facts (decision-model.md, Confidence). A column has each stratum once; stratum k of a scale is multipliers[k], stratum k of a draw is the (k + 0.5) / 256 quantile of the factor's frequencies, silence last.",
 "madeBy": "scripts/make-variations.ts",
 "seed": ${SEED},
 "spread": ${SPREAD},
 "multipliers": [${multipliers.join(',')}],
 "scales": {
${columns(scales)}
 },
 "draws": {
${columns(FACTOR_NAMES)}
 }
}
`,
  )
}

if (import.meta.main) writePlan()
