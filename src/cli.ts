import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { advise, adviseFacts, readerOf } from './advise.ts'
import { createAdvisor } from './advisor.ts'
import { openAssistant } from './assist/open.ts'
import { reachEndpoint } from './assist/reach.ts'
import { answerLines } from './cli/batch.ts'
import {
  adviseOn,
  backup,
  briefOf,
  compareTwo,
  exportAs,
  history,
  replay,
  type Session,
  show,
  verify,
} from './cli/commands.ts'
import { examine } from './cli/doctor.ts'
import { prompt } from './cli/prompt.ts'
import { resultOf } from './cli/result.ts'
import { readAssist, readConfig } from './config.ts'
import type { Advice } from './domain/advice.ts'
import type { Brief } from './domain/brief.ts'
import { ConfigError, UserError } from './domain/errors.ts'
import type { Store } from './domain/ports.ts'
import { visible } from './domain/visible.ts'
import { explain } from './explain/explain.ts'
import { csvOf, decisionJson, jsonOf } from './export/table.ts'
import { type Knowledge, loadKnowledge } from './knowledge.ts'
import { besideDatabase, parseDatabaseUrl } from './store/location.ts'
import { openStore } from './store/sqlite.ts'

const ROOT = join(import.meta.dirname, '..')
const USAGE = `Usage: npm run -s advise -- "<your situation>" [--json]
       npm run -s advise -- --jsonl < cases.jsonl
       npm run -s advise -- history [words] | show <id> | compare <id> <id> | replay <id>
       npm run -s advise -- export <id|all> [adr|csv|json] | backup <file> | verify | doctor
       npm run advise                      (asks for lines)`

const databaseUrl = () => readConfig({ DATABASE_URL: process.env.DATABASE_URL }).databaseUrl

const today = () => new Date().toISOString().slice(0, 10)

/** Advice on a brief, with assistance where a model is named; the limit per person is for a shared bot, not for here. */
function createAdvise(knowledge: Knowledge): (brief: Brief) => Promise<Advice> {
  const reader = readerOf(knowledge)
  const config = readAssist(process.env)
  const alone = config && { ...config, requestsPerPerson: Number.POSITIVE_INFINITY }
  const assistant = openAssistant(alone, knowledge, reader, ROOT)
  return async (brief) => {
    const suggested = await assistant?.suggest(brief, reader.understand(brief), 'command line')
    return advise(brief, knowledge, { today: today(), ...(suggested ? { suggested } : {}) })
  }
}

function createSession(
  knowledge: Knowledge,
  adviseBrief: (brief: Brief) => Promise<Advice>,
): Session & { close(): Promise<void> } {
  const user = `U-${userInfo().username}`
  const open = new Map<string, Promise<Store>>()
  const url = databaseUrl()
  const advisor = createAdvisor(knowledge, null, today)
  return {
    advise: adviseBrief,
    explain: advisor.explain,
    record: advisor.record,
    compare: (before, after) => advisor.compare(before, after).text,
    replay: advisor.replay,
    files: { csv: csvOf, json: jsonOf, decision: decisionJson },
    viewer: { workspace: 'command-line', user, scopes: [user] },
    store: (mode) => {
      const known = open.get('write') ?? open.get(mode)
      if (known) return known
      const opened = openStore(url, { now: () => new Date().toISOString(), readonly: mode === 'read' })
      open.set(mode, opened)
      return opened
    },
    now: () => new Date().toISOString(),
    close: async () => {
      for (const store of open.values()) await (await store).close()
    },
  }
}

/** A command, or else a scenario: only exact command words are commands. */
async function run(session: Session, words: readonly string[]): Promise<string> {
  const [first = '', ...rest] = words
  if (first === 'history') return history(session, rest.join(' '))
  if (first === 'show' && rest.length <= 1) return show(session, rest[0] ?? '')
  if (first === 'compare' && rest.length <= 2) return compareTwo(session, rest[0] ?? '', rest[1] ?? '')
  if (first === 'replay' && rest.length <= 1) return replay(session, rest[0] ?? '')
  if (first === 'export' && rest.length <= 2) return exportAs(session, rest[0] ?? '', rest[1] ?? '')
  if (first === 'backup' && rest.length <= 1) return backup(session, rest[0] ?? '')
  if (first === 'verify' && rest.length === 0) return verify(session)
  return adviseOn(session, words.join(' '))
}

const doctor = (knowledge: Knowledge, session: Session) =>
  examine({
    configure: () => void readConfig(process.env),
    hasDatabase: () => {
      const { file, memory } = parseDatabaseUrl(databaseUrl())
      return !memory && existsSync(file)
    },
    store: () => session.store('read'),
    factsDate: knowledge.catalogue.date,
    now: () => new Date(),
    endpoint: () => reachEndpoint(readAssist(process.env)),
  })

async function main(): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const words = process.argv.slice(2)
  const flags = words.filter((word) => word.startsWith('--'))
  const said = words.filter((word) => !word.startsWith('--'))
  const unknown = flags.find((flag) => !['--json', '--jsonl', '--help'].includes(flag))
  if (unknown) throw new UserError(`${unknown} is not known.\n${USAGE}`)
  if (flags.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  const knowledge = loadKnowledge(join(ROOT, 'data'), besideDatabase(databaseUrl(), 'catalogue.json'))
  const view = { today: today() }
  const adviseBrief = createAdvise(knowledge)
  if (flags.includes('--jsonl'))
    return answerLines(
      process.stdin,
      (line) => process.stdout.write(`${line}\n`),
      async (given) => {
        const advice = 'facts' in given ? adviseFacts(given.facts, knowledge, view) : await adviseBrief(given.brief)
        return resultOf(given.id, advice, explain(advice, knowledge.texts, view))
      },
    )
  if (flags.includes('--json')) {
    const text = said.join(' ')
    if (!text.trim()) throw new UserError(`Write your situation before --json.\n${USAGE}`)
    const advice = await adviseBrief(briefOf(text, 'U1'))
    console.log(JSON.stringify(resultOf(null, advice, explain(advice, knowledge.texts, view)), null, 2))
    return 0
  }
  const session = createSession(knowledge, adviseBrief)
  try {
    if (said.join(' ') === 'doctor') {
      const { text, status } = await doctor(knowledge, session)
      console.log(text)
      return status
    }
    if (said.length > 0) console.log(visible(await run(session, said)))
    else await prompt(process.stdin, process.stdout, async (line) => visible(await run(session, line.split(/\s+/))))
  } finally {
    await session.close()
  }
  return 0
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof UserError || error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
