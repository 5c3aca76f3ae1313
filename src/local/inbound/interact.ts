import { messageJson, viewJson } from '../api/shape.ts'
import type { Core } from '../core.ts'
import { closeModal, openModal, topModal, updateView } from '../modals.ts'
import type { Json, Message, View } from '../types.ts'
import type { Outbound } from './outbound.ts'
import type { Delivery } from './parcel.ts'
import { basis, joined, payloadName, responseUrl } from './payload.ts'
import { elementsOf, elementValue, type Given, inputErrors, stateOf } from './state.ts'

/** Where an element that a person used stands. */
type Place = { readonly channel: string; readonly ts: string } | { readonly view: string }

export interface Click {
  readonly user: string
  readonly at: Place
  readonly actionId: string
  /** Needed only where two blocks have the same action id. */
  readonly blockId?: string
  /** What was chosen: the value of an option, a date, an id; several for checkboxes and multi selects. */
  readonly value?: string | readonly string[]
  /** What stands in the other elements, by action id or block id. */
  readonly values?: Given
}

function messageContext(core: Core, user: string, message: Message): Json {
  const channel = joined(core, user, message.channel)
  if (message.ephemeralTo && message.ephemeralTo !== user) throw new Error(`${user} does not see ${message.ts}`)
  const target = { user, channel: channel.id, messageTs: message.ts }
  return {
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: channel.id,
      is_ephemeral: message.ephemeralTo !== undefined,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    channel: { id: channel.id, name: payloadName(channel) },
    // Slack sends no content with an ephemeral message.
    ...(message.ephemeralTo ? {} : { message: messageJson(core, message, true) }),
    response_url: responseUrl(core, message.threadTs ? { ...target, threadTs: message.threadTs } : target),
  }
}

const blocksOf = (view: View) => view.content.blocks as readonly Json[]

/** A person uses a button, a select or another element of a message or a view. */
export async function click(
  core: Core,
  out: Outbound,
  { user, at, actionId, blockId, value, values = {} }: Click,
): Promise<Delivery> {
  const message = 'ts' in at ? core.world.findMessage(at.channel, at.ts) : undefined
  const view = 'view' in at ? core.world.views.get(at.view) : undefined
  if (view && view.user !== user) throw new Error(`${user} does not see ${view.id}`)
  const blocks = message?.blocks ?? (view && blocksOf(view)) ?? []
  const placed = elementsOf(blocks).find((p) => p.element.action_id === actionId && (!blockId || p.blockId === blockId))
  if (!placed) throw new Error(`there is no ${actionId} in ${JSON.stringify(at)}`)
  const { element } = placed
  const state = stateOf(blocks, value === undefined ? values : { ...values, [`${placed.blockId}/${actionId}`]: value })
  const action = {
    action_id: actionId,
    block_id: placed.blockId,
    action_ts: core.world.nextTs(),
    ...(element.text ? { text: element.text } : {}),
    ...(element.style ? { style: element.style } : {}),
    ...elementValue(element, value),
  }
  const where = message
    ? { ...messageContext(core, user, message), state: { values: state } }
    : { container: { type: 'view', view_id: view?.id }, view: viewJson(core, view as View, state) }
  const payload = {
    type: 'block_actions',
    ...basis(core, user),
    trigger_id: core.triggers.mint(user),
    ...where,
    actions: [action],
  }
  return out.send({ kind: 'interactive', name: 'block_actions', payload })
}

export interface Submitted {
  /** Undefined when Slack itself refused what was put in. */
  readonly delivery?: Delivery
  /** Error per block id; empty when the submission went through. */
  readonly errors: Readonly<Record<string, string>>
}

function react(core: Core, view: View, delivery: Delivery): Readonly<Record<string, string>> {
  const body = (typeof delivery.body === 'object' ? delivery.body : null) as Json | null
  const action = body?.response_action
  if (delivery.outcome !== 'acked') return { '': 'We had some trouble connecting. Try again?' }
  if (action === 'errors') return body?.errors as Record<string, string>
  if (action === 'update') updateView(core.world, view, body?.view)
  else if (action === 'push') openModal(core.world, view.user, body?.view, true)
  else closeModal(core.world, view.user, action === 'clear')
  return {}
}

/** A person submits the modal that is open. */
export async function submit(core: Core, out: Outbound, user: string, values: Given): Promise<Submitted> {
  const view = topModal(core.world, user)
  if (!view) throw new Error(`${user} has no modal open`)
  const state = stateOf(blocksOf(view), values)
  view.errors = inputErrors(blocksOf(view), state)
  core.world.touch()
  if (Object.keys(view.errors).length) return { errors: view.errors }
  const payload = {
    type: 'view_submission',
    ...basis(core, user),
    trigger_id: core.triggers.mint(user),
    view: viewJson(core, view, state),
    response_urls: [],
  }
  const delivery = await out.send({ kind: 'interactive', name: 'view_submission', payload })
  view.errors = react(core, view, delivery)
  core.world.touch()
  return { delivery, errors: view.errors }
}

/** A person closes the top modal. */
export async function close(core: Core, out: Outbound, user: string): Promise<Delivery | undefined> {
  const view = topModal(core.world, user)
  if (!view) return undefined
  closeModal(core.world, user, view.content.clear_on_close === true)
  if (view.content.notify_on_close !== true) return undefined
  const payload = { type: 'view_closed', ...basis(core, user), view: viewJson(core, view), is_cleared: false }
  return out.send({ kind: 'interactive', name: 'view_closed', payload })
}

/** A person uses a message shortcut. */
export async function shortcut(
  core: Core,
  out: Outbound,
  user: string,
  callbackId: string,
  channelId: string,
  ts: string,
): Promise<Delivery> {
  const channel = joined(core, user, channelId)
  const message = core.world.findMessage(channelId, ts)
  if (!message || message.ephemeralTo) throw new Error(`no message ${ts} in ${channelId}`)
  const payload = {
    type: 'message_action',
    ...basis(core, user),
    action_ts: core.world.nextTs(),
    channel: { id: channel.id, name: payloadName(channel) },
    callback_id: callbackId,
    trigger_id: core.triggers.mint(user),
    message_ts: ts,
    message: messageJson(core, message, true),
    response_url: responseUrl(core, { user, channel: channelId, messageTs: ts }),
  }
  return out.send({ kind: 'interactive', name: 'message_action', payload })
}
