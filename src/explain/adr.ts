import type { Explanation, Statement } from '../domain/advice.ts'
import type { CostChart } from '../domain/costs.ts'
import type { Decision, DecisionStatus } from '../domain/decision.ts'
import { OPTIONS, type Option } from '../domain/recommendation.ts'
import type { Texts } from '../domain/texts.ts'
import { visible } from '../domain/visible.ts'
import { frame, headline, wordsFor } from './words.ts'

/** Status words of MADR 4. */
const STATUS: Readonly<Record<DecisionStatus, string>> = {
  proposed: 'proposed',
  accepted: 'accepted',
  overridden: 'rejected',
  deferred: 'proposed',
  superseded: 'superseded',
}

/** Keeps people's words from being read as Markdown or HTML; GFM makes no link of an address either. */
const inert = (text: string): string =>
  visible(text)
    .replace(/[\\`*_[\]<>|~@]|:(?=\/\/)|(?<=\bwww)\./gi, (sign) => `\\${sign}`)
    .replace(/&/g, '&amp;')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(\d{0,9})([#+.)-])/, '$1\\$2')

const list = (lines: readonly string[]) => lines.map((line) => `* ${line}`).join('\n')
const texts = (statements: readonly Statement[]) => statements.map(({ text }) => inert(text))
const section = (title: string, body: string) => (body === '' ? '' : `## ${title}\n\n${body}\n`)

/** What the record shows besides the words: the break-even, and what the shortlisted hosts do with data. */
export interface Figures {
  readonly chart: CostChart | null
  readonly terms: readonly string[]
}

/** The break-even in words and as a picture inside the file: a reference, so that no link stands in the text. */
function breakEven({ chart }: Figures): string {
  if (!chart) return ''
  const data = encodeURIComponent(chart.svg).replace(/[()'!*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `${inert(chart.description)}\n\n![${inert(chart.title)}][break-even]\n\n[break-even]: data:image/svg+xml,${data}`
}

function shortlisted({ shortlist }: Decision['advice']): readonly string[] {
  return shortlist.map(({ model, maker, host, price, why, check, source, sourceDate }) =>
    inert(`${model} (${maker}${host ? `, ${host}` : ''}): ${price}; ${why}; ${check} (${source}, ${sourceDate})`),
  )
}

/**
 * A decision as an architecture decision record in the form of MADR 4.0.0 (adr.github.io/madr): front matter, context,
 * drivers, options, outcome, consequences, confirmation, more information. Headings are those of the form, the text is
 * in the language of the answer. Gives Markdown; takes the decision, its explanation and the texts.
 */
export function adr(
  decision: Decision,
  explanation: Explanation,
  wordings: Texts,
  figures: Figures = { chart: null, terms: [] },
): string {
  const words = wordsFor(wordings, explanation.language)
  const chosen = decision.choice?.option ?? decision.option
  const { ranking } = decision.advice.recommendation
  const considered = OPTIONS.filter((option) => ranking.some((one) => one.option === option && one.value !== null))
  const name = (option: Option) => inert(headline(words, option))
  const reason = decision.choice?.reason === undefined ? [] : [inert(decision.choice.reason)]
  const good = list(texts(explanation.because).map((text) => `Good, because ${text}`))
  const bad = explanation.against === null ? '' : list([`Bad, because ${inert(explanation.against.text)}`])
  const overruled = decision.option !== null && chosen !== null && chosen !== decision.option
  const changed = overruled ? frame(words, 'adviceChanged', { from: name(decision.option), to: name(chosen) }) : ''
  const outcome = [
    `Chosen option: "${chosen === null ? inert(explanation.headline) : name(chosen)}"`,
    [...reason, overruled ? changed : inert(explanation.verdict.text)].join(' '),
  ].join(', because ')
  const context = decision.advice.brief.messages.map(({ text }) => `> ${inert(text)}`).join('\n>\n')
  const said = list(explanation.understood.map(({ label, value, origin }) => inert(`${label}: ${value} (${origin})`)))
  const leaving = decision.advice.exitCosts.map(({ option, what, days, source, sourceDate }) =>
    inert(`${headline(words, option)}: ${what} ${days.low}–${days.high} d (${source}, ${sourceDate})`),
  )
  const more = [
    `Decision ${decision.id}; rulebook ${decision.advice.versions.rulebook}, catalogue ${decision.advice.versions.catalogue}.`,
    ...(explanation.footer === '' ? [] : [inert(explanation.footer)]),
  ]
  return [
    frontMatter(decision),
    `# ${inert(decision.title)}\n`,
    section('Context and Problem Statement', [context, said].filter((part) => part !== '').join('\n\n')),
    section('Decision Drivers', list(texts(explanation.weighed ?? []))),
    section('Considered Options', list(considered.map(name))),
    section('Decision Outcome', [outcome, list(texts(explanation.plan))].filter((part) => part !== '').join('\n\n')),
    section('Consequences', [good, bad].filter((part) => part !== '').join('\n')).replace('## ', '### '),
    section(
      'Confirmation',
      list([...(decision.advice.evaluation?.steps ?? []).map(inert), ...texts(explanation.unless)]),
    ).replace('## ', '### '),
    section(
      'Pros and Cons of the Options',
      list([...texts(explanation.ruledOut), ...explanation.costs.map(({ text }) => inert(text))]),
    ),
    section('Models to Try', list([...shortlisted(decision.advice), ...figures.terms.map(inert)])).replace(
      '## ',
      '### ',
    ),
    section('Cost by Volume', breakEven(figures)).replace('## ', '### '),
    section('Cost of Leaving', list(leaving)).replace('## ', '### '),
    section('More Information', list(more)),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** YAML values in JSON notation, which is YAML and needs no further care. */
function frontMatter({ status, askedAt, askedBy, choice }: Decision): string {
  const makers = [...new Set([askedBy, ...(choice === null ? [] : [choice.by])])]
  const day = (choice?.at ?? askedAt).slice(0, 10)
  return `---\nstatus: ${JSON.stringify(STATUS[status])}\ndate: ${day}\ndecision-makers: ${JSON.stringify(makers)}\n---\n`
}
