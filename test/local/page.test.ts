import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { blocks } from '#src/local/page/blocks.ts'
import { mrkdwn } from '#src/local/page/mrkdwn.ts'
import { startWorkspace } from '#src/local/workspace.ts'
import { World } from '#src/local/world.ts'
import { call, listener } from './listener.ts'

const world = new World('Test', Date.now)
world.addPerson({ id: 'UANA', name: 'ana', realName: 'Ana <b>' })
world.addChannel({ id: 'CMODELS', name: 'models', kind: 'public', members: [] })
const shown = (text: string) => mrkdwn(text, world).text

describe('mrkdwn', () => {
  it.each([
    ['*bold* _it_ ~no~ `a*b`', '<strong>bold</strong> <em>it</em> <s>no</s> <code>a*b</code>'],
    ['2*3*4 and snake_case_word', '2*3*4 and snake_case_word'],
    ['# no heading\n- a', '# no heading<br>- a'],
    ['&gt; quoted\nafter', '<blockquote>quoted</blockquote>after'],
    ['<@UANA> in <#CMODELS>', '<span class="mention">@Ana &lt;b&gt;</span> in <span class="mention">#models</span>'],
    ['<!here>', '<span class="mention broadcast">@here</span>'],
    ['&lt;!channel&gt; &lt;@UANA&gt;', '&lt;!channel&gt; &lt;@UANA&gt;'],
    ['&amp;lt;', '&amp;lt;'],
    ['5 < 6 > 3', '5 &lt; 6 &gt; 3'],
    [
      '<https://a.example|see *this*>',
      '<a href="https://a.example" target="_blank" rel="noopener noreferrer">see *this*</a>',
    ],
    ['<javascript:alert(1)|x>', '&lt;javascript:alert(1)|x&gt;'],
    ['[x](javascript:alert(1)) ![y](http://a/b.png)', '[x](javascript:alert(1)) ![y](http://a/b.png)'],
    [
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;',
    ],
    ['```\n*code* <b>\n```', '<pre class="code">*code* &lt;b&gt;\n</pre>'],
  ])('%s', (text, markup) => {
    expect(shown(text)).toBe(markup)
  })
})

const TAG = /<\/?([a-z0-9]+)([^>]*)>/gi
const SAFE =
  'a article blockquote br button caption circle code details div em figure figcaption form g h1 h2 h3 h4 hr i input label li line ol option p path polygon polyline pre rect s select small span strong summary svg table tbody td text textarea tfoot th thead title tr u ul'.split(
    ' ',
  )

/** Everything in markup that could act: other elements, handlers, addresses that are not of the web. */
function dangers(markup: string): string[] {
  return [...markup.matchAll(TAG)].flatMap(([whole, name = '', attributes = '']) => {
    const bare = attributes.replace(/"[^"]*"/g, '""')
    const href = /href="([^"]*)"/.exec(attributes)?.[1]
    const bad =
      !SAFE.includes(name.toLowerCase()) ||
      /\son\w+/i.test(bare) ||
      (href !== undefined && !/^(https?:|mailto:|\/)/.test(href))
    return bad ? [whole] : []
  })
}

const nasty = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'<>&"\'`*_~|:!@#=/\\ \nab1()[]'), maxLength: 60 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg onload=alert(1)>',
    '<javascript:alert(1)|x>',
    '[a](javascript:alert(1))',
    '<https://a"onclick="x|y>',
    '&lt;img onerror=x&gt;',
    ':"><b>:',
  ),
)

describe('nothing that people or apps write acts', () => {
  it('in mrkdwn', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(dangers(shown(text))).toEqual([])
      }),
    )
  })

  it('in any block', () => {
    const plain = (text: string) => ({ type: 'plain_text', text })
    const list = (text: string) => [
      { type: 'header', text: plain(text) },
      { type: 'section', text: { type: 'mrkdwn', text }, fields: [plain(text)] },
      { type: 'context', elements: [plain(text), { type: 'image', image_url: text, alt_text: text }] },
      {
        type: 'actions',
        block_id: text,
        elements: [
          { type: 'button', text: plain(text), action_id: text, value: text, url: text, accessibility_label: text },
          {
            type: 'static_select',
            action_id: 's',
            placeholder: plain(text),
            options: [{ text: plain(text), value: text }],
          },
        ],
      },
      {
        type: 'input',
        block_id: text,
        label: plain(text),
        hint: plain(text),
        element: {
          type: 'plain_text_input',
          action_id: text,
          initial_value: text,
          placeholder: plain(text),
          multiline: true,
        },
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text },
              { type: 'link', url: text, text },
              { type: 'emoji', name: text },
            ],
          },
        ],
      },
      { type: 'markdown', text },
      { type: 'image', image_url: text, alt_text: text, title: plain(text) },
      { type: 'data_table', caption: text, rows: [[{ type: 'raw_text', text }], [{ type: 'raw_text', text }]] },
      { type: 'data_visualization', title: text, chart: { type: 'pie', segments: [{ label: text, value: 1 }] } },
      { type: 'card', title: plain(text), body: plain(text) },
      {
        type: 'container',
        title: plain(text),
        is_collapsible: true,
        child_blocks: [{ type: 'section', text: plain(text) }],
      },
      { type: text },
    ]
    fc.assert(
      fc.property(nasty, (text) => {
        const look = { world, viewer: 'UANA', errors: { [text]: text } }
        expect(dangers(blocks(list(text), look).text)).toEqual([])
      }),
      { numRuns: 60 },
    )
  })
})

