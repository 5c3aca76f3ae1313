import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { COMMAND } from '#src/slack/app.ts'
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '#src/slack/doctor.ts'

const manifest = JSON.parse(readFileSync('manifest.json', 'utf8'))
const app = readFileSync('src/slack/app.ts', 'utf8')
const rest = globSync('src/slack/**/*.ts')
  .filter((file) => file !== 'src/slack/app.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
const registered = (method: string): string[] =>
  [...app.matchAll(new RegExp(`app\\.${method}(?:<[^(]*>)?\\('([^']+)'`, 'g'))].map((match) => match[1] as string)

it('asks for three scopes and leaves reading history to choice', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(['commands', 'app_mentions:read', 'chat:write'])
  expect(manifest.oauth_config.user).toBeUndefined()
})

it('is what the doctor holds the installation against', () => {
  expect(manifest.oauth_config.scopes.bot).toEqual(REQUIRED_SCOPES)
  expect(manifest.oauth_config.scopes.bot_optional.toSorted()).toEqual(Object.keys(OPTIONAL_SCOPES).sort())
})

it('declares the command that the bot listens to', () => {
  expect(manifest.features.slash_commands.map((c: { command: string }) => c.command)).toEqual([COMMAND])
  expect(app).toContain('app.command(COMMAND')
})

it('subscribes to the events that have a listener, and to no other', () => {
  const events: string[] = manifest.settings.event_subscriptions.bot_events
  const kinds = new Set(events.map((event) => event.split('.')[0]))
  expect([...kinds].sort()).toEqual([...new Set(registered('event'))].sort())
})

it('declares the shortcuts that have a listener, and no other', () => {
  const declared = (manifest.features.shortcuts ?? []).map((s: { callback_id: string }) => s.callback_id)
  expect(declared.sort()).toEqual(registered('shortcut').sort())
})

const SCOPE_OF: Record<string, string> = {
  app_mention: 'app_mentions:read',
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
}

it('asks for the scope that each event needs', () => {
  const { bot, bot_optional } = manifest.oauth_config.scopes
  for (const event of manifest.settings.event_subscriptions.bot_events) {
    const scope = SCOPE_OF[event]
    if (scope) expect([...bot, ...bot_optional], event).toContain(scope)
  }
})

it('asks for no optional scope that nothing uses', () => {
  const uses: Record<string, RegExp> = {
    ':history$': /conversations\.(replies|history)/,
    ':read$': /conversations\.(info|members)|users\.conversations/,
    'files:write': /filesUploadV2/,
    'users:read': /users\.info/,
    'im:write': /conversations\.open/,
  }
  for (const scope of manifest.oauth_config.scopes.bot_optional) {
    const use = Object.entries(uses).find(([pattern]) => new RegExp(pattern).test(scope))?.[1]
    expect(use, `${scope} is used nowhere`).toBeDefined()
    expect(rest).toMatch(use!)
  }
})

it('listeners are registered in one place', () => {
  expect(rest).not.toMatch(/\bapp\.(command|event|message|action|view|shortcut|options)\(/)
})

it('stays inside Slack’s limits', () => {
  for (const { description, usage_hint } of manifest.features.slash_commands) {
    expect(description.length).toBeLessThanOrEqual(2000)
    expect(usage_hint.length).toBeLessThanOrEqual(1000)
  }
  expect(manifest.display_information.name.length).toBeLessThanOrEqual(35)
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140)
})
