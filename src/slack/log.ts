import { type Logger as BoltLogger, LogLevel } from '@slack/bolt'
import { type DestinationStream, destination, type Logger, pino } from 'pino'

/** Slack and OpenAI tokens wherever they stand in a line: nested objects, error messages, addresses. */
const SECRET = /\b(?:xox[a-z]-|xapp-|sk-)[\w-]{6,}|(?<=\/(?:commands|actions|services)\/)[\w/-]{12,}/g

/** One JSON line an entry, tokens blanked out; to standard error unless told otherwise. */
export function createLog(level: string, stream: DestinationStream = destination({ fd: 2, sync: true })): Logger {
  return pino(
    {
      level,
      base: null,
      redact: ['token', '*.token', 'headers.authorization', '*.headers.authorization'],
      hooks: { streamWrite: (line) => line.replace(SECRET, '[secret]') },
    },
    stream,
  )
}

/** Bolt's logger on ours. Bolt's "info" tells of its own doings, so it is our "debug". */
export function boltLogger(log: Logger): BoltLogger {
  const text = (parts: unknown[]) => parts.map((p) => (p instanceof Error ? p.message : String(p))).join(' ')
  return {
    debug: (...parts) => log.trace(text(parts)),
    info: (...parts) => log.debug(text(parts)),
    warn: (...parts) => log.warn(text(parts)),
    error: (...parts) => log.error(text(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
