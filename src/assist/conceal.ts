import { lintSource } from '@secretlint/core'
import { creator as recommended } from '@secretlint/secretlint-rule-preset-recommend'
import { findPhoneNumbersInText } from 'libphonenumber-js'
import { mask } from '../understand/text.ts'
import { findByRules, type Kind, type Sensitive, type Stretch } from './personal.ts'

/** A text with its personal data painted over, sign for sign, so that every offset still holds. */
export interface Concealed {
  readonly text: string
  readonly hidden: readonly Stretch[]
  /** It holds a secret: it must not be sent, painted over or not. */
  readonly secret: boolean
}

const CONFIG = {
  rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: recommended, options: {} }],
}

/** Keys and tokens of known makers. */
async function knownSecrets(text: string): Promise<readonly Sensitive[]> {
  const { messages } = await lintSource({
    source: { content: text, filePath: 'message.txt', ext: '.txt', contentType: 'text' },
    options: { config: CONFIG, noPhysicFilePath: true, maskSecrets: true },
  })
  return messages.map(({ range: [start, end] }) => ({ kind: 'SECRET', start, end }))
}

const overlaps = (a: Stretch, b: Stretch) => a.start < b.end && b.start < a.end

/** Numbers that are written as telephone numbers are: with a plus, brackets or separators. */
function phones(text: string): readonly Sensitive[] {
  return findPhoneNumbersInText(text, { defaultCountry: 'US' })
    .map(({ startsAt, endsAt }) => ({ kind: 'PHONE' as const, start: startsAt, end: endsAt }))
    .filter(({ start, end }) => /^[+(]|^\d[\d.]*[-/]|^\d{3} \d{3} \d{4}$/.test(text.slice(start, end)))
}

const filler = (kind: Kind, length: number) =>
  `${`[${kind}`.padEnd(length - 1, '_').slice(0, Math.max(0, length - 1))}]`

/**
 * Paints over what is personal; code, links and quoted lines are blanked as for the rules. `keep` are stretches that the quantity grammar has read: amounts are what the reading
 * is about, so they stay unless they hold a secret.
 */
export async function conceal(text: string, keep: readonly Stretch[]): Promise<Concealed> {
  const said = mask(text)
  const found = [...(await knownSecrets(text)), ...findByRules(said), ...phones(said)].filter(
    (one) => one.kind === 'SECRET' || !keep.some((kept) => overlaps(kept, one)),
  )
  const hidden = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  let out = ''
  let at = 0
  for (const { kind, start, end } of hidden) {
    const from = Math.max(start, at)
    if (end <= from) continue
    out += said.slice(at, from) + filler(kind, end - from)
    at = end
  }
  return { text: out + said.slice(at), hidden, secret: found.some(({ kind }) => kind === 'SECRET') }
}
