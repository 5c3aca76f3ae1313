import type { AnyBlock, ModalView } from '@slack/types'
import type { Advice, Explanation } from '../../domain/advice.ts'
import { OPTIONS } from '../../domain/recommendation.ts'
import { headline, number, type Words } from '../../explain/words.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { labelsFor } from './labels.ts'
import { needs } from './referee.ts'
import { bullets, line, paragraph } from './rich.ts'
import { verdictLines } from './verdict.ts'

const MOST_ITEMS = 30

interface Part {
  readonly head: string
  readonly items: readonly string[]
}

function parts(advice: Advice, e: Explanation, words: Words): Part[] {
  const labels = labelsFor(words)
  const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text)
  const { ranking } = advice.recommendation
  const points = (value: number | null) => (value === null ? '–' : number(words, Math.round(value * 10) / 10))
  return [
    { head: labels.because, items: texts(e.because) },
    { head: labels.plan, items: texts(e.plan) },
    { head: labels.conflicts, items: texts(e.conflicts) },
    { head: labels.against, items: e.against ? [e.against.text] : [] },
    { head: labels.unless, items: texts(e.unless) },
    { head: labels.ruledOut, items: texts(e.ruledOut) },
    {
      head: labels.understood,
      items: e.understood.map(({ label, value, origin }) => `${label}: ${value} (${origin})`),
    },
    { head: labels.assumed, items: texts(e.assumed) },
    { head: labels.costs, items: texts(e.costs) },
    { head: labels.weighed, items: texts(e.weighed ?? []) },
    { head: labels.points, items: ranking.map(({ option, value }) => `${headline(words, option)}: ${points(value)}`) },
    {
      head: labels.models,
      items: advice.shortlist.map(
        ({ model, maker, host, price, why, check }) =>
          `${model} (${maker}${host ? `, ${host}` : ''}): ${price}. ${why} ${check}`,
      ),
    },
    { head: labels.trial, items: advice.evaluation?.steps ?? [] },
    { head: labels.exit, items: advice.exitCosts.map(({ option, what }) => `${headline(words, option)}: ${what}`) },
    { head: labels.terms, items: termLines(advice, words) },
    {
      head: labels.basis,
      items: [
        `engine ${advice.versions.engine}, rulebook ${advice.versions.rulebook}, catalogue ${advice.versions.catalogue}`,
        `sha256 ${advice.hash}`,
      ],
    },
  ].filter(({ items }) => items.length > 0)
}

/** The visible terms behind each option's cost, with where each figure comes from. */
function termLines({ costs }: Advice, words: Words): string[] {
  if (!costs) return []
  return OPTIONS.flatMap((option) =>
    (costs.options[option]?.terms ?? []).map(({ label, value, unit, source, sourceDate }) => {
      const range =
        value.low === value.high
          ? number(words, value.likely)
          : `${number(words, value.low)}–${number(words, value.high)}`
      return `${headline(words, option)} · ${label}: ${range} ${unit} (${source}, ${sourceDate})`
    }),
  )
}

const blocksOf = (all: readonly Part[]): AnyBlock[] =>
  all.flatMap(({ head, items }) => [paragraph([line({ bold: head })]), bullets(items.slice(0, MOST_ITEMS), 600)])

function needsBlocks({ brief, understanding }: Advice, words: Words): AnyBlock[] {
  const list = needs(words, brief, understanding)
  return list ? [paragraph([line({ bold: labelsFor(words).needs })]), list] : []
}

/** Everything behind the answer, for a modal. */
export const detailsView = (id: string, advice: Advice, explanation: Explanation, words: Words): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: clip(`#${id}`, 24) },
  close: { type: 'plain_text', text: clip(labelsFor(words).close, 24) },
  blocks: [
    paragraph(verdictLines(explanation)),
    ...needsBlocks(advice, words),
    ...blocksOf(parts(advice, explanation, words)),
  ],
})

/** The same as a message, for where no modal can be opened any more. */
export const detailsText = (id: string, advice: Advice, explanation: Explanation, words: Words): Content => ({
  text: [
    `#${id} ${explanation.headline}`,
    ...parts(advice, explanation, words).flatMap(({ head, items }) => ['', head, ...items.map((item) => `• ${item}`)]),
  ].join('\n'),
})
