import type { Reply, Writer } from '../../github/writer.ts'
import type { Trouble } from '../../model/journal.ts'
import { commonTrouble, saidBy } from '../sending/reply.ts'

/** What a change of a pull request works with. */
export interface Proposing {
  readonly write: Writer
  readonly now: () => number
}

/** Why a change of what is on GitHub already was refused. */
export const refusalOf = (reply: Exclude<Reply, { kind: 'done' }>, now: number): Trouble =>
  commonTrouble(reply, now) ?? {
    kind: 'refused',
    reason: reply.kind === 'refused' && reply.status === 404 ? 'not-found' : 'other',
    said: saidBy(reply),
  }
