import { type Claim, claimBy } from './claim.ts'
import { type Hit, keepLongest, type TrialPart } from './concepts.ts'
import type { Reading } from './reading.ts'

/** What was spoken of last: a model of one kind, and whether somebody has used it. */
interface Spoken {
  readonly kind: 'open' | 'closed'
  readonly sentence: number
  readonly tried: boolean
}

/** Most sentences between a model and a judgement of it ("Qwen runs on our box. Two of us look after it. No complaints."). */
const FAR = 2

/** Words after a judgement that are shown with it: "it invents refund rules". */
const TAIL = 4

function clauseEnd({ sentence }: Reading, from: number): number {
  const tail = sentence.tokens.slice(from, from + TAIL)
  const sign = tail.findIndex(({ kind }) => kind === 'sign')
  return from + (sign < 0 ? tail.length : sign)
}

const RESULTS = {
  open: { works: 'open_sufficient', fails: 'open_insufficient' },
  closed: { works: null, fails: 'closed_insufficient' },
} as const

type TrialHit = Hit & { readonly entry: { readonly kind: 'trial'; readonly part: TrialPart } }

const isTrial = (hit: Hit): hit is TrialHit => hit.entry.kind === 'trial'

/**
 * Results of trials whose judgement stands apart from the model that it judges: "We tried Llama for two weeks. It invents
 * numbers." Takes the readings of a brief in order, gives weak claims: what a phrase says outright goes before them.
 */
export function trialClaims(readings: readonly Reading[]): readonly Claim[] {
  const out: Claim[] = []
  let spoken: Spoken | null = null
  readings.forEach((reading, sentence) => {
    const hits = reading.hits.filter(isTrial)
    const isFact = (hit: Hit) => reading.assertions(hit, 'trial_result').every(({ assertion }) => assertion === 'past')
    const tried = hits.some((hit) => hit.entry.part === 'tried' && isFact(hit))
    const longest = (...parts: readonly TrialPart[]) =>
      keepLongest(
        hits.filter(({ entry }) => parts.includes(entry.part)),
        () => true,
      )
    const models = longest('open', 'closed')
    const judged = longest('works', 'fails', 'decoys').filter(({ entry }) => entry.part !== 'decoys')
    for (const hit of judged) {
      const near = models.findLast((model) => model.start < hit.end) ?? models[0]
      const far: Spoken | null = spoken && sentence - spoken.sentence <= FAR && (spoken.tried || tried) ? spoken : null
      const kind = near ? (near.entry.part as Spoken['kind']) : far?.kind
      const value = kind && RESULTS[kind][hit.entry.part as 'works' | 'fails']
      if (!value || !isFact(hit) || (near && !isFact(near)) || reading.sentence.question) continue
      const evidence = [reading.span(hit.evidenceStart, clauseEnd(reading, hit.evidenceEnd))]
      const rule = `trial.${value}`
      out.push(claimBy(reading, { factor: 'trial_result', value, status: 'implied', weak: true, rule, evidence }))
    }
    const last = models.at(-1)
    if (last) spoken = { kind: last.entry.part as Spoken['kind'], sentence, tried }
    else if (spoken && tried) spoken = { ...spoken, tried }
  })
  return out
}
