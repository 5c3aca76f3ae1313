import { describe } from 'vitest'
import { openStore } from '#src/store/sqlite.ts'
import { storeContract } from '#test/support/store-contract.ts'
import { NOW } from './fixtures.ts'

describe('SQLite in memory', () => storeContract(() => openStore('sqlite::memory:', { now: () => NOW })))
