import { readFileSync } from 'node:fs'
import { mimeOf } from '../api/shape.ts'
import type { Seed } from '../seed.ts'
import { type Answer, type Asked, type Handler, json } from '../server.ts'
import type { LocalSlack } from '../slack.ts'
import { act } from './actions.ts'
import { live } from './live.ts'
import { heading, log, main, modal, nav, thread } from './regions.ts'
import { composerLabel, page } from './shell.ts'
import { whereOf } from './where.ts'

const HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; style-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
const SCRIPTS = ['main.js', 'composer.js', 'dom.js', 'forms.js', 'regions.js']

/** One sheet for the browser; a file for each part of the page. */
const STYLES = [
  'base',
  'bar',
  'side',
  'channel',
  'message',
  'controls',
  'blocks',
  'table',
  'forms',
  'composer',
  'panes',
  'modal',
  'small',
].map((name) => `style/${name}.css`)

const asset = (names: readonly string[], type: string): Answer => ({
  status: 200,
  headers: { ...HEADERS, 'content-type': `${type}; charset=utf-8` },
  body: names.map((name) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')).join(''),
})

/** Other sites may open the page but not act in it. */
const fromPage = ({ headers }: Asked) =>
  headers.origin === `http://${headers.host}` && (headers['content-type'] ?? '').startsWith('application/json')

async function asked(slack: LocalSlack, seed: Seed, name: string, request: Asked): Promise<Answer> {
  if (!fromPage(request)) return json({ error: 'Only the page of this workspace may ask for that.' }, 403)
  try {
    const result = await act(slack, seed, name, JSON.parse(request.body.toString()))
    return result ? json(result) : json({ error: `There is no ${name}.` }, 404)
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400)
  }
}

function permalink(slack: LocalSlack, channel: string, point: string): Answer {
  const ts = point.replace(/^p(\d+)(\d{6})$/, '$1.$2')
  const root = slack.world.thread(channel, ts)[0]
  const as = [...(slack.world.channels.get(channel)?.members ?? [])].find((id) => !slack.world.people.get(id)?.isBot)
  const thread = root && root.ts !== ts ? `&thread=${root.ts}` : ''
  return { status: 302, headers: { location: `/?as=${as ?? ''}&channel=${channel}${thread}#m-${channel}-${ts}` } }
}

function file(slack: LocalSlack, id: string): Answer {
  const found = slack.world.files.get(id)
  if (!found?.bytes) return { status: 404, body: 'There is no such file.' }
  const name = encodeURIComponent(found.name)
  const headers = {
    ...HEADERS,
    'content-type': mimeOf(found.name),
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
  }
  return { status: 200, headers, body: found.bytes }
}

/** Answers the browser: the page, its regions, its live stream, and what people do in it. */
export function pageRoutes(slack: LocalSlack, seed: Seed): Handler {
  const { core } = slack
  const first = seed.people[0]?.id ?? ''
  return (request, response) => {
    const [, part = '', second = '', third = ''] = request.url.pathname.split('/')
    const where = () => whereOf(request.url.searchParams, core.world, slack.botUserId, first)
    if (request.method === 'POST' && part === 'do') return asked(slack, seed, second, request)
    if (request.method !== 'GET') return { status: 405, body: '' }
    switch (part) {
      case '':
        return {
          status: 200,
          headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8' },
          body: page(core, seed, where()).text,
        }
      case 'parts': {
        const w = where()
        const regions = {
          nav: nav(core, w),
          heading: heading(core, w),
          list: main(core, w),
          thread: thread(core, w),
          modal: modal(core, w),
          'log-list': log(core),
        }
        const drawn = Object.fromEntries(Object.entries(regions).map(([id, markup]) => [id, markup.text]))
        return json(
          { regions: drawn, channel: w.channel ?? '', app: w.app ?? '', composer: composerLabel(core, w) },
          200,
          HEADERS,
        )
      }
      case 'live':
        live(core, response)
        return undefined
      case 'entry': {
        const entry = core.journal.entries.find((e) => String(e.id) === second)
        return entry ? json(entry, 200, HEADERS) : { status: 404, body: '' }
      }
      case 'archives':
        return permalink(slack, second, third)
      case 'files':
        return file(slack, second)
      case 'style.css':
        return asset(STYLES, 'text/css')
      case 'client':
        return SCRIPTS.includes(second) ? asset([`client/${second}`], 'text/javascript') : { status: 404, body: '' }
      default:
        return { status: 404, body: 'There is nothing here.' }
    }
  }
}
