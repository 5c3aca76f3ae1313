import { readFileSync } from 'node:fs'
import { loadKnowledge } from '../src/knowledge.ts'
import { createReader } from '../src/understand/understand.ts'
const r = createReader(loadKnowledge('data').lexicon)
for (const t of readFileSync(0, 'utf8').trim().split('\n')) {
  const ms = t.split(' || ').map((text, i) => ({ user: `U${i % 2}`, text }))
  console.log(`${t}\n    ${r.understand({ messages: ms } as never).findings.map((c) => `${c.factor}=${JSON.stringify(c.value)}«${c.evidence.map((e) => e.text).join('+')}»${c.rule.startsWith('q') ? '' : c.rule}`).join(' ; ')}`)
}
