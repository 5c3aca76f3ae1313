import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadPrompt } from '#src/assist/prompt.ts'
import { ConfigError } from '#src/domain/errors.ts'
import { prompt } from './support.ts'

const FOLDER = mkdtempSync(join(tmpdir(), 'prompt-'))

function load(text: string) {
  const path = join(FOLDER, 'p.md')
  writeFileSync(path, text)
  return () => loadPrompt(path)
}

describe('prompts', () => {
  it('ships one whose rule names its version, and which takes the open factors', () => {
    expect(prompt.rule).toMatch(/^suggest-factors@\d+$/)
    expect(prompt.fill({ open_factors: '- stage: where they are' })).toContain('- stage: where they are')
  })

  it('is filled once: braces in a value are no names', () => {
    const filled = load('---\nid: a\nversion: 1\nvariables: [x]\n---\nSee {{x}}.')().fill({ x: '{{x}} $& {{y}}' })
    expect(filled).toBe('See {{x}} $& {{y}}.')
  })

  it.each([
    ['no front matter', 'Hello', /front matter/],
    ['YAML that is none', '---\nid: [\n---\nx', /no YAML/],
    ['an unknown key', '---\nid: a\nversion: 1\nvariables: []\nmodel: m\n---\nx', /not as expected/],
    ['a name that is not listed', '---\nid: a\nversion: 1\nvariables: []\n---\n{{x}}', /uses \{\{x\}\}/],
    ['a variable that is not used', '---\nid: a\nversion: 1\nvariables: [x]\n---\nhi', /lists x/],
  ])('refuses %s', (_, text, message) => {
    expect(load(text)).toThrow(ConfigError)
    expect(load(text)).toThrow(message)
  })

  it('refuses a file that is not there', () => {
    expect(() => loadPrompt(join(FOLDER, 'none.md'))).toThrow(/none\.md: cannot be read/)
  })
})
