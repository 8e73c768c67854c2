import type { Reply, Writer } from '../../github/writer.ts'
import type { Failure } from '../../model/failure.ts'
import type { Journal, SentFile, Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { commonTrouble, saidBy } from '../sending/reply.ts'

/** What a change of a pull request works with. */
export interface Proposing {
  readonly write: Writer
  readonly now: () => number
}

/** What one more commit works with. */
export interface Updating extends Proposing {
  /** Stores the journal durably; the branch is not moved before. */
  readonly save: (journal: Journal) => Promise<true | Failure>
  readonly picture: (sha: Sha) => Promise<Uint8Array | undefined>
}

/** What the next commit of a pull request is to hold. */
export interface Change {
  /** All files of the edit, as they shall be. */
  readonly files: readonly SentFile[]
  /** With its trailers. */
  readonly message: string
  /** As in the letter. */
  readonly date: string
}

/** Somebody else has pushed to the branch, and changed these files, or came between. */
export interface Overtaken {
  readonly kind: 'overtaken'
  readonly paths: readonly string[]
}

/** Why a change of what is on GitHub already was refused. */
export const refusalOf = (reply: Exclude<Reply, { kind: 'done' }>, now: number): Trouble =>
  commonTrouble(reply, now) ?? {
    kind: 'refused',
    reason: reply.kind === 'refused' && reply.status === 404 ? 'not-found' : 'other',
    said: saidBy(reply),
  }
