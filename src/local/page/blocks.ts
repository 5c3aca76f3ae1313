import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { control } from './controls.ts'
import { Html, html } from './html.ts'
import { drawn } from './library.ts'
import { link, mrkdwn, plainText } from './mrkdwn.ts'
import { richText } from './rich-text.ts'
import { chartTable, table } from './table.ts'

/** Who looks at blocks, and where errors of a form stand. */
export interface Look {
  readonly world: World
  readonly viewer: string
  readonly errors?: Readonly<Record<string, string>>
}

type Draw = (block: Json, look: Look) => Html

const text = (value: unknown, { world }: Look): Html => {
  const object = value as Json
  return object.type === 'mrkdwn' ? mrkdwn(String(object.text), world) : plainText(String(object.text))
}

const element = (block: Json, e: Json, { world, viewer }: Look, labelledBy?: string): Html => {
  const quiet = block.type === 'input' && block.dispatch_action !== true
  const context = { world, viewer, blockId: String(block.block_id), quiet }
  return control(e, labelledBy ? { ...context, labelledBy } : context)
}

/** A picture by its description: this page asks no other machine for anything. */
const picture = (image: Json): Html => {
  const alt = String(image.alt_text ?? 'picture')
  const shown = html`<span class="picture">🖼 ${alt}</span>`
  return link(String(image.image_url ?? ''), shown) ?? shown
}

const section: Draw = (b, look) => {
  const accessory = b.accessory as Json | undefined
  const fields = (b.fields as readonly Json[] | undefined) ?? []
  const body = html`${b.text ? html`<div>${text(b.text, look)}</div>` : ''}${
    fields.length ? html`<div class="fields">${fields.map((f) => html`<div>${text(f, look)}</div>`)}</div>` : ''
  }`
  const side = accessory && (accessory.type === 'image' ? picture(accessory) : element(b, accessory, look))
  return side
    ? html`<div class="section"><div class="grow">${body}</div><div>${side}</div></div>`
    : html`<div class="section">${body}</div>`
}

const context: Draw = (b, look) =>
  html`<div class="context">${(b.elements as readonly Json[]).map((e) => html`<span>${e.type === 'image' ? picture(e) : text(e, look)}</span>`)}</div>`

const actions: Draw = (b, look) =>
  html`<div class="actions">${(b.elements as readonly Json[]).map((e) => element(b, e, look))}</div>`

const input: Draw = (b, look) => {
  const id = `label-${b.block_id}`
  const error = look.errors?.[String(b.block_id)]
  const optional = b.optional === true ? html` <small>(optional)</small>` : ''
  const hint = b.hint ? html`<small class="hint">${text(b.hint, look)}</small>` : ''
  return html`<div class="input${error ? ' wrong' : ''}"><div class="label" id="${id}">${text(b.label, look)}${optional}</div>${element(
    b,
    b.element as Json,
    look,
    id,
  )}${error ? html`<p class="error" role="alert">${error}</p>` : ''}${hint}</div>`
}

/** The library's fixed colours, which dark hides, become the page's own, in their order. */
function themed(chart: Html): Html {
  const seen: string[] = []
  return new Html(
    chart.text.replace(/rgb\([\d, ]+\)/g, (colour) => {
      if (!seen.includes(colour)) seen.push(colour)
      return `var(--series-${seen.indexOf(colour) + 1})`
    }),
  )
}

const chart: Draw = (b, { world }) =>
  html`<figure class="chart">${themed(drawn(b, world))}<details><summary>Numbers of this chart</summary>${chartTable(b.chart as Json, world)}</details></figure>`

const card: Draw = (b, look) => {
  const part = (key: string, name: string) => (b[key] ? html`<div class="${name}">${text(b[key], look)}</div>` : '')
  const own = (b.actions as readonly Json[] | undefined) ?? []
  const buttons = own.length ? html`<div class="actions">${own.map((e) => element(b, e, look))}</div>` : ''
  return html`<div class="card">${b.hero_image ? picture(b.hero_image as Json) : ''}${part('title', 'card-title')}${part('subtitle', 'quiet')}${part('body', 'card-body')}${buttons}</div>`
}

const container: Draw = (b, look) => {
  const title = html`${b.title ? text(b.title, look) : b.rich_text_title ? richText(b.rich_text_title as Json, look.world) : ''}`
  const subtitle = b.subtitle ? html`<small>${text(b.subtitle, look)}</small>` : ''
  const inside = blocks(b.child_blocks as readonly Json[], look)
  if (b.is_collapsible !== true) return html`<div class="container"><strong>${title}</strong>${subtitle}${inside}</div>`
  return html`<details class="container"${b.default_collapsed === true ? '' : html` open`}><summary><strong>${title}</strong>${subtitle}</summary>${inside}</details>`
}

const DRAW: Readonly<Record<string, Draw>> = {
  section,
  context,
  actions,
  context_actions: actions,
  input,
  card,
  container,
  header: (b, look) => html`<h3 class="header">${text(b.text, look)}</h3>`,
  divider: () => html`<hr>`,
  image: (b, look) =>
    html`<figure>${b.title ? html`<figcaption>${text(b.title, look)}</figcaption>` : ''}${picture(b)}</figure>`,
  carousel: (b, look) =>
    html`<div class="carousel" tabindex="0" role="group" aria-label="Cards">${(b.elements as readonly Json[]).map((c) => card({ block_id: b.block_id, ...c }, look))}</div>`,
  rich_text: (b, { world }) => richText(b, world),
  table: (b, { world }) => table(b, world),
  data_table: (b, { world }) => table(b, world),
  data_visualization: chart,
}

/** Blocks as markup. A block that cannot be drawn is named rather than left out. */
export function blocks(list: readonly Json[], look: Look): Html {
  return html`${list.map((b) => {
    try {
      const draw = DRAW[String(b.type)] ?? ((block: Json) => drawn(block, look.world))
      return html`<div class="block">${draw(b, look)}</div>`
    } catch {
      return html`<p class="quiet">(${String(b.type)}: Slack shows this block)</p>`
    }
  })}`
}
