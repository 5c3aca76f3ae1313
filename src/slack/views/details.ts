import type { AnyBlock, ModalView } from '@slack/types'
import type { Advice, Explanation } from '../../domain/advice.ts'
import { clip } from './clip.ts'
import type { Content } from './content.ts'
import { labelsFor } from './labels.ts'
import { bullets, line, paragraph } from './rich.ts'

const MOST_ITEMS = 30

interface Part {
  readonly head: string
  readonly items: readonly string[]
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points)).replace('-', '−')

function parts(advice: Advice, e: Explanation): Part[] {
  const labels = labelsFor(e.language)
  const texts = (list: readonly { readonly text: string }[]) => list.map(({ text }) => text)
  const { contributions, ranking } = advice.recommendation
  return [
    { head: labels.because, items: texts(e.because) },
    { head: labels.plan, items: texts(e.plan) },
    { head: labels.conflict, items: texts(e.conflicts) },
    { head: labels.against, items: e.against ? [e.against.text] : [] },
    { head: labels.unless, items: texts(e.unless) },
    { head: 'Ruled out', items: texts(e.ruledOut) },
    {
      head: labels.understood,
      items: e.understood.map(({ label, value, origin }) => `${label}: ${value} (${origin})`),
    },
    { head: labels.assumed, items: texts(e.assumed) },
    { head: labels.costs, items: texts(e.costs) },
    {
      head: 'Options, in points',
      items: ranking.map(
        ({ option, value }) => `${option}: ${value === null ? 'ruled out' : Math.round(value * 10) / 10}`,
      ),
    },
    {
      head: 'What each fact adds, in points',
      items: contributions.map(
        ({ reason, points }) =>
          `${reason} (closed_api ${signed(points.closed_api)}, open_hosted ${signed(points.open_hosted)}, open_self_hosted ${signed(points.open_self_hosted)})`,
      ),
    },
    {
      head: 'Models to try',
      items: advice.shortlist.map(
        ({ model, maker, host, price, why, check }) =>
          `${model} by ${maker}${host ? ` at ${host}` : ''}: ${price}. ${why} Check first: ${check}`,
      ),
    },
    {
      head: 'Made from',
      items: [
        `engine ${advice.versions.engine}, rulebook ${advice.versions.rulebook}, catalogue ${advice.versions.catalogue}`,
        `fingerprint ${advice.hash}`,
      ],
    },
  ].filter(({ items }) => items.length > 0)
}

const blocksOf = (all: readonly Part[]): AnyBlock[] =>
  all.flatMap(({ head, items }) => [paragraph([line({ bold: head })]), bullets(items.slice(0, MOST_ITEMS), 600)])

/** Everything behind the answer, for a modal. */
export const detailsView = (id: string, advice: Advice, explanation: Explanation): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: clip(`#${id}`, 24) },
  close: { type: 'plain_text', text: clip(labelsFor(explanation.language).close, 24) },
  blocks: [
    paragraph([line({ bold: explanation.headline }), line(clip(explanation.verdict.text, 600))]),
    ...blocksOf(parts(advice, explanation)),
  ],
})

/** The same as a message, for where no modal can be opened any more. */
export const detailsText = (id: string, advice: Advice, explanation: Explanation): Content => ({
  text: [
    `#${id} ${explanation.headline}`,
    ...parts(advice, explanation).flatMap(({ head, items }) => ['', head, ...items.map((item) => `• ${item}`)]),
  ].join('\n'),
})
