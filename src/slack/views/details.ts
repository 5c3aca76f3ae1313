import type { AnyBlock, ModalView } from '@slack/types'
import type { Advice, Explanation } from '../../domain/advice.ts'
import { headline, number, type Words } from '../../explain/words.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { labelsFor } from './labels.ts'
import { contradictions, needs } from './referee.ts'
import { bullets, line, paragraph } from './rich.ts'
import { costRows, moneyText, rangeText, rowLine, staleLines } from './terms.ts'
import { verdictLines } from './verdict.ts'

const MOST_ITEMS = 60

interface Part {
  readonly head: string
  readonly items: readonly string[]
}

/** How long the trial takes and what it costs, from what. */
function trialLines({ evaluation, costs }: Advice, words: Words): string[] {
  if (!evaluation) return []
  const labels = labelsFor(words)
  const { days, cost, steps, source, sourceDate } = evaluation
  const origin = source && sourceDate ? ` (${source}, ${sourceDate})` : ''
  const work = `${labels.trialDays}: ${rangeText(words, days)} ${labels.days}${origin}`
  const bill = cost && costs ? [`${labels.trialBill}: ${moneyText(words, cost, costs.currency)}${origin}`] : []
  return [...steps, work, ...bill]
}

/** What leaving takes; its money only where prices are fresh enough for totals. */
const exitLines = ({ exitCosts, costs }: Advice, words: Words): string[] =>
  exitCosts.map(({ option, what, days, money: sum, source, sourceDate }) => {
    const bill = costs && !costs.stale ? `, ${moneyText(words, sum, costs.currency)}` : ''
    const amount = `${rangeText(words, days)} ${labelsFor(words).days}${bill}`
    return `${headline(words, option)}: ${what} ${amount} (${source}, ${sourceDate})`
  })

/** What each fact adds, and what that rests on. */
const weighedLines = ({ weighed = [] }: Explanation, { recommendation }: Advice): string[] =>
  weighed.map(({ text, factors }) => {
    const source = recommendation.contributions.find((one) => String(one.factors) === String(factors))?.source
    return source ? `${text} (${source})` : text
  })

function parts(advice: Advice, e: Explanation, words: Words, hosts: readonly string[]): Part[] {
  const labels = labelsFor(words)
  const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text)
  const { ranking } = advice.recommendation
  const points = (value: number | null) => (value === null ? '–' : number(words, Math.round(value * 10) / 10))
  return [
    { head: labels.because, items: texts(e.because) },
    { head: labels.plan, items: texts(e.plan) },
    {
      head: labels.conflicts,
      items: [...texts(e.conflicts), ...contradictions(words, advice.brief, advice.understanding)],
    },
    { head: labels.against, items: e.against ? [e.against.text] : [] },
    { head: labels.unless, items: texts(e.unless) },
    { head: labels.ruledOut, items: texts(e.ruledOut) },
    {
      head: labels.understood,
      items: e.understood.map(({ label, value, origin }) => `${label}: ${value} (${origin})`),
    },
    { head: labels.assumed, items: texts(e.assumed) },
    { head: labels.costs, items: texts(e.costs) },
    { head: labels.weighed, items: weighedLines(e, advice) },
    { head: labels.points, items: ranking.map(({ option, value }) => `${headline(words, option)}: ${points(value)}`) },
    {
      head: labels.models,
      items: advice.shortlist.map(
        ({ model, maker, host, price, why, check, source, sourceDate }) =>
          `${model} (${maker}${host ? `, ${host}` : ''}): ${price}; ${why}; ${check} (${source}, ${sourceDate})`,
      ),
    },
    { head: labels.hosts, items: hosts },
    { head: labels.trial, items: trialLines(advice, words) },
    { head: labels.exit, items: exitLines(advice, words) },
    { head: labels.terms, items: costRows(advice, words).map(rowLine) },
    { head: labels.stale, items: staleLines(advice) },
    {
      head: labels.basis,
      items: [
        `engine ${advice.versions.engine}, rulebook ${advice.versions.rulebook}, catalogue ${advice.versions.catalogue}`,
        `sha256 ${advice.hash}`,
      ],
    },
  ].filter(({ items }) => items.length > 0)
}

const blocksOf = (all: readonly Part[]): AnyBlock[] =>
  all.flatMap(({ head, items }) => [paragraph([line({ bold: head })]), bullets(items.slice(0, MOST_ITEMS), 600)])

function needsBlocks({ brief, understanding }: Advice, words: Words): AnyBlock[] {
  const list = needs(words, brief, understanding)
  return list ? [paragraph([line({ bold: labelsFor(words).needs })]), list] : []
}

/** Everything behind the answer, for a modal. `hosts`: what the shortlisted hosts do with data, a sentence each. */
export const detailsView = (
  id: string,
  advice: Advice,
  explanation: Explanation,
  words: Words,
  hosts: readonly string[] = [],
): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: clip(`#${id}`, 24) },
  close: { type: 'plain_text', text: clip(labelsFor(words).close, 24) },
  blocks: [
    paragraph(verdictLines(explanation)),
    ...needsBlocks(advice, words),
    ...blocksOf(parts(advice, explanation, words, hosts)),
  ],
})

/** The same as a message, for where no modal can be opened any more. */
export const detailsText = (
  id: string,
  advice: Advice,
  explanation: Explanation,
  words: Words,
  hosts: readonly string[] = [],
): Content => ({
  text: [
    `#${id} ${explanation.headline}`,
    ...parts(advice, explanation, words, hosts).flatMap(({ head, items }) => [
      '',
      head,
      ...items.map((item) => `• ${item}`),
    ]),
  ].join('\n'),
})
