import { isFailure } from '../../model/failure.ts'
import { targetOf, type Journal, type Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { namesOf } from '../sending/find-target.ts'
import { shaOf } from '../sending/make-commit.ts'
import { hostTrouble, saidBy } from '../sending/reply.ts'
import { refusalOf, type Change, type Overtaken, type Updating } from './proposing.ts'

/**
 * Makes a commit with the tree of `next` and moves the pull request's branch to it. It is journalled between the two:
 * else a person would be told that somebody else has pushed what they have pushed themselves, where the answer is lost.
 *
 * The branch is never forced, not even where nobody has reviewed yet and a commit in place of the last one would read
 * better: GitHub's REST API compares a forced move with nothing, and a commit that came a moment before it would be
 * lost. Without force the move is refused unless the branch still stands where it was looked at.
 */
export async function addCommit(
  journal: Journal,
  next: Journal,
  {
    message,
    date,
    parents,
  }: Pick<Change, 'message' | 'date'> & { readonly parents: readonly Sha[] },
  { write, now, save }: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const names = namesOf(targetOf(journal) ?? journal.repository)
  const person = { ...journal.letter.author, date }
  const made = await write('POST /repos/{owner}/{repo}/git/commits', {
    ...names,
    message,
    tree: next.tree,
    parents,
    author: person,
    committer: person,
  })
  if (made.kind !== 'done') return refusalOf(made, now())
  const commit = shaOf(made)
  if (!commit) return hostTrouble(now())
  const { attempts = [], ...rest } = next
  const done: Journal = { ...rest, commit }
  const stored = await save({ ...journal, attempts: [...attempts, done] })
  if (isFailure(stored)) return { kind: 'storage', problem: stored.kind }
  const moved = await write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    ...names,
    ref: `heads/${journal.branch}`,
    sha: commit,
    force: false,
  })
  if (moved.kind === 'done') return done
  return /fast.?forward/i.test(saidBy(moved))
    ? { kind: 'overtaken', paths: [] }
    : refusalOf(moved, now())
}
