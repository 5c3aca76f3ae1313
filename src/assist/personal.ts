/** A stretch of a text, in UTF-16 units, end exclusive. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What is personal, and what must not leave at all. */
export type Kind = 'EMAIL' | 'PHONE' | 'IBAN' | 'CARD' | 'IP' | 'ID' | 'SECRET'

export interface Sensitive extends Stretch {
  readonly kind: Kind
}

interface TokenRule {
  readonly kind: Kind
  readonly pattern: RegExp
  readonly holds?: (found: string) => boolean
}

/** ISO 13616: letters become numbers, the first four characters go last, and the rest of a division by 97 is 1. */
function isIban(found: string): boolean {
  const plain = found.replace(/\s/g, '').toUpperCase()
  if (plain.length < 15 || plain.length > 34) return false
  let rest = 0
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** ISO/IEC 7812 (Luhn): every second digit from the right counts twice; the sum ends in 0. */
function isCard(found: string): boolean {
  const digits = found.replace(/\D/g, '')
  if (digits.length < 13 || digits.length > 19 || /^(.)\1*$/.test(digits) || /0{6}/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.at(-1 - i))
    const doubled = i % 2 === 0 ? digit : digit * 2
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Long, and of at least three kinds of sign: a key that nobody has a rule for. */
const looksRandom = (found: string) => [/[a-z]/, /[A-Z]/, /\d/].every((kind) => kind.test(found))

const RULES: readonly TokenRule[] = [
  { kind: 'SECRET', pattern: /\beyJ[\w-]{10,800}\.[\w-]{10,800}\.[\w-]{10,800}/g },
  { kind: 'SECRET', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { kind: 'SECRET', pattern: /\b(?:sk|pk|rk|xox[abprs]|xapp|ghp|gho|glpat)[-_][\w-]{16,200}/g },
  {
    kind: 'SECRET',
    pattern:
      /\b(?:pass ?word|passwd|pwd|passphrase|api[ _-]?key|secret[ _-]?key|passwort|kennwort|mot de passe|contraseña)\s{0,3}(?:is|ist|est|es|=|:)\s{0,3}["'`]?[^\s"'`]{6,120}/gi,
    holds: (found) => /[\d!@#$%^&*_+=-]|[A-Z].*[a-z].*[A-Z]/.test(found.split(/\s|=|:/).at(-1) ?? ''),
  },
  { kind: 'SECRET', pattern: /\b[A-Za-z0-9]{28,200}\b/g, holds: looksRandom },
  { kind: 'EMAIL', pattern: /\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/g },
  { kind: 'IBAN', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, holds: isIban },
  { kind: 'CARD', pattern: /(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g, holds: isCard },
  {
    kind: 'IP',
    pattern: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g,
    holds: (found) => found.split('.').every((part) => Number(part) < 256),
  },
  { kind: 'IP', pattern: /(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])/gi },
  { kind: 'ID', pattern: /\b[UWCGDTBA]0[A-Z0-9]{8,12}\b/g },
]

/** Secrets and personal data that our own rules find; passwords and keys of known makers are looked for elsewhere. */
export function findByRules(text: string): readonly Sensitive[] {
  return RULES.flatMap(({ kind, pattern, holds }) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => holds?.(found) ?? true)
      .map((match) => ({ kind, start: match.index, end: match.index + match[0].length })),
  )
}
