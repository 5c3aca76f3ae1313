import type { Advice, Explanation } from '../domain/advice.ts'
import { frame, label, quote, type Words, wording } from './words.ts'

const ageInDays = (from: string, today: string): number => (Date.parse(today) - Date.parse(from)) / 86_400_000

/** Age of the prices on the day of reading, staleness and assistance in one line; empty where there is nothing to say. */
export function footerOf(words: Words, { costs, assist }: Advice, today: string): string {
  const sentences: string[] = []
  if (costs !== null) sentences.push(frame(words, 'prices', { date: costs.asOf }))
  if (costs && (costs.stale || ageInDays(costs.asOf, today) > words.shared.oldPricesAfter))
    sentences.push(frame(words, 'stale'))
  if (assist.state === 'used') sentences.push(frame(words, 'assistUsed'))
  if (assist.state === 'used' && assist.reason !== undefined)
    sentences.push(frame(words, 'assistPartly', { reason: assist.reason }))
  for (const { factor, evidence } of assist.disputed ?? [])
    for (const span of evidence.slice(0, 1))
      sentences.push(frame(words, 'assistDisputed', { factor: label(words, factor), quote: quote(words, span) }))
  if (assist.state === 'unavailable') sentences.push(frame(words, 'assistUnavailable'))
  if (assist.state === 'skipped' && assist.reason !== undefined)
    sentences.push(frame(words, 'assistSkipped', { reason: assist.reason }))
  return sentences.join(' ')
}

/** The whole answer as plain text: verdict first, then each section that has something in it. */
export function plainText(
  words: Words,
  parts: Omit<Explanation, 'text'>,
  { questionsFirst, undecided }: { readonly questionsFirst: boolean; readonly undecided: boolean },
): string {
  const section = (name: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [frame(words, 'section', { name: wording(words.texts.sections, name) }), ...lines.map((text) => `- ${text}`)]
  const texts = (statements: readonly { readonly text: string }[]) => statements.map(({ text }) => text)
  const questions = section(
    'questions',
    parts.questions.map(({ text, choices }) => `${text} [${choices.map((choice) => choice.label).join(' | ')}]`),
  )
  return [
    parts.verdict.speaksFor === undefined && parts.conflicts.length === 0
      ? `${parts.headline}. ${parts.verdict.text}`
      : parts.verdict.text,
    ...(questionsFirst ? questions : []),
    ...section('because', texts(parts.because)),
    ...section('against', parts.against === null ? [] : [parts.against.text]),
    ...section(undecided ? 'decides' : 'unless', texts(parts.unless)),
    ...section('plan', texts(parts.plan)),
    ...section('compared', texts(parts.compared ?? [])),
    ...section('ruledOut', texts(parts.ruledOut)),
    ...section(
      'understood',
      parts.understood.map(({ label, value, origin }) => frame(words, 'item', { label, value, origin })),
    ),
    ...section('assumed', texts(parts.assumed)),
    ...section('costs', texts(parts.costs)),
    ...(questionsFirst ? [] : questions),
    ...(parts.footer === '' ? [] : [parts.footer]),
  ].join('\n')
}
