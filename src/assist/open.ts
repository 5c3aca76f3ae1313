import { join } from 'node:path'
import type { Lexicon } from '../domain/lexicon.ts'
import type { Loose } from '../domain/loose.ts'
import type { Assistant } from '../domain/ports.ts'
import type { Reader } from '../understand/understand.ts'
import { type AssistantConfig, createAssistant } from './assistant.ts'
import { loadPrompt } from './prompt.ts'
import { createVerifier } from './verify.ts'

/**
 * The assistant as it is configured, with the shipped prompt of the program folder `root` and the real clock. Null where
 * none is configured. Throws ConfigError for a prompt that is not as expected.
 */
export function openAssistant(
  config: AssistantConfig | null,
  knowledge: { readonly lexicon: Lexicon; readonly loose: Loose },
  reader: Reader,
  root: string,
): Assistant | null {
  if (config === null) return null
  const prompt = loadPrompt(join(root, 'prompts/suggest-factors.md'))
  const verifier = createVerifier(knowledge.lexicon, knowledge.loose)
  return createAssistant(config, { loose: knowledge.loose, reader, verifier, prompt, now: Date.now })
}
