import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { factsSchema } from '#src/domain/factors.ts'
import { explain } from '#src/explain/explain.ts'
import { edgeOf } from '#src/explain/reasons.ts'
import { topicAnswer } from '#src/explain/topics.ts'
import { strength, wordsFor } from '#src/explain/words.ts'
import { adviceOn, texts } from './advice.ts'

/** A statement of a seed in our own words, and the case or the topic that it is asked as. */
interface SeedStatement {
  readonly file: string
  readonly where: string
  readonly statement: string
  readonly topic?: string
  readonly facts?: Record<string, unknown>
  readonly verdict?: string
  readonly option?: string
  readonly strength?: 'narrow' | 'clear' | 'decisive'
  readonly side?: 'open' | 'closed'
  readonly disagreement?: string
}

const statements = readFileSync('test/explain/seed-statements.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as SeedStatement)
const words = wordsFor(texts, 'en')

/** What the bot says: the verdict with its strongest reason, or the topic's answer. */
function answerTo({ facts, topic }: SeedStatement): string {
  if (facts === undefined) return topicAnswer(texts, words, topic)
  const { verdict, headline, weighed, plan } = explain(adviceOn(factsSchema.parse(facts)), texts, {
    today: '2026-11-24',
  })
  const said = verdict.speaksFor === undefined ? headline : verdict.text
  return [said, ...plan.map((one) => one.text), weighed?.[0]?.text ?? ''].filter((text) => text !== '').join(' / ')
}

describe('what the seeds say and what we say', () => {
  it.each(statements.filter(({ facts }) => facts !== undefined))('$file, $where: $statement', (statement) => {
    const { recommendation } = adviceOn(factsSchema.parse(statement.facts))
    expect(recommendation.verdict).toBe(statement.verdict)
    if (statement.option !== undefined) expect(recommendation.option).toBe(statement.option)
    const [first] = [...recommendation.contributions].sort((a, b) => Math.abs(edgeOf(b)) - Math.abs(edgeOf(a)))
    if (statement.strength !== undefined)
      expect(strength(words, edgeOf(first!))).toBe(texts.languages.en.strengths[statement.strength])
    if (statement.side !== undefined) expect(edgeOf(first!) > 0 ? 'open' : 'closed').toBe(statement.side)
  })

  it('answers every question of the seeds from the topics', () => {
    for (const { topic } of statements.filter((one) => one.topic !== undefined))
      expect(texts.topics.map(({ id }) => id)).toContain(topic)
  })

  it('covers every part of every file', () => {
    expect(new Set(statements.map(({ file }) => file)).size).toBe(3)
    expect(statements.filter(({ where }) => where.startsWith('Aspect')).map(({ where }) => where.slice(8))).toEqual(
      expect.arrayContaining([
        'model access',
        'transparency',
        'customization',
        'deployment control',
        'data privacy',
        'cost structure',
        'innovation pace',
        'compliance',
        'performance',
      ]),
    )
    expect(statements.filter(({ where }) => where === 'FAQ').length).toBeGreaterThanOrEqual(5)
  })

  it('is the table that people can read', async () => {
    const cell = (text: string) => text.replaceAll('|', '/').replaceAll('\n', ' ')
    const rows = statements.map((one) =>
      [one.file.slice(0, 3), one.where, one.statement, answerTo(one), one.disagreement ?? ''].map(cell).join(' | '),
    )
    const table = [
      '| file | where | what it says, in our words | what we say | where the seeds disagree, or we do |',
      '|---|---|---|---|---|',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n')
    await expect(`${table}\n`).toMatchFileSnapshot('../golden/explain/seeds.md')
  })
})

describe('whole answers', () => {
  it.each(['en', 'de', 'fr', 'es'] as const)('in %s', async (language) => {
    const cases = [
      {
        data_boundary: 'on_premises',
        data_sensitivity: 'regulated',
        hardware: 'datacenter',
        ops_capacity: 'some',
        monthly_requests: 40000,
      },
      {
        stage: 'prototype',
        ops_capacity: 'none',
        data_boundary: 'any',
        monthly_spend: { amount: 800, currency: 'EUR' },
      },
      {
        workload_split: ['difficulty', 'sensitivity'],
        capability: 'strong',
        data_boundary: 'own_cloud',
        approved_vendors: ['azure'],
      },
      { trajectory: 'rising', stage: 'prototype', runs_today: ['closed_api'] },
      { data_boundary: 'air_gapped', excluded_options: ['open_hosted', 'open_self_hosted'] },
      { latency: 'interactive', cost_priority: 'high' },
    ]
    const all = cases.map(
      (facts) => explain(adviceOn(factsSchema.parse(facts), { language }), texts, { today: '2026-11-24' }).text,
    )
    await expect(`${all.join('\n\n---\n\n')}\n`).toMatchFileSnapshot(`../golden/explain/answers.${language}.txt`)
  })
})
