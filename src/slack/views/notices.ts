/** One-sentence messages of the bot about itself. */

export const couldNotRecord = (reference: string, kept: boolean): string =>
  kept
    ? `I have your request but could not finish it; it is kept and taken up again when the bot restarts (reference ${reference}).`
    : `I could not store your request, so nothing was done with it. Please try again in a minute (reference ${reference}).`

export const gaveUp = (reference: string): string =>
  `I could not answer this request after several attempts. Please ask again in other words (reference ${reference}).`

export const failed = (reference: string): string =>
  `Something went wrong on my side and there is no answer to this request. Please try again; if it happens again, give your admin the reference ${reference}.`

export const undelivered = (reference: string): string =>
  `I have an answer but Slack did not let me post it here. Invite me to the channel, or ask me in a direct message (reference ${reference}).`

export const notUnderstood = (): string =>
  'I do not know this command or button; it may be from an older version. Try `/llm-advise help`.'

export const partOnly = (read: number, all: number): string =>
  `The thread is long: I read its newest ${read} of ${all} messages.`

export const threadUnread = (followUp: boolean): string =>
  followUp
    ? 'I could not read the thread, so this takes only what was said to me.'
    : 'I could not read the thread, so this takes only your own message; an admin can let me read threads (README, "Scopes").'

export const unknownDecision = (id: string): string =>
  `There is no decision #${id} that I can show you here. Look with \`history\` for those that are yours or of this channel.`

export const showWhich = (): string => 'Which one? Write `show` and the id, such as `show k7f3q`; `history` lists them.'

export const unknownWord = (word: string, meant: string | null): string =>
  meant
    ? `I do not know "${word}". Did you mean \`${meant}\`?`
    : `"${word}" alone does not tell me enough. Describe your situation in a sentence, or try \`help\`.`

export const wrongFilter = (token: string): string =>
  `I do not know the filter "${token}". I know kind:open|closed|hybrid|undecided, status:proposed|accepted|overridden|deferred|superseded, owner:me or owner:@name, since:2026-01, in:#channel.`

export const shareWhere = (): string => 'Share this from a channel: a direct message has nobody else to share it with.'

export const nothingSaid = (): string =>
  'Tell me the situation in the same message, or mention me in a thread where it was described. `help` shows an example.'

export const movedOn = (id: string): string =>
  `#${id} has moved on since this button was drawn: a newer answer took its place. Use the newest card, or \`history\`.`

export const noModal = (): string => 'Slack did not open the form in time. Please click again.'

export const changedMeanwhile = (id: string, status: string | null, at?: string): string =>
  `#${id} changed since this button was drawn: it is ${status ?? 'gone'}${at ? ` since ${at}` : ''}. Nothing was changed by your click.`

export const cannotFollow = (): string =>
  'I cannot read this thread, so I cannot follow it. An admin can grant the optional history scope (README, "Scopes"); until then, mention me.'

export const stopped = (): string => 'I no longer follow this thread. Mention me when something changed.'

export const compareWhich = (): string => 'Which two? Write `compare` and two ids, such as `compare k7f3q m2p8x`.'

export const exportWhich = (): string =>
  'What to export? Write `export` and an id, or `export all csv`; a single one comes as adr or json, all as csv or json.'

export const forgotten = (count: number): string =>
  `Done: every word of yours is deleted${count === 0 ? '; there was none in any decision' : ` from ${count} decision${count === 1 ? '' : 's'}`}. What was understood stays, without the words.`

export const adminsOnly = (known: boolean): string =>
  known
    ? 'Only a workspace admin can do this.'
    : 'I cannot tell whether you are a workspace admin: an admin has to grant me the optional scope users:read first.'

export const nowAllowed = (allowed: boolean): string =>
  allowed
    ? 'I now answer in this channel, to everybody who is in it.'
    : 'I no longer answer in this channel where people of other companies or guests are in it.'

export const outsiders = (who: 'channel' | 'guest'): string =>
  who === 'channel'
    ? 'This channel is shared with another company, so I do not answer here. A workspace admin can allow it with `/llm-advise allow`; a private `/llm-advise` works.'
    : 'You are a guest of this workspace or of another company, so I do not answer here. A workspace admin can allow it in this channel with `/llm-advise allow`.'

export const tooMany = (limit: number, seconds: number): string =>
  `That was more than ${limit} questions in a minute. Take a breath: I answer again in ${seconds} seconds.`

export const replayWhich = (): string => 'Which one? Write `replay` and the id, such as `replay k7f3q`.'

/** @param then versions of the recorded answer; `now` those of today */
export const replayed = (
  id: string,
  then: { readonly rulebook: string; readonly catalogue: string },
  now: { readonly rulebook: string; readonly catalogue: string },
): string =>
  `#${id} again, on today's rules and prices (rulebook ${then.rulebook} → ${now.rulebook}, prices ${then.catalogue} → ${now.catalogue}). The recorded answer stays as it is.`

export const policySet = (count: number): string =>
  count === 0
    ? 'There are no team defaults any more: what nobody says carries no weight.'
    : `${count} team default${count === 1 ? '' : 's'} set. From now on they stand in for what nobody says, and each answer names them.`
