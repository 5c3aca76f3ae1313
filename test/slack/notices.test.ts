import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Scene, startScene } from '#test/support/bot.ts'
import { command, mention } from '#test/support/talk.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene({ mode: 'http' })
  const { world, botUserId } = scene.slack
  for (const [id, locale] of [
    ['UDORA', 'de-CH'],
    ['UFELIX', 'fr-FR'],
    ['UELENA', 'es-MX'],
    ['UKAI', 'ja-JP'],
  ] as const)
    world.addPerson({ id, name: id.toLowerCase(), locale, isAdmin: true })
  world.addChannel({ id: 'CTALK', name: 'talk', members: ['UDORA', 'UFELIX', 'UELENA', 'UKAI', botUserId] })
})
afterAll(() => scene.end())

describe('what the bot says about itself', () => {
  it.each([
    ['UDORA', /keine Entscheidung #zzzzz/],
    ['UFELIX', /pas de décision #zzzzz/],
    ['UELENA', /ninguna decisión #zzzzz/],
    ['UKAI', /no decision #zzzzz/],
  ])('is in the language of %s, or English where that is none of ours', async (user, words) => {
    expect((await command(scene, user, 'CTALK', 'show zzzzz')).text).toMatch(words)
  })

  it('writes numbers as its reader does', async () => {
    expect((await command(scene, 'UDORA', 'CTALK', 'Daten '.repeat(5000))).text).toMatch(/20['’]000/)
  })

  it('the doctor speaks its language too', async () => {
    expect((await command(scene, 'UDORA', 'CTALK', 'doctor')).text).toMatch(
      /^Nichts ist kaputt\.\n[\s\S]*OK: Datenbank – /,
    )
  })

  it('a note on a card is in the language of the card', async () => {
    scene.slack.app.scopes.delete('channels:history')
    const root = await scene.slack.say('UDORA', 'CTALK', 'Patientendaten, nur auf unseren Servern')
    const card = await mention(
      scene,
      'UKAI',
      'CTALK',
      'Die Patientendaten müssen auf unseren eigenen Servern bleiben, wir haben zwei A100',
      root.message.ts,
    )
    expect(card.text).toContain('Ich konnte den Thread nicht lesen')
    scene.slack.app.scopes.add('channels:history')
  })

  it('a section of the form has its title in the reader’s language', async () => {
    await scene.slack.command('UFELIX', 'CTALK', '/llm-advise', 'form')
    await scene.slack.until(() => scene.slack.world.stacks.get('UFELIX')?.length)
    expect(JSON.stringify([...scene.slack.world.views.values()])).toContain('Données et règles')
  })
})