it('draws a strike of Markdown with the tag that every other block has for it', () => {
  const markup = blocks([{ type: 'markdown', text: '~<~' }], { world, viewer: 'UANA' }).text
  expect(markup).toContain('<s>&lt;</s>')
  expect(dangers(markup)).toEqual([])
})

describe('tables', () => {
  it('show numbers and the table that the library leaves empty', () => {
    const rows = [
      [
        { type: 'raw_text', text: 'Option' },
        { type: 'raw_text', text: 'USD' },
      ],
      [
        { type: 'raw_text', text: 'API' },
        { type: 'raw_number', value: 3900 },
      ],
    ]
    const markup = blocks([{ type: 'data_table', caption: 'Costs', rows }], { world, viewer: 'UANA' }).text
    expect(markup).toContain('<caption>Costs</caption>')
    expect(markup).toContain('<th scope="col" class="right">USD</th>')
    expect(markup).toContain('<td class="right">3,900</td>')
  })
})

/** A manifest with one message shortcut. */
const manifest = (name: string) => ({
  display_information: { name: 'Test app' },
  features: {
    bot_user: { display_name: 'Test app' },
    shortcuts: [{ name, type: 'message', callback_id: 'advise', description: 'x' }],
  },
  oauth_config: { scopes: { bot: ['commands', 'chat:write'] } },
  settings: {},
})

describe('the page', () => {
  async function workspace() {
    const slack = await startWorkspace({})
    onTestFinished(() => slack.close())
    return slack
  }

  it('answers 127.0.0.1 only, and acts only for itself', async () => {
    const slack = await workspace()
    const { get } = await import('node:http')
    const status = await new Promise((resolve) =>
      get(slack.address, { headers: { host: 'evil.example' } }, (r) => resolve(r.statusCode)),
    )
    expect(status).toBe(403)
    const act = (origin: string) =>
      fetch(`${slack.address}/do/say`, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json' },
        body: JSON.stringify({ as: 'U0PRIYA0001', channel: 'C0PLATFORM1', text: 'hi' }),
      })
    expect((await act('http://evil.example')).status).toBe(403)
    expect((await act(slack.address)).status).toBe(200)
    expect(slack.world.publicMessages('C0PLATFORM1').at(-1)!.text).toBe('hi')
  })

  it('offers the message shortcuts of the app, which open its form', async () => {
    const slack = await startWorkspace({ manifest: manifest('Advise on this') })
    onTestFinished(() => slack.close())
    const view = { type: 'modal', title: { type: 'plain_text', text: 'Advise' }, blocks: [{ type: 'divider' }] }
    const bot = await listener(({ payload }) => {
      if (payload.type === 'message_action') void call(slack, 'views.open', { trigger_id: payload.trigger_id, view })
      return {}
    })
    slack.deliverTo(bot.url)
    const place = 'as=U0PRIYA0001&channel=C0PLATFORM1'
    const shown = async () => (await fetch(`${slack.address}/?${place}`)).text()
    const button = /data-shortcut="advise" data-ts="([\d.]+)" data-channel="(\w+)"/.exec(await shown())!
    await fetch(`${slack.address}/do/shortcut`, {
      method: 'POST',
      headers: { origin: slack.address, 'content-type': 'application/json' },
      body: JSON.stringify({ as: 'U0PRIYA0001', callback: 'advise', ts: button[1], channel: button[2] }),
    })
    await slack.until(() => slack.world.stacks.get('U0PRIYA0001')?.length)
    expect(bot.received[0]!.payload).toMatchObject({ callback_id: 'advise', message: { ts: button[1] } })
    expect(await shown()).toContain('<h2 id="modal-title">Advise</h2>')
  })

  it('is under 100 kB with its style and script', async () => {
    const slack = await workspace()
    const paths = [
      '/',
      '/style.css',
      ...['main', 'dom', 'forms', 'regions', 'composer'].map((name) => `/client/${name}.js`),
    ]
    const sizes = await Promise.all(
      paths.map(async (path) => (await (await fetch(slack.address + path)).arrayBuffer()).byteLength),
    )
    expect(Math.min(...sizes)).toBeGreaterThan(100)
    expect(sizes.reduce((a, b) => a + b)).toBeLessThan(100_000)
  })

  it('shows each person only what they may see', async () => {
    const slack = await workspace()
    const app = await listener(() => ({ body: { text: 'for Dana alone' } }))
    slack.deliverTo(app.url)
    const seen = async (as: string, channel: string) =>
      (await fetch(`${slack.address}/?as=${as}&channel=${channel}`)).text()
    expect(await seen('U0DANA00001', 'C0SECURITY1')).toContain('Draft for the clinics')
    expect(await seen('U0PRIYA0001', 'C0SECURITY1')).not.toContain('Draft for the clinics')
    expect(await seen('U0INES00001', 'C0HALDEN001')).not.toContain('llm-platform')
    await slack.command('U0DANA00001', 'C0PLATFORM1', slack.app.commands[0]!.command, 'x')
    expect(await seen('U0DANA00001', 'C0PLATFORM1')).toContain('for Dana alone')
    expect(await seen('U0PRIYA0001', 'C0PLATFORM1')).not.toContain('for Dana alone')
  })
})
