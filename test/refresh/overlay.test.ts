import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadOverlay } from '../../scripts/refresh/load.ts'

const FILES: Record<string, unknown> = {
  'package/package.json': { version: '1.5.2' },
  'package/dist/providers/data/.manifest.json': { generatedAt: '2026-11-10T12:05:37.628Z' },
  'package/dist/providers/data/groq.json': {
    'openai-completions': {
      'chat:a': { type: 'chat', id: 'a', contextWindow: 8192, cost: { input: 1, output: 2, cacheRead: 0.5 } },
      'chat:b': {
        id: 'b',
        contextWindow: 8192,
        cost: { input: 1, output: 2, tiers: [{ inputTokensAbove: 100, input: 2, output: 4 }] },
      },
      'classifier:c': { type: 'classifier', id: 'c', contextWindow: 8192, cost: { input: 1, output: 0 } },
      'image:d': { type: 'image', id: 'd' },
    },
  },
  'package/dist/index.json': {},
}

/** One file of a ustar archive: its header block and its content, padded to blocks of 512. */
function entry(path: string, content: string): Buffer {
  const header = Buffer.alloc(512)
  header.write(path, 0)
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124)
  header.write('0', 156)
  header.write('ustar', 257)
  const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
  body.write(content)
  return Buffer.concat([header, body])
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overlay-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the overlay package', () => {
  it('is read from its archive: chat models with prices, dated by its manifest', () => {
    const path = join(folder, 'pi-ai.tgz')
    const parts = Object.entries(FILES).map(([name, json]) => entry(name, JSON.stringify(json)))
    writeFileSync(path, gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)])))
    const source = loadOverlay(path)
    expect(source).toMatchObject({ catalogue: 'pi-ai', name: '@earendil-works/pi-ai 1.5.2 (MIT)', date: '2026-11-10' })
    const groq = source.providers.get('groq')
    expect([...(groq?.keys() ?? [])]).toEqual(['a', 'b'])
    expect(groq?.get('b')).toMatchObject({ input: 1, cacheRead: null, tiers: [{ above: 100, input: 2, output: 4 }] })
  })

  it('without a manifest is refused', () => {
    writeFileSync(join(folder, 'groq.json'), '{}')
    expect(() => loadOverlay(folder)).toThrow(/\.manifest\.json has not the expected shape/)
  })
})
