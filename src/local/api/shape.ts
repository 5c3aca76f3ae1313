import type { Core } from '../core.ts'
import type { Channel, Json, LocalFile, Message, Person, View } from '../types.ts'

/** The workspace's things in the shape in which Slack's API and events give them. */

export function messageJson(core: Core, m: Message, withMetadata = false): Json {
  const { world, identity } = core
  const replies = m.threadTs ? [] : world.publicMessages(m.channel).filter((r) => r.threadTs === m.ts)
  const parent = m.threadTs ? world.findMessage(m.channel, m.threadTs) : undefined
  return {
    type: 'message',
    ...(m.subtype ? { subtype: m.subtype } : {}),
    user: m.user,
    team: world.people.get(m.user)?.teamId ?? world.teamId,
    text: m.text,
    ts: m.ts,
    ...(m.clientMsgId ? { client_msg_id: m.clientMsgId } : {}),
    ...(m.fromApp ? { bot_id: identity.botId, app_id: identity.appId, bot_profile: botJson(core) } : {}),
    ...(m.blocks ? { blocks: m.blocks } : {}),
    ...(m.threadTs ? { thread_ts: m.threadTs } : {}),
    ...(parent ? { parent_user_id: parent.user } : {}),
    ...(replies.length
      ? {
          thread_ts: m.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((r) => r.user))],
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(m.edited ? { edited: m.edited } : {}),
    ...(m.reactions.size
      ? { reactions: [...m.reactions].map(([name, users]) => ({ name, users: [...users], count: users.size })) }
      : {}),
    ...(m.files ? { files: m.files.map((id) => fileJson(core, world.files.get(id) as LocalFile)), upload: true } : {}),
    ...(withMetadata && m.metadata ? { metadata: m.metadata } : {}),
  }
}

export const botJson = ({ app, identity, world }: Core): Json => ({
  id: identity.botId,
  app_id: identity.appId,
  user_id: identity.botUserId,
  name: app.name,
  deleted: false,
  team_id: world.teamId,
})

export function channelJson(core: Core, c: Channel): Json {
  const bot = core.identity.botUserId
  return {
    id: c.id,
    ...(c.kind === 'im' ? { user: [...c.members].find((m) => m !== bot) } : { name: c.name, name_normalized: c.name }),
    is_channel: c.kind === 'public',
    is_group: c.kind === 'private',
    is_im: c.kind === 'im',
    is_mpim: c.kind === 'mpim',
    is_private: c.kind !== 'public',
    is_archived: c.isArchived,
    is_general: c.name === 'general',
    is_member: c.members.has(bot),
    is_shared: c.isExtShared,
    is_ext_shared: c.isExtShared,
    is_org_shared: false,
    created: Math.floor(c.createdAt / 1000),
    context_team_id: core.world.teamId,
    topic: { value: c.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  }
}

export const userJson = (p: Person): Json => ({
  id: p.id,
  team_id: p.teamId,
  name: p.name,
  real_name: p.realName,
  deleted: false,
  tz: 'Europe/Berlin',
  is_bot: p.isBot,
  is_admin: p.isAdmin,
  is_owner: false,
  is_restricted: p.isGuest,
  is_ultra_restricted: false,
  is_stranger: p.isStranger,
  profile: { real_name: p.realName, display_name: p.name, title: p.title, team: p.teamId },
})

/** The title is what people see; the address asks for the bot's token. */
export const fileJson = (core: Core, f: LocalFile): Json => ({
  id: f.id,
  name: f.name,
  title: f.title,
  size: f.length,
  mimetype: mimeOf(f.name),
  filetype: f.name.split('.').at(-1) ?? '',
  url_private: `${core.address}/files-pri/${f.id}/${encodeURIComponent(f.name)}`,
  url_private_download: `${core.address}/files-pri/${f.id}/download/${encodeURIComponent(f.name)}`,
  mode: 'hosted',
  is_external: false,
})

const MIME: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  md: 'text/markdown',
  png: 'image/png',
  txt: 'text/plain',
}

export const mimeOf = (name: string): string => MIME[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'

export function viewJson({ identity, world }: Core, v: View, values: Json = {}): Json {
  const { type, title, submit, close, blocks, private_metadata, callback_id } = v.content
  const { clear_on_close, notify_on_close, submit_disabled } = v.content
  return {
    id: v.id,
    team_id: world.teamId,
    type,
    title: title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    submit: submit ?? null,
    close: close ?? null,
    blocks,
    private_metadata: private_metadata ?? '',
    callback_id: callback_id ?? '',
    external_id: v.externalId,
    state: { values },
    hash: v.hash,
    clear_on_close: clear_on_close ?? false,
    notify_on_close: notify_on_close ?? false,
    submit_disabled: submit_disabled ?? false,
    root_view_id: v.rootId,
    previous_view_id: v.previousId,
    app_id: identity.appId,
    bot_id: identity.botId,
    app_installed_team_id: world.teamId,
  }
}
