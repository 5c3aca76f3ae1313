import { describe, expect, it } from 'vitest'
import type { Cue } from '#src/domain/lexicon.ts'
import { knowledge, reader } from '../support/knowledge.ts'

/** What a sentence claims of the factors that the cue may touch. */
const claimed = (text: string, cue?: Cue) =>
  reader
    .claims({ messages: [{ user: 'U1', text }] })
    .filter(({ value }) => value !== null)
    .filter(({ factor }) => !cue?.except?.includes(factor) && (cue?.only?.includes(factor) ?? true))
    .map(({ factor, value }) => `${factor} ${JSON.stringify(value)}`)

/** Cues that take a fact away; the others are held below by what they leave standing. */
const SILENCING = ['negated', 'hypothetical', 'past', 'other', 'question']

describe.each(knowledge.lexicon.cues.filter(({ category }) => SILENCING.includes(category)))('cue $id', (cue) => {
  const standing = cue.no.flatMap((text) => claimed(text, cue))
  it.each(cue.no)('leaves standing: %s', (text) => expect(claimed(text, cue)).not.toEqual([]))
  it.each(cue.yes)('silences: %s', (text) => expect(claimed(text, cue).filter((c) => standing.includes(c))).toEqual([]))
})

describe('a cue does not reach further than its scope', () => {
  it.each([
    ['no HIPAA but PCI DSS applies', ['pci_dss']],
    ['not only HIPAA but also PCI DSS', ['hipaa', 'pci_dss']],
    ['our competitor is under HIPAA. We are under PCI DSS.', ['pci_dss']],
  ])('%s', (text, laws) => {
    const found = reader.understand({ messages: [{ user: 'U1', text }] }).findings
    expect(found.find(({ factor }) => factor === 'regulations')?.value).toEqual(laws)
  })
  it('a retracted fact is gone, a thing started from scratch is not', () => {
    expect(claimed('scratch the H100 box')).toEqual([])
    expect(claimed('we start from scratch with our H100 box')).not.toEqual([])
  })
})

it('every cue has an id of its own', () => {
  const ids = knowledge.lexicon.cues.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)])
})
