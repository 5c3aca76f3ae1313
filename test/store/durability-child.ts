import { writeSync } from 'node:fs'
import { openStore } from '#src/store/sqlite.ts'
import { asked, message, NOW, request } from './fixtures.ts'

/** Receives and answers requests without end, and says what has been acknowledged: `received 1-7`, `answered 1-7`. */
const [file, round] = process.argv.slice(2)
const store = await openStore(`sqlite:${file}`, { now: () => NOW, bot: true })
for (let i = 0; ; i++) {
  const key = `${round}-${i}`
  await store.receive(request(key))
  writeSync(1, `received ${key}\n`)
  if (i % 3 === 0) continue
  await store.commitAnswer({
    request: key,
    decision: asked(`words of ${key}`),
    messages: (decision) => [message(`message-${key}`, decision?.id)],
    now: NOW,
  })
  writeSync(1, `answered ${key}\n`)
}
