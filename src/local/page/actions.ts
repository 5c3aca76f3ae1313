import { z } from 'zod'
import { slackbot } from '../core.ts'
import type { Seed } from '../seed.ts'
import type { LocalSlack } from '../slack.ts'
import { encode } from '../text.ts'

/** What the page's script may ask for, by the last part of the address. */

const Values = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))
const Place = z.union([z.object({ view: z.string() }), z.object({ channel: z.string(), ts: z.string() })])

const Say = z.object({ as: z.string(), channel: z.string(), thread: z.string().optional(), text: z.string().min(1) })
const Scenario = z.object({ as: z.string(), channel: z.string(), scenario: z.number() })
const Click = z.object({
  as: z.string(),
  at: Place,
  action: z.string(),
  block: z.string(),
  value: z.union([z.string(), z.array(z.string())]).optional(),
  values: Values,
})
const Submit = z.object({ as: z.string(), values: Values })
const Shortcut = z.object({ as: z.string(), callback: z.string(), channel: z.string(), ts: z.string() })
const Invite = z.object({ as: z.string(), channel: z.string() })
const Home = z.object({ as: z.string(), tab: z.enum(['home', 'messages']) })
const Delete = z.object({ as: z.string(), channel: z.string(), ts: z.string() })
const Who = z.object({ as: z.string() })

/** Says something or runs a command, whichever the text is. */
async function say(slack: LocalSlack, { as, channel, thread, text }: z.infer<typeof Say>): Promise<void> {
  const [, name = '', rest = ''] = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/i.exec(text.trim()) ?? []
  if (!name) return void (await slack.say(as, channel, text, thread))
  if (thread)
    return void slackbot(slack.core, as, channel, `${encode(name)} is not supported in threads. Sorry!`, thread)
  await slack.command(as, channel, name, rest)
}

/** Does what was asked; an outcome when the app was asked too. Throws a ZodError for what is malformed. */
export async function act(
  slack: LocalSlack,
  seed: Seed,
  name: string,
  input: unknown,
): Promise<{ outcome?: string } | undefined> {
  switch (name) {
    case 'say':
      await say(slack, Say.parse(input))
      return {}
    case 'scenario': {
      const { as, channel, scenario } = Scenario.parse(input)
      const chosen = seed.scenarios[scenario]
      if (chosen) await slack.command(as, channel, chosen.command, chosen.text)
      return {}
    }
    case 'click': {
      const { as, at, action, block, value, values } = Click.parse(input)
      const what = { user: as, at, actionId: action, blockId: block, values }
      const { outcome } = await slack.click(value === undefined ? what : { ...what, value })
      return { outcome }
    }
    case 'submit': {
      const { as, values } = Submit.parse(input)
      await slack.submit(as, values)
      return {}
    }
    case 'close':
      await slack.closeView(Who.parse(input).as)
      return {}
    case 'shortcut': {
      const { as, callback, channel, ts } = Shortcut.parse(input)
      return { outcome: (await slack.shortcut(as, callback, channel, ts)).outcome }
    }
    case 'home': {
      const { as, tab } = Home.parse(input)
      await slack.openHome(as, tab)
      return {}
    }
    case 'delete': {
      const { as, channel, ts } = Delete.parse(input)
      await slack.remove(as, channel, ts)
      return {}
    }
    case 'invite': {
      const { as, channel } = Invite.parse(input)
      await slack.join(slack.botUserId, channel, as)
      return {}
    }
    default:
      return undefined
  }
}
