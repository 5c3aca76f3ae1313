import { describe, expect, it } from 'vitest'
import { memoryNeed } from '#src/cost/memory.ts'
import type { Model } from '#src/domain/catalogue.ts'
import { shipped } from './support/catalogue.ts'

const model = (id: string) => shipped.models.find((row) => row.id === id) as Model
const need = (id: string, precision: 'bf16' | 'fp8' | 'nvfp4' | 'mxfp4' | 'int4', context = 2000) =>
  memoryNeed(model(id), precision, context, shipped)

describe('memory need', () => {
  it('of grouped-query attention is worked out, with a band, and meets the published figure', () => {
    const found = need('llama-3.3-70b', 'fp8')
    expect(found).toMatchObject({ basis: 'formula' })
    if (found === 'unknown') return
    expect(found.gb.low).toBeLessThan(84)
    expect(found.gb.high).toBeGreaterThan(84)
    expect(found.gb.low).toBeLessThan(found.gb.likely)
  })

  it('of Llama 3.3 70B grows by 0.33 MB for each token in the cache', () => {
    const [short, long] = [need('llama-3.3-70b', 'fp8', 0), need('llama-3.3-70b', 'fp8', 100_000)]
    if (short === 'unknown' || long === 'unknown') throw new Error('must be known')
    const requests = shipped.assumptions.find((row) => row.id === 'concurrent_requests')?.likely as number
    expect((long.gb.likely - short.gb.likely) / 1.2 / requests / 100_000).toBeCloseTo(327_680 / 1e9, 9)
  })

  it.each(['glm-5.2', 'kimi-k3', 'gpt-oss-120b', 'qwen3.8-27b', 'gemma-4-31b'])('of %s is the published one', (id) => {
    const [row] = model(id).memory
    const found = memoryNeed(model(id), row?.precision as 'fp8', 2000, shipped)
    expect(found).toMatchObject({ basis: 'published' })
    if (found !== 'unknown') expect(found.gb.likely).toBeCloseTo(row?.gb as number, 9)
  })

  it('is unknown where the formula does not hold and nobody published a figure', () => {
    expect(need('deepseek-v4.1-flash', 'fp8')).toBe('unknown')
    expect(need('gpt-oss-120b', 'bf16')).toBe('unknown')
    const bare: Model = { ...model('llama-3.3-70b'), architecture: { parametersB: 70, attention: 'gqa' }, memory: [] }
    expect(memoryNeed(bare, 'fp8', 2000, shipped)).toBe('unknown')
  })
})
