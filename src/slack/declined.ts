import { UserError } from '../domain/errors.ts'
import { type Notice, type NoticeName, noticeOf, type Values } from './views/notices.ts'

/** A request that cannot be done as asked: its asker alone is told why, in their own language. */
export class Declined extends UserError {
  readonly notice: Notice

  constructor(notice: Notice) {
    super(notice.name)
    this.notice = notice
  }
}

/** A refusal to throw, by the name of its sentence. */
export const declined = <N extends NoticeName>(name: N, ...values: Values<N>): Declined =>
  new Declined(noticeOf(name, ...values))
