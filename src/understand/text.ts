const QUOTES = /[\u2018\u2019\u201a\u201b\u00b4`\u02bc]/
const DASHES = /[\u2010-\u2015\u2212]/

/** One UTF-16 unit in, one out, so that every offset of the folded text is an offset of the original. */
function foldUnit(unit: string): string {
  const code = unit.charCodeAt(0)
  if (code < 0x80) return code >= 65 && code <= 90 ? unit.toLowerCase() : code < 0x20 && unit !== '\n' ? ' ' : unit
  if (QUOTES.test(unit)) return "'"
  if (DASHES.test(unit)) return '-'
  if (/\s/.test(unit)) return unit === '\u2028' || unit === '\u2029' ? '\n' : ' '
  if (code >= 0xd800 && code <= 0xdfff) return ' '
  const base = unit.normalize('NFKD')[0] as string
  const lower = base.toLowerCase()
  return lower.length === 1 ? lower : base
}

/** Nothing to fold but capitals. */
const PLAIN = /^[ -~\n]*$/

/** Folded units, filled as they are met: one entry for each UTF-16 unit at most. */
const folded: (string | undefined)[] = []

/** Lower case without accents, curly quotes and long dashes straightened: same length as the original. */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase()
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    folded[code] ??= foldUnit(text[i] as string)
    out += folded[code]
  }
  return out
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** Slack's `<…>`: a person, channel or broadcast is blanked; a link leaves its label. */
function blankMarkup(inner: string): string {
  const bar = inner.indexOf('|')
  if (/^[@#!]/.test(inner) || bar < 0) return blank(`<${inner}>`)
  return ` ${blank(inner.slice(0, bar + 1))}${inner.slice(bar + 1)} `
}

/** Blanks between paired delimiters, in one pass: a missing partner is looked for only once. */
function blankBetween(text: string, open: string, close: string, limit: number): string {
  let out = ''
  let from = 0
  for (;;) {
    const start = text.indexOf(open, from)
    if (start < 0) break
    const end = text.indexOf(close, start + open.length)
    if (end < 0) break
    const stop = end + close.length
    if (stop - start > limit) {
      out += text.slice(from, start + open.length)
      from = start + open.length
      continue
    }
    out += text.slice(from, start) + blank(text.slice(start, stop))
    from = stop
  }
  return out + text.slice(from)
}

function blankSlackMarkup(text: string): string {
  let out = ''
  let from = 0
  for (;;) {
    const start = text.indexOf('<', from)
    if (start < 0) break
    const end = text.indexOf('>', start)
    if (end < 0) break
    const inner = text.slice(start + 1, end)
    const isMarkup = inner.length <= 2_000 && /^(?:[@#!]|https?:|mailto:|tel:)/.test(inner) && !inner.includes('<')
    out += isMarkup ? text.slice(from, start) + blankMarkup(inner) : text.slice(from, start + 1)
    from = isMarkup ? end + 1 : start + 1
  }
  return out + text.slice(from)
}

/** What people did not say themselves: code, links, mentions, emoji names, quoted lines. Same length, newlines kept. */
export function mask(text: string): string {
  return blankSlackMarkup(blankBetween(text, '```', '```', 40_000))
    .replace(/https?:\/\/[^\s<>]{1,2000}/g, blank)
    .replace(/:[a-z][a-z0-9_+-]{1,30}:/g, blank)
    .replace(/^[ \t]{0,4}(?:>|&gt;)[^\n]*/gm, blank)
}
