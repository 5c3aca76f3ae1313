import type { Catalogue } from '../domain/catalogue.ts'
import { OPTIONS, type SingleOption } from '../domain/recommendation.ts'
import type { WhyNotTarget } from './whynot.ts'
import type { Words } from './words.ts'

/** How "why not ...?" begins in the four languages, with what stands before it. */
const WHY_NOT =
  /^(?:[\p{L}]+[,:]?\s+){0,2}(?:why not|why no|warum nicht|wieso nicht|warum kein\p{L}*|pourquoi pas|por qu[eé] no)\s+(?<what>.+)$/iu

const low = (text: string): string => text.toLowerCase()

function optionNamed(words: Words, what: string): WhyNotTarget | null {
  const option = OPTIONS.find((name) => {
    const texts = words.texts.options[name]
    return texts && [texts.headline, texts.noun, texts.short].some((text) => low(text) === what)
  })
  return option ? { kind: 'option', option } : null
}

const optionsOf = (models: readonly { readonly open: boolean }[]): readonly SingleOption[] => [
  ...(models.some(({ open }) => !open) ? (['closed_api'] as const) : []),
  ...(models.some(({ open }) => open) ? (['open_hosted', 'open_self_hosted'] as const) : []),
]

/** A name of the catalogue, its id or one of its aliases. */
const isNamed = (
  row: { readonly id: string; readonly name: string; readonly aliases: readonly string[] },
  what: string,
) => row.id === what || low(row.name) === what || row.aliases.includes(what)

/**
 * What "why not ...?" asks about, or null where the text asks no such thing. A name that the catalogue does not have
 * is kept as it was written, without an option: nothing is guessed from a similar one.
 */
export function whyNotTarget(text: string, catalogue: Catalogue, words: Words): WhyNotTarget | null {
  const name = WHY_NOT.exec(text.trim())
    ?.groups?.what?.replace(/[\s?!.]+$/u, '')
    .replace(/^(?:use|take|just|an?|the)\s+/i, '')
  if (!name || name.length > 60) return null
  const what = low(name)
  const option = optionNamed(words, what)
  if (option) return option
  const model = catalogue.models.find((row) => isNamed(row, what))
  if (model) return { kind: 'model', id: model.id, name, options: optionsOf([model]) }
  const maker = catalogue.makers.find((row) => isNamed(row, what))
  if (maker) {
    const options = optionsOf(catalogue.models.filter((row) => row.maker === maker.id))
    return { kind: 'maker', id: maker.id, name, options }
  }
  const host = catalogue.hosts.find((row) => isNamed(row, what))
  if (!host) return { kind: 'model', id: what, name, options: [] }
  const offered = new Set(catalogue.offers.filter((row) => row.host === host.id).map((row) => row.model))
  const options = optionsOf(catalogue.models.filter(({ id }) => offered.has(id)))
  return { kind: 'host', id: host.id, name, options: options.filter((one) => one !== 'open_self_hosted') }
}
