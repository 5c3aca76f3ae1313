import { EventEmitter } from 'node:events'
import { newId, timestamps } from './ids.ts'
import type { Channel, LocalFile, Message, Person, View } from './types.ts'

/** The workspace as it stands: who, where, what was said. Emits `change` on `changed` after every write. */
export class World {
  readonly teamId = 'T0LOCAL0001'
  readonly teamName: string
  readonly domain = 'local'
  readonly people = new Map<string, Person>()
  readonly channels = new Map<string, Channel>()
  readonly messages = new Map<string, Message[]>()
  readonly views = new Map<string, View>()
  /** Open modals per person, bottom first. */
  readonly stacks = new Map<string, string[]>()
  readonly homes = new Map<string, string>()
  readonly files = new Map<string, LocalFile>()
  /** What an app says it is doing, by `channel/thread ts`. */
  readonly statuses = new Map<string, string>()
  readonly changed = new EventEmitter().setMaxListeners(0)
  readonly now: () => number
  readonly nextTs: () => string

  constructor(teamName: string, now: () => number) {
    this.teamName = teamName
    this.now = now
    this.nextTs = timestamps(now)
  }

  touch(): void {
    this.changed.emit('change')
  }

  addPerson(person: Partial<Person> & Pick<Person, 'id' | 'name'>): Person {
    const whole: Person = {
      realName: person.name,
      title: '',
      teamId: this.teamId,
      isBot: false,
      isGuest: false,
      isStranger: false,
      isAdmin: false,
      locale: 'en-US',
      ...person,
    }
    this.people.set(whole.id, whole)
    this.touch()
    return whole
  }

  addChannel(channel: Partial<Omit<Channel, 'members'>> & { members: Iterable<string> }): Channel {
    const whole: Channel = {
      id: channel.id ?? newId(channel.kind === 'im' ? 'D' : channel.kind === 'mpim' ? 'G' : 'C'),
      name: channel.name ?? '',
      kind: channel.kind ?? 'public',
      topic: channel.topic ?? '',
      isExtShared: channel.isExtShared ?? false,
      isArchived: channel.isArchived ?? false,
      createdAt: channel.createdAt ?? this.now(),
      members: new Set(channel.members),
    }
    this.channels.set(whole.id, whole)
    this.touch()
    return whole
  }

  /** Keeps a message; a missing `ts` is given now. */
  addMessage(message: Omit<Message, 'ts' | 'reactions'> & { ts?: string }): Message {
    const whole: Message = { ...message, ts: message.ts ?? this.nextTs(), reactions: new Map() }
    const list = this.messages.get(whole.channel) ?? []
    list.push(whole)
    this.messages.set(whole.channel, list)
    if (whole.threadTs) this.statuses.delete(`${whole.channel}/${whole.threadTs}`)
    this.touch()
    return whole
  }

  removeMessage(message: Message): void {
    const list = this.messages.get(message.channel) ?? []
    const at = list.indexOf(message)
    if (at >= 0) list.splice(at, 1)
    this.touch()
  }

  /** Messages of a channel that everybody in it sees, oldest first. */
  publicMessages(channel: string): readonly Message[] {
    return (this.messages.get(channel) ?? []).filter((m) => m.ephemeralTo === undefined)
  }

  findMessage(channel: string, ts: string): Message | undefined {
    return (this.messages.get(channel) ?? []).find((m) => m.ts === ts)
  }

  /** The thread that a message starts or is in, parent first; empty when there is no such message. */
  thread(channel: string, ts: string): readonly Message[] {
    const start = this.findMessage(channel, ts)
    if (!start || start.ephemeralTo) return []
    const root = start.threadTs ?? start.ts
    return this.publicMessages(channel).filter((m) => m.ts === root || m.threadTs === root)
  }

  /** The direct message channel between these people, made when there is none. */
  directMessage(people: readonly string[]): Channel {
    const found = [...this.channels.values()].find(
      (c) =>
        (c.kind === 'im' || c.kind === 'mpim') &&
        c.members.size === people.length &&
        people.every((p) => c.members.has(p)),
    )
    return found ?? this.addChannel({ kind: people.length > 2 ? 'mpim' : 'im', name: '', members: people })
  }

  channelNamed(name: string): Channel | undefined {
    return [...this.channels.values()].find((c) => c.name === name)
  }
}
