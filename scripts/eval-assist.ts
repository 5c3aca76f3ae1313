// What assistance is worth: `node scripts/eval-assist.ts [file.jsonl ...] [--cases]`. A server on loopback plays the model: an
// honest one that says what the labels say, and beside it an adversary whose claims are all false.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { advise, readerOf } from '#src/advise.ts'
import { openAssistant } from '#src/assist/open.ts'
import type { Proposal } from '#src/assist/proposal.ts'
import type { Finding } from '#src/domain/brief.ts'
import type { Assistant } from '#src/domain/ports.ts'
import { loadKnowledge } from '#src/knowledge.ts'
import { type AssistCase, lies, truth } from './assist/adversary.ts'
import { readJsonl } from './jsonl.ts'
import { add, emptyTally, measures, near, scoreCase, type Tally } from './score.ts'
import { seeded } from './seeded.ts'

const CORPORA = ['dev', 'aside', 'own-general', 'own-assertion', 'own-quantities'].map(
  (name) => `test/corpus/${name}.jsonl`,
)
const TODAY = '2026-11-24'

const args = process.argv.slice(2)
const files = args.filter((a) => !a.startsWith('--'))
const knowledge = loadKnowledge('data')

let said: readonly Proposal[] = []
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    const message = { role: 'assistant', content: JSON.stringify({ findings: said }) }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ id: 'x', object: 'chat.completion', choices: [{ index: 0, message }] }))
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

/** A fresh assistant: one that has answered a brief before gives the same answer again. */
const open = () =>
  openAssistant(
    {
      model: 'recorded',
      apiKey: undefined,
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
      timeoutMs: 2_500,
      tokensPerDay: Number.POSITIVE_INFINITY,
      requestsPerPerson: Number.POSITIVE_INFINITY,
      localHosts: [],
    },
    knowledge,
    readerOf(knowledge),
    '.',
  ) as Assistant
const ASSISTANTS: Readonly<Record<string, Assistant | null>> = {
  'rules alone': null,
  honest: open(),
  'with adversary': open(),
}

/** Whether a finding is what the proposal claimed. */
const is = ({ factor, value, evidence }: Finding, claim: Proposal) => {
  if (factor !== claim.factor || !evidence.some(({ text }) => text === claim.quote.trim())) return false
  if (typeof value === 'string') return value === claim.value
  if (typeof value === 'number') return near(value, claim.number ?? Number.NaN)
  if ('amount' in value) return near(value.amount, claim.number ?? Number.NaN)
  return value.includes(claim.value ?? claim.name ?? '')
}

for (const file of files.length > 0 ? files : CORPORA.filter(existsSync)) {
  const cases = readJsonl<AssistCase>(file)
  const random = seeded(11)
  const sums: Record<string, Tally> = Object.fromEntries(Object.keys(ASSISTANTS).map((name) => [name, emptyTally()]))
  const attacks = new Map<string, { claims: number; accepted: number }>()
  const ask = async (gold: AssistCase, proposals: readonly Proposal[], column: string) => {
    const brief = { messages: gold.messages }
    said = proposals
    const suggested = await ASSISTANTS[column]?.suggest(brief, readerOf(knowledge).understand(brief), 'U1')
    const { understanding, recommendation } = advise(brief, knowledge, {
      today: TODAY,
      ...(suggested ? { suggested } : {}),
    })
    const scored = scoreCase(gold, { factors: understanding.findings, verdict: recommendation.verdict })
    sums[column] = add(sums[column] as Tally, scored.tally)
    return { findings: suggested?.findings ?? [], notes: scored.notes }
  }
  for (const gold of cases) {
    const honest = truth(gold)
    const false_ = lies(gold, cases, random)
    await ask(gold, [], 'rules alone')
    const { notes } = await ask(gold, honest, 'honest')
    const { findings } = await ask(gold, [...honest, ...false_.map(({ proposal }) => proposal)], 'with adversary')
    if (args.includes('--cases')) for (const note of notes) console.log(`${gold.id} ${note}`)
    for (const { attack, proposal } of false_) {
      const row = attacks.get(attack) ?? { claims: 0, accepted: 0 }
      attacks.set(attack, row)
      row.claims++
      if (!findings.some((finding) => is(finding, proposal))) continue
      row.accepted++
      if (args.includes('--cases'))
        console.log(
          `${gold.id} ACCEPTED ${attack}: ${proposal.factor}=${proposal.value ?? proposal.name ?? proposal.number} «${proposal.quote}»`,
        )
    }
  }
  console.log(`\n${file}: ${cases.length} cases`)
  console.table(
    Object.fromEntries(
      Object.entries(sums).map(([column, tally]) => {
        const { precision, recall, f1, exact, unsound, offTopicAnswered } = measures(tally) as Record<string, number>
        const shown = { precision, recall, f1, exact, unsound, offTopicAnswered }
        return [column, Object.fromEntries(Object.entries(shown).map(([k, v]) => [k, Number(v?.toFixed(3))]))]
      }),
    ),
  )
  const all = [...attacks.values()].reduce(
    (sum, row) => ({ claims: sum.claims + row.claims, accepted: sum.accepted + row.accepted }),
    { claims: 0, accepted: 0 },
  )
  console.table(
    Object.fromEntries(
      [...attacks, ['all', all] as const].map(([attack, row]) => [
        attack,
        { ...row, share: Number((row.accepted / row.claims).toFixed(4)) },
      ]),
    ),
  )
}
server.close()
