/** A word, number or sign with its place in the original text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'sign'
  /** Folded; apostrophes and a possessive s are gone ("don't" dont, "company's" company); "l'API" is two tokens. */
  readonly text: string
  readonly start: number
  readonly end: number
  /** Nothing stands between this token and the one before. */
  readonly glued: boolean
}

/** A run of tokens that ends where a sentence ends; `question` when it ends with a question mark. */
export interface Sentence {
  readonly tokens: readonly Token[]
  readonly question: boolean
}

/** Alternatives are disjoint by first character and every quantifier is bounded: linear over any text. */
const TOKEN =
  /(?:jusqu|lorsqu|puisqu|qu|[cdjlmnst])'(?=[aehiouy])|[a-z\u00df-\u024f\u0370-\u1fff\u3040-\uffdc][a-z0-9\u00df-\u024f\u0370-\u1fff\u3040-\uffdc']{0,60}|\d{1,3}(?:[ .,']\d{3}){1,5}(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,18}(?:[.,]\d{1,6})?|\.\d{1,4}|[^\s]/y

/** "approx.", "e. g.", "z. B.": the full stop ends no sentence. */
const isAbbreviation = (tokens: readonly Token[], abbreviations: ReadonlySet<string>) => {
  const last = tokens.at(-1)
  if (last?.kind !== 'word') return false
  return abbreviations.has(last.text) || (last.text.length === 1 && tokens.at(-2)?.text.length === 1)
}

const wordOf = (raw: string) => (raw.includes("'") ? raw.replace(/'s?$/, '').replaceAll("'", '') : raw)

/** Contractions that are two words: the verb of "it's" is none of the vendor's, and "we're" is no past. */
const CONTRACTIONS = new Map<string, readonly [string, string]>([
  ["we're", ['we', 'are']],
  ...['it', 'that', 'there', 'what', 'who', 'he', 'she', 'here', 'where', 'how', 'everything', 'nothing', 'nobody'].map(
    (word) => [`${word}'s`, [word, 'is']] as const,
  ),
])

/** A run-on of this many tokens is cut: what looks at pairs within a sentence stays linear in the text. */
const MOST_TOKENS = 240

const isBreakSign = (sign: string) => sign === '!' || sign === '?' || sign === ';'

/**
 * Sentences of a folded, masked text. A newline ends a sentence, so does `. ! ? ;`; a full stop inside a number or
 * after one of the abbreviations does not. Hyphens between words vanish ("on-prem" is two words).
 */
export function sentences(text: string, abbreviations: ReadonlySet<string>): readonly Sentence[] {
  const out: Sentence[] = []
  let tokens: Token[] = []
  const close = (question: boolean) => {
    if (tokens.length > 0) out.push({ tokens, question })
    tokens = []
  }
  let at = 0
  let last = -1
  while (at < text.length) {
    const unit = text.charCodeAt(at)
    if (unit === 32) {
      at++
      continue
    }
    if (unit === 10) {
      close(false)
      at++
      continue
    }
    TOKEN.lastIndex = at
    const raw = TOKEN.exec(text)?.[0] ?? (text[at] as string)
    const start = at
    const end = at + raw.length
    at = end
    const glued = last === start
    if (tokens.length >= MOST_TOKENS) close(false)
    const first = raw.charCodeAt(0)
    if ((first >= 48 && first <= 57) || (first === 46 && raw.length > 1)) {
      tokens.push({ kind: 'number', text: raw, start, end, glued })
    } else if (raw.length > 1 || (first >= 97 && first <= 122) || first >= 0xdf) {
      const [subject, verb] = CONTRACTIONS.get(raw) ?? []
      const word = verb ?? wordOf(raw)
      const cut = subject === undefined ? start : start + subject.length
      if (subject !== undefined) tokens.push({ kind: 'word', text: subject, start, end: cut, glued })
      if (word) {
        const bare = raw.endsWith("'") ? end - 1 : end
        tokens.push({ kind: 'word', text: word, start: cut, end: bare, glued: glued || cut > start })
      }
    } else if (raw === '.') {
      const next = text[end]
      const ends = next === undefined || next === ' ' || next === '\n' || next === '.'
      if (ends && (next === undefined || !isAbbreviation(tokens, abbreviations))) close(false)
    } else if (isBreakSign(raw)) {
      close(raw === '?')
    } else if (raw === '-' && glued && /[a-z0-9$€£]/.test(text[end] ?? ' ')) {
      const before = tokens.at(-1)
      const numeric = before?.kind === 'number' || (before?.glued && tokens.at(-2)?.kind === 'number')
      if (numeric && /[\d$€£]/.test(text[end] ?? '')) tokens.push({ kind: 'sign', text: '-', start, end, glued })
    } else if (!'\'"*_|\\^'.includes(raw)) {
      const sign =
        raw === '(' || raw === ')' || raw === '[' || raw === ']' || raw === '\u2026' || raw === '\u2022' ? ',' : raw
      tokens.push({ kind: 'sign', text: sign, start, end, glued })
    }
    last = end
  }
  close(false)
  return out
}
