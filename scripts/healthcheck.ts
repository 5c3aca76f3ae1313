import { readConfig } from '#src/config.ts'

/** Exit status 0 while the bot of this container can take requests: what HEALTHCHECK asks. */
const config = readConfig(process.env)
const port = config.slack?.mode === 'socket' ? config.healthPort : config.port
const ready = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2500) }).then(
  (response) => response.ok,
  () => false,
)
process.exitCode = ready ? 0 : 1
