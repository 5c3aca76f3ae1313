import { describe, expect, it } from 'vitest'
import { parseCommand } from '#src/slack/commands.ts'

const kindOf = (text: string) => parseCommand(text, 'U1').kind

describe('parseCommand', () => {
  it.each(['', '   ', 'help', 'HELP', 'help?'])('%j is help', (text) => {
    expect(kindOf(text)).toBe('help')
  })

  it.each([
    'help us decide whether to host Llama ourselves',
    'show our auditors that no data leaves the building, which model then?',
    'history teachers want a grading assistant for 4,000 essays a month and the school board insists on local data',
    'self-host?',
    '2M requests a month, patient data, EU only',
    'RAG over contracts',
  ])('%j is a scenario', (text) => {
    expect(parseCommand(text, 'U1')).toEqual({ kind: 'scenario', text })
  })

  it.each([
    ['histroy', 'history'],
    ['hlep', 'help'],
    ['shwo k7f3q', 'show'],
    ['helpp', 'help'],
  ])('%j gets a suggestion', (text, meant) => {
    expect(parseCommand(text, 'U1')).toMatchObject({ kind: 'unknown', meant })
  })

  it('a single word that is near nothing is asked about, not guessed', () => {
    expect(parseCommand('banana', 'U1')).toEqual({ kind: 'unknown', word: 'banana', meant: null })
  })

  it.each(['show k7f3q', 'show #K7F3Q', 'Show #k7f3q'])('%j names a decision', (text) => {
    expect(parseCommand(text, 'U1')).toEqual({ kind: 'show', id: 'k7f3q' })
  })

  it('reads filters and words of a search', () => {
    const text = 'history patient notes kind:open status:accepted owner:me since:2026-01 in:<#C9|legal>'
    expect(parseCommand(text, 'U1')).toEqual({
      kind: 'history',
      filters: {
        words: 'patient notes',
        kind: 'open',
        status: 'accepted',
        owner: 'U1',
        since: '2026-01',
        channel: 'C9',
      },
      wrong: null,
    })
    expect(parseCommand('history owner:<@U7|ana>', 'U1')).toMatchObject({ filters: { owner: 'U7' } })
  })

  it.each([
    ['export all', { what: 'all', format: 'csv', wrong: null }],
    ['export all json.', { what: 'all', format: 'json', wrong: null }],
    ['export all kind:open invoices', { what: 'all', filters: { kind: 'open', words: 'invoices' }, wrong: null }],
    ['export all adr', { what: 'all', format: 'adr' }],
    ['export all csv json', { wrong: 'json' }],
    ['export #K7F3Q json', { what: 'k7f3q', format: 'json', wrong: null }],
    ['export k7f3q please', { what: 'k7f3q', wrong: 'please' }],
    ['export customer data', { what: '', wrong: null }],
  ])('reads %j', (text, read) => {
    expect(parseCommand(text, 'U1')).toMatchObject({ kind: 'export', ...read })
  })

  it.each(['export all our mails to GPT', 'export all invoices to a model every night'])('%j is a scenario', (text) => {
    expect(kindOf(text)).toBe('scenario')
  })

  it('a mistyped export of a search gets a suggestion too', () => {
    expect(parseCommand('exprot all status:accepted kind:open csv', 'U1')).toMatchObject({ meant: 'export' })
  })

  it.each(['kind:maybe', 'since:yesterday', 'since:2026-02-31', 'since:2026-99', 'owner:@', 'in:#', 'status:done'])(
    'names the filter that is wrong: %s',
    (token) => {
      expect(parseCommand(`history ${token}`, 'U1')).toMatchObject({ wrong: token })
    },
  )
})
