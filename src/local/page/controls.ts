import { optionsOf } from '../inbound/state.ts'
import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { type Html, html } from './html.ts'
import { plainText } from './mrkdwn.ts'

/** Interactive elements as native controls; `data-*` tells the page's script what to send. */

interface Context {
  readonly world: World
  readonly blockId: string
  /** An input of a form says nothing until it is submitted; others act at once. */
  readonly quiet: boolean
  /** Who looks, for lists of channels. */
  readonly viewer: string
  /** Id of the element that labels the control, in a form. */
  readonly labelledBy?: string
}

const words = (text: unknown): string => String((text as Json | undefined)?.text ?? '')
const label = (text: unknown): Html => plainText(words(text))

const hooks = (e: Json, { blockId, quiet, labelledBy }: Context): Html => {
  const confirm = e.confirm as Json | undefined
  const asked = confirm && JSON.stringify(['title', 'text', 'confirm', 'deny'].map((key) => words(confirm[key])))
  const named = labelledBy ? html` aria-labelledby="${labelledBy}"` : ''
  return html` data-action="${String(e.action_id)}" data-block="${blockId}"${quiet ? html` data-quiet` : ''}${
    asked ? html` data-confirm="${asked}"` : ''
  }${named}`
}

const button = (e: Json, c: Context): Html => {
  const style = e.style ? ` ${e.style}` : ''
  const name = e.accessibility_label ? html` aria-label="${String(e.accessibility_label)}"` : ''
  const url = typeof e.url === 'string' && /^https?:/i.test(e.url) ? e.url : undefined
  return url
    ? html`<a class="button${style}" href="${url}" target="_blank" rel="noopener noreferrer"${hooks(e, c)}${name}>${label(e.text)}</a>`
    : html`<button type="button" class="button${style}"${hooks(e, c)}${name}>${label(e.text)}</button>`
}

const feedback = (e: Json, c: Context): Html => {
  const one = (key: string, sign: string) => {
    const part = e[key] as Json
    const name = String(part.accessibility_label ?? words(part.text))
    return html`<button type="button" class="button feedback" aria-pressed="false" aria-label="${name}" title="${name}" data-value="${String(part.value)}"${hooks(e, c)}>${sign}</button>`
  }
  return html`<span class="pair">${one('positive_button', '👍')}${one('negative_button', '👎')}</span>`
}

interface Entry {
  readonly value: string
  readonly name: string
}

function entries(e: Json, { world, viewer }: Context): readonly Entry[] {
  const type = String(e.type)
  const people = [...world.people.values()].filter((p) => !p.isBot).map((p) => ({ value: p.id, name: p.realName }))
  const channels = [...world.channels.values()]
    .filter(
      (c) => c.members.has(viewer) && (c.kind === 'public' || (type.includes('conversations') && c.kind === 'private')),
    )
    .map((c) => ({ value: c.id, name: `#${c.name}` }))
  if (type.includes('users')) return people
  if (type.includes('channels') || type.includes('conversations')) return channels
  return optionsOf(e).map((o) => ({ value: o.value, name: words(o.text) }))
}

const initials = (e: Json): readonly string[] =>
  Object.entries(e)
    .filter(([key]) => key.startsWith('initial_'))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map((value) =>
      typeof value === 'object' && value !== null && 'value' in value ? String(value.value) : String(value),
    )

function select(e: Json, c: Context): Html {
  const chosen = initials(e)
  const one = ({ value, name }: Entry) =>
    html`<option value="${value}"${chosen.includes(value) ? html` selected` : ''}>${name}</option>`
  const groups = e.option_groups as readonly Json[] | undefined
  const list = groups
    ? groups.map(
        (g) =>
          html`<optgroup label="${words(g.label)}">${optionsOf(g).map((o) => one({ value: o.value, name: words(o.text) }))}</optgroup>`,
      )
    : entries(e, c).map(one)
  const placeholder = words(e.placeholder) || 'Select an option'
  const name = c.labelledBy ? '' : html` aria-label="${placeholder}"`
  return html`<select${hooks(e, c)}${name}><option value="">${placeholder}</option>${list}</select>`
}

function choices(e: Json, c: Context, type: 'checkbox' | 'radio'): Html {
  const chosen = initials(e)
  const name = `${c.blockId}/${e.action_id}`
  const described = new Map(optionsOf(e).map((o) => [o.value, (o as unknown as Json).description]))
  const one = ({ value, name: text }: Entry) => {
    const description = described.get(value)
    return html`<label class="choice"><input type="${type}" name="${name}" value="${value}"${
      chosen.includes(value) ? html` checked` : ''
    }><span>${plainText(text)}${description ? html`<small>${label(description)}</small>` : ''}</span></label>`
  }
  const list = entries(e, c)
  return html`<div class="choices${list.length > 6 ? ' many' : ''}" role="group" data-group${hooks(e, c)}>${list.map(one)}</div>`
}

const overflow = (e: Json, c: Context): Html =>
  html`<details class="menu"><summary class="button" aria-label="More actions">⋯</summary><div class="menu-list">${optionsOf(
    e,
  ).map(
    (o) => html`<button type="button" data-value="${o.value}"${hooks(e, c)}>${label(o.text)}</button>`,
  )}</div></details>`

const DATES: Readonly<Record<string, string>> = {
  datepicker: 'date',
  timepicker: 'time',
  datetimepicker: 'datetime-local',
}
const TYPED: Readonly<Record<string, string>> = {
  email_text_input: 'email',
  url_text_input: 'url',
  plain_text_input: 'text',
  number_input: 'text',
}

function typed(e: Json, c: Context): Html {
  const initial = String(e.initial_value ?? '')
  const hint = html` placeholder="${words(e.placeholder)}"`
  const limit = e.type === 'plain_text_input' ? html` maxlength="${String(e.max_length ?? 3000)}"` : ''
  if (e.multiline === true) return html`<textarea rows="4"${hooks(e, c)}${hint}${limit}>${initial}</textarea>`
  const keys = e.type === 'number_input' ? html` inputmode="decimal"` : ''
  return html`<input type="${TYPED[String(e.type)] ?? 'text'}" value="${initial}"${hooks(e, c)}${hint}${limit}${keys}>`
}

/** Seconds of the epoch as the value of a `datetime-local` input. */
const localTime = (seconds: unknown): string =>
  typeof seconds === 'number' ? new Date(seconds * 1000).toLocaleString('sv-SE').slice(0, 16).replace(' ', 'T') : ''

/** One interactive element; a line that says so for one that only Slack can show. */
export function control(e: Json, c: Context): Html {
  const type = String(e.type)
  if (type === 'button') return button(e, c)
  if (type === 'feedback_buttons') return feedback(e, c)
  if (type === 'icon_button') return html`<button type="button" class="button"${hooks(e, c)}>${label(e.text)}</button>`
  if (type === 'overflow') return overflow(e, c)
  if (type === 'checkboxes') return choices(e, c, 'checkbox')
  if (type === 'radio_buttons') return choices(e, c, 'radio')
  if (type in TYPED) return typed(e, c)
  if (type in DATES) {
    const name = c.labelledBy ? '' : html` aria-label="${words(e.placeholder) || 'Date'}"`
    return html`<input type="${DATES[type]}" value="${type === 'datetimepicker' ? localTime(e.initial_date_time) : (initials(e)[0] ?? '')}"${hooks(e, c)}${name}>`
  }
  if (type.startsWith('multi_')) return choices(e, c, 'checkbox')
  if (type.endsWith('_select')) return select(e, c)
  return html`<em class="quiet">${type} is shown in Slack only</em>`
}
