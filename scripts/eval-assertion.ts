import {
  type FactorName,
  type FactorValue,
  isListFactor,
  isMoneyFactor,
  isNumberFactor,
  type Money,
} from '#src/domain/factors.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { createReader } from '#src/understand/understand.ts'
import { readJsonl } from './jsonl.ts'
import { near } from './score.ts'

/**
 * How well what does not hold is told from what does: `npm run eval:assertion [-- --odd|--even] [--cases]`.
 *
 * Each case names a concept ("HIPAA") and how it is asserted. The positive class is "does not hold": for a kind such as
 * `negated` a true positive is a trap whose value was not claimed and a false negative one whose value was. The
 * negatives of every kind are the `affirmed` look-alikes: one that was silenced is a false positive. A concept that the
 * lexicon does not read even when it is plainly said proves nothing about cues: it is counted apart, as unknown.
 */
type Message = { readonly user: string; readonly text: string }
interface AssertionCase {
  readonly id: string
  readonly messages: readonly Message[]
  readonly assertion: {
    readonly kind: string
    readonly target: string
    readonly factor: FactorName
    readonly value: FactorValue
  }
  readonly labels: { readonly factors: readonly { readonly factor: FactorName; readonly value: FactorValue }[] }
}
interface Row {
  kept: number
  slipped: number
  unknown: number
}

const args = process.argv.slice(2)
const reader = createReader(loadKnowledge('data').lexicon)

function carries(factor: FactorName, said: FactorValue, wanted: FactorValue): boolean {
  if (isListFactor(factor)) return [wanted].flat().some((word) => [said].flat().includes(word as string))
  if (isMoneyFactor(factor)) return near((said as Money).amount, (wanted as Money).amount)
  return isNumberFactor(factor) ? near(Number(said), Number(wanted)) : said === wanted
}

const claims = (messages: readonly Message[], factor: FactorName, value: FactorValue) =>
  reader
    .understand({ messages: [...messages] })
    .findings.some((found) => found.factor === factor && carries(factor, found.value, value))

/** Whether the lexicon reads the concept when nothing is done to it. */
const isKnown = ({ target, factor, value }: AssertionCase['assertion']) =>
  ['', 'We have ', 'We need ', 'It is ', 'It must be ', 'We need a model with '].some((lead) =>
    claims([{ user: 'U1', text: `${lead}${target}.` }], factor, value),
  )

const parity = args.find((a) => a === '--odd' || a === '--even')
const cases = readJsonl<AssertionCase>('test/corpus/own-assertion.jsonl').filter(
  ({ id }) => !parity || Number(id.slice(-1)) % 2 === Number(parity === '--odd'),
)

const rows = new Map<string, Row>()
for (const { id, messages, assertion, labels } of cases) {
  const { kind, factor, value, target } = assertion
  const holdsAnyway = labels.factors.some((label) => label.factor === factor && carries(factor, label.value, value))
  if (kind !== 'affirmed' && holdsAnyway) continue
  const row = rows.get(kind) ?? { kept: 0, slipped: 0, unknown: 0 }
  rows.set(kind, row)
  const claimed = claims(messages, factor, value)
  if (!claimed && !isKnown(assertion)) {
    row.unknown++
    continue
  }
  const right = claimed === (kind === 'affirmed')
  if (right) row.kept++
  else row.slipped++
  if (!right && args.includes('--cases'))
    console.log(
      `${id} ${kind} ${factor}=${JSON.stringify(value)} «${target}»: ${messages.map((m) => m.text).join(' || ')}`,
    )
}

const silenced = rows.get('affirmed')?.slipped ?? 0
console.table(
  Object.fromEntries(
    [...rows].map(([kind, { kept, slipped, unknown }]) => {
      const precision = kept / (kept + silenced)
      const recall = kept / (kept + slipped)
      const f1 = (2 * precision * recall) / (precision + recall)
      const shown = (x: number) => Number(x.toFixed(3))
      return kind === 'affirmed'
        ? [kind, { found: kept, silenced: slipped, unknown, recall: shown(recall) }]
        : [
            kind,
            {
              recognised: kept,
              claimed: slipped,
              unknown,
              precision: shown(precision),
              recall: shown(recall),
              F1: shown(f1),
            },
          ]
    }),
  ),
)
