import { z } from 'zod'

const Command = z.object({
  command: z.string(),
  description: z.string().default(''),
  usage_hint: z.string().default(''),
  should_escape: z.boolean().default(false),
})
const Shortcut = z.object({
  name: z.string(),
  type: z.enum(['message', 'global']),
  callback_id: z.string(),
  description: z.string().default(''),
})

/** The part of Slack's app manifest that decides what this double delivers and allows. */
const Manifest = z.object({
  display_information: z.object({ name: z.string(), description: z.string().default('') }),
  features: z.object({
    bot_user: z.object({ display_name: z.string() }),
    app_home: z.object({ home_tab_enabled: z.boolean().default(false) }).optional(),
    slash_commands: z.array(Command).default([]),
    shortcuts: z.array(Shortcut).default([]),
  }),
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()).default([]), bot_optional: z.array(z.string()).default([]) }),
  }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()).default([]) }).optional() }),
})

/** An app as it is installed in the workspace. Scopes can be taken away while it runs. */
export interface InstalledApp {
  readonly name: string
  readonly handle: string
  readonly description: string
  readonly commands: readonly z.infer<typeof Command>[]
  readonly shortcuts: readonly z.infer<typeof Shortcut>[]
  readonly hasHome: boolean
  readonly events: ReadonlySet<string>
  readonly scopes: Set<string>
}

/** Reads a Slack app manifest; optional scopes count as granted. Throws a ZodError on anything else. */
export function appOf(manifest: unknown): InstalledApp {
  const m = Manifest.parse(manifest)
  const { bot, bot_optional } = m.oauth_config.scopes
  const handle = m.features.bot_user.display_name
  return {
    name: m.display_information.name,
    handle:
      handle
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || 'app',
    description: m.display_information.description,
    commands: m.features.slash_commands,
    shortcuts: m.features.shortcuts,
    hasHome: m.features.app_home?.home_tab_enabled ?? false,
    events: new Set(m.settings.event_subscriptions?.bot_events ?? []),
    scopes: new Set([...bot, ...bot_optional]),
  }
}

const EVERY_KIND = ['channels', 'groups', 'im', 'mpim']

/** An app with every scope and event that this double knows and one command, for tests that bring no manifest. */
export const anyApp = (command: string): InstalledApp => ({
  name: 'App under test',
  handle: 'app',
  description: '',
  commands: [{ command, description: '', usage_hint: '', should_escape: false }],
  shortcuts: [],
  hasHome: true,
  events: new Set([
    'app_mention',
    'app_home_opened',
    'app_uninstalled',
    'tokens_revoked',
    'member_joined_channel',
    'member_left_channel',
    'message.channels',
    'message.groups',
    'message.im',
    'message.mpim',
  ]),
  scopes: new Set([
    ...['commands', 'app_mentions:read', 'chat:write', 'users:read', 'team:read', 'reactions:write', 'reactions:read'],
    ...['files:write', 'files:read', 'im:write', 'mpim:write', 'assistant:write'],
    ...EVERY_KIND.flatMap((kind) => [`${kind}:history`, `${kind}:read`]),
  ]),
})
