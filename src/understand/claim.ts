import type { FindingStatus, Span } from '../domain/brief.ts'
import type { FactorName, FactorValue } from '../domain/factors.ts'

/** One thing that one person said about one factor, before it is merged with what others said. Never changed. */
export interface Claim {
  readonly factor: FactorName
  /** Null: taken back ("scratch the GPU box"). */
  readonly value: FactorValue | null
  readonly status: FindingStatus
  readonly weak: boolean
  readonly merge: 'strongest' | 'last'
  readonly by: string
  readonly message: number
  readonly rule: string
  readonly evidence: readonly Span[]
  readonly derivation?: string
  /** Said as a correction of what was said before. */
  readonly revises: boolean
}

type Own = Pick<Claim, 'factor' | 'value' | 'rule' | 'evidence'> & Partial<Claim>

/** A claim by whoever said it there: as most are, stated, firm, no correction, and giving way to a later one. */
export const claimBy = ({ by, message }: Pick<Claim, 'by' | 'message'>, own: Own): Claim => ({
  status: 'stated',
  weak: false,
  merge: 'last',
  revises: false,
  by,
  message,
  ...own,
})
