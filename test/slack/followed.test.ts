import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { FACTOR_NAMES, type FactorName, type Facts, isFactorName } from '#src/domain/factors.ts'
import { type Scene, startScene } from '#test/support/bot.ts'
import { idsIn, mention, quiet } from '#test/support/talk.ts'

/** 60 lines of talk mixed with 40 that change a fact; those name the factor, and its new value where only one is right. */
const { opening, lines } = z
  .object({
    opening: z.string(),
    lines: z.array(
      z.object({
        by: z.string(),
        text: z.string(),
        factor: z.string().refine(isFactorName).optional(),
        value: z.unknown().optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync('test/slack/fixtures/followed-thread.json', 'utf8')))

/** At most this many changes may go unheard or be misread. */
const MOST_MISSED = 4
/** Lines of talk that may be taken for facts of the matter ("my laptop is at 5 percent"). */
const MOST_DISTURBED = 0
let scene: Scene

beforeAll(async () => {
  scene = await startScene({ mode: 'socket' })
  scene.slack.world.channels.get('CMODELS')!.members.add('UCARA')
})
afterAll(() => scene.end())

const factsNow = async (thread: string): Promise<Facts> =>
  (await scene.store.decisionInThread(scene.slack.world.teamId, 'CMODELS', thread))!.advice.recommendation.facts
const changedBetween = (before: Facts, after: Facts): readonly FactorName[] =>
  FACTOR_NAMES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))

it('talk is left alone, and what changes a fact is answered with that difference', async () => {
  const card = await mention(scene, 'UANA', 'CMODELS', opening)
  const thread = card.threadTs!
  await scene.slack.click({ user: 'UANA', at: { channel: 'CMODELS', ts: card.ts }, actionId: 'follow' })
  await quiet(scene)
  const disturbed: string[] = []
  const missed: string[] = []
  let facts = await factsNow(thread)
  for (const { by, text, factor, value } of lines) {
    const before = scene.answers('CMODELS').length
    await scene.slack.say(by, 'CMODELS', text, thread)
    await quiet(scene)
    const answers = scene.answers('CMODELS').slice(before)
    const after = await factsNow(thread)
    const changed = changedBetween(facts, after)
    facts = after
    if (!factor) {
      if (answers.length > 0) disturbed.push(`${text}: ${changed.join()}`)
      continue
    }
    const right =
      changed.includes(factor) && (value === undefined || JSON.stringify(after[factor]) === JSON.stringify(value))
    const [answer, ...more] = answers
    expect(more).toEqual([])
    if (!right) missed.push(`${text}: ${factor} ${JSON.stringify(after[factor])}, changed ${changed.join()}`)
    else expect(answer!.text).toMatch(/^Changed: /)
  }
  expect(disturbed.length, disturbed.join('\n')).toBeLessThanOrEqual(MOST_DISTURBED)
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(MOST_MISSED)
  expect(new Set(scene.answers('CMODELS').map(({ text }) => idsIn(text).at(-1))).size).toBe(
    scene.answers('CMODELS').length,
  )
})
