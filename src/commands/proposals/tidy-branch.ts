import { targetOf, type Journal, type Trouble } from '../../model/journal.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { namesOf } from '../sending/find-target.ts'
import { saidBy } from '../sending/reply.ts'
import { journalAt } from './attempts.ts'
import { refusalOf, type Proposing } from './proposing.ts'

/** `kept`: somebody else has pushed to it, whose commits nobody but them may throw away. */
export type Tidied = 'deleted' | 'gone' | 'kept'

/**
 * Deletes the branch of a pull request that is over, where it still stands at our commit and holds no others. Safe to repeat. GitHub compares
 * a deletion with nothing: what is pushed between the look and it goes too, though the pull request keeps, and can
 * restore, whatever stood there when it ended.
 */
export async function tidyBranch(
  journal: Journal,
  { write, now }: Proposing,
): Promise<Tidied | Trouble> {
  const target = targetOf(journal) ?? journal.repository
  const head = await readRef(write, target, journal.branch, now())
  if (head === undefined) return 'gone'
  if (typeof head !== 'string') return head
  const ours = journalAt(journal, head)
  if (!ours || ours.shared) return 'kept'
  const reply = await write('DELETE /repos/{owner}/{repo}/git/refs/{ref}', {
    ...namesOf(target),
    ref: `heads/${journal.branch}`,
  })
  if (reply.kind === 'done') return 'deleted'
  return /does not exist/i.test(saidBy(reply)) ? 'gone' : refusalOf(reply, now())
}
