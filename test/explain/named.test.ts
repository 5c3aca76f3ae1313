import { describe, expect, it } from 'vitest'
import { advise } from '#src/advise.ts'
import { explain } from '#src/explain/explain.ts'
import { knowledge } from '../support/knowledge.ts'

const answer = (text: string) => {
  const advice = advise({ messages: [{ user: 'U1', text }] }, knowledge, { today: '2026-11-24' })
  return { advice, said: explain(advice, knowledge.texts, { today: '2026-11-24' }) }
}
const basisOf = (text: string, option: 'closed_api' | 'open_hosted' | 'open_self_hosted') =>
  answer(text).advice.costs?.options[option]?.basis ?? ''

describe('what people named', () => {
  it('is what the closed side is priced at, by family or maker', () => {
    expect(basisOf('We use Claude for code review, 200 developers', 'closed_api')).toContain('Claude')
    expect(basisOf('Must run on GPT-5, 2M requests a month', 'closed_api')).toContain('GPT')
    expect(basisOf('We self-host Qwen on two A100, 3M requests a month', 'open_self_hosted')).toContain('Qwen')
  })
  it('prices the other side as usual, and a name that is not theirs changes nothing', () => {
    const plain = basisOf('2M requests a month, open or closed?', 'closed_api')
    expect(basisOf('We self-host Qwen on two A100, 2M requests a month', 'closed_api')).toBe(plain)
    expect(basisOf('2M requests a month, open or closed? Our competitor raves about Grok', 'closed_api')).toBe(plain)
  })
  it('puts each option that is ruled out in one line, with the words that rule out that one', () => {
    const { said } = answer('It must be GPT. Patient letters must not leave our own servers.')
    expect(said.ruledOut.map(({ text }) => text.split(':')[0])).toEqual([
      ...new Set(said.ruledOut.map(({ text }) => text.split(':')[0])),
    ])
    const self = said.ruledOut.find(({ text }) => text.startsWith('Open, self-hosted'))
    expect(self?.text).toContain('must be GPT')
    expect(self?.text).not.toContain('our own servers')
  })
  it('says what words rule out, not only that they do', () => {
    const because = answer('Must be GPT, 200 users').said.because.map(({ text }) => text)
    expect(because[0]).toContain('that rules out an open model that somebody else hosts')
  })
  it('takes each value of a list from the words that said it', () => {
    const { advice } = answer('Self-hosting is out. And it must be an open model, no closed API.')
    const found = advice.understanding.findings.find(({ factor }) => factor === 'excluded_options')
    const words = Object.fromEntries((found?.parts ?? []).map(({ value, evidence }) => [value, evidence[0]?.text]))
    expect(words).toEqual({ closed_api: 'must be an open model', open_self_hosted: 'Self-hosting is out' })
  })
})
