import { advise } from './advise.ts'
import type { Advice } from './domain/advice.ts'
import type { Finding } from './domain/brief.ts'
import type { Knowledge } from './knowledge.ts'

/** What cannot be read out of the words again: said by hand, or out of messages whose words were deleted. */
const isKept = ({ brief }: Advice, { status, evidence }: Finding): boolean =>
  status === 'confirmed' || evidence.some(({ message }) => brief.messages[message]?.text === '')

/**
 * The same brief on the rulebook and prices of `knowledge`, on that day. What people settled by hand, what a second
 * reader proposed then and the team defaults of then are taken as they were recorded: only rules and prices differ.
 */
export function again(advice: Advice, knowledge: Knowledge, today: string): Advice {
  const { brief, understanding, defaults, assist } = advice
  const confirmed = understanding.findings.filter((finding) => isKept(advice, finding))
  const findings = understanding.findings.filter(({ status }) => status === 'suggested')
  const suggested = { findings, report: assist }
  return advise(brief, knowledge, { today, confirmed, defaults, suggested })
}
