import fc from 'fast-check'
import type { AskedQuestion, Explanation, Statement } from '#src/domain/advice.ts'
import { FACTOR_NAMES } from '#src/domain/factors.ts'

const words = (maxLength: number) =>
  fc.string({
    unit: fc.constantFrom(
      'a',
      'Zusammenarbeit',
      ' ',
      '<',
      '>',
      '&',
      '!',
      '@',
      'ä',
      '😀',
      '\n',
      '|',
      'https://x.example',
    ),
    minLength: 1,
    maxLength,
  })

const statement: fc.Arbitrary<Statement> = words(400).map((text) => ({ text, factors: [], evidence: [] }))
const statements = (maxLength: number) => fc.array(statement, { maxLength })

const question: fc.Arbitrary<AskedQuestion> = fc.record({
  factor: fc.constantFrom(...FACTOR_NAMES),
  text: words(200),
  choices: fc.array(fc.record({ label: words(120), value: fc.constantFrom('a', 'b', 5) }), { maxLength: 8 }),
})

/** Explanations of every shape, up to far longer than any real one. */
export const explanations: fc.Arbitrary<Explanation> = fc
  .record({
    language: fc.constantFrom('en', 'de', 'fr', 'es'),
    headline: words(80),
    verdict: statement,
    because: statements(6),
    against: fc.option(statement),
    unless: statements(5),
    plan: statements(4),
    ruledOut: statements(5),
    conflicts: statements(3),
    understood: fc.array(
      fc.record({
        factor: fc.constantFrom(...FACTOR_NAMES),
        label: words(40),
        value: words(80),
        raw: fc.constant('x'),
        origin: words(60),
        finding: fc.constant({
          factor: 'stage',
          value: 'production',
          status: 'stated',
          evidence: [],
          rule: 'r',
        } as const),
      }),
      { maxLength: 32 },
    ),
    assumed: statements(6),
    questions: fc.array(question, { maxLength: 5 }),
    costs: fc.array(fc.record({ option: fc.constant('closed_api' as const), text: words(120) }), { maxLength: 5 }),
    footer: words(200),
  })
  .map((rest): Explanation => ({ ...rest, text: JSON.stringify(rest).slice(0, 9000) }))
