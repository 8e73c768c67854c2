import { targetOf, type Journal, type Trouble } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { findChanged, readRef } from '../sending/check-unchanged.ts'
import { namesOf } from '../sending/find-target.ts'
import { shaOf } from '../sending/make-commit.ts'
import { refusalOf } from './proposing.ts'
import { makeTree, type Change, type Overtaken, type Updating } from './update.ts'

/** What a pull request is to hold on the newest commit of the branch that it is meant for. */
export interface Renewal extends Change {
  /** Somebody has said something of the commits that are there: they stay, and the base is merged in. */
  readonly isReviewed: boolean
}

/**
 * Puts a pull request's branch on what its base has by now: one new commit in place of ours, or a merge. Nothing is
 * done where anybody else has pushed to the branch. Safe to repeat.
 */
export async function bringUpToDate(
  journal: Journal,
  renewal: Renewal,
  updating: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const { write, now } = updating
  const { files, isReviewed } = renewal
  const names = namesOf(targetOf(journal) ?? journal.repository)
  const commitOf = (commit_sha: Sha) =>
    write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', { ...names, commit_sha })

  const base = await readRef(write, journal.repository, journal.base, now())
  if (base === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof base !== 'string') return base
  const theirs = await findChanged(write, journal.repository, base, files, now())
  if (!Array.isArray(theirs)) return theirs
  if (theirs.length) return { kind: 'refused', reason: 'changed', said: theirs.join(', ') }
  const parent = await commitOf(base)
  if (parent.kind !== 'done') return refusalOf(parent, now())
  const { sha: baseTree } = Object((parent.json as { tree?: unknown }).tree) as { sha?: unknown }
  if (!isSha(baseTree)) return { kind: 'host-trouble', until: now() + 60_000 }
  // All of it is put on a tree that has none of it.
  const letter = { ...journal.letter, files }
  const unsent = { ...journal, letter: { ...letter, files: [] } }
  const tree = await makeTree(unsent, renewal, baseTree, updating)
  if (typeof tree !== 'string') return tree
  const renewed = { ...journal, parent: base, tree, letter }

  const target = targetOf(journal) ?? journal.repository
  const head = await readRef(write, target, journal.branch, now())
  if (head === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof head !== 'string') return head
  if (head !== journal.commit) {
    const there = await commitOf(head)
    if (there.kind !== 'done') return refusalOf(there, now())
    return standsOn(there.json, tree, base)
      ? { ...renewed, commit: head }
      : { kind: 'overtaken', paths: [] }
  }
  const person = { ...journal.letter.author, date: renewal.date }
  const made = await write('POST /repos/{owner}/{repo}/git/commits', {
    ...names,
    message: renewal.message,
    tree,
    parents: isReviewed ? [head, base] : [base],
    author: person,
    committer: person,
  })
  const commit = shaOf(made)
  if (made.kind !== 'done') return refusalOf(made, now())
  if (!commit) return { kind: 'host-trouble', until: now() + 60_000 }
  if (!isReviewed) {
    // A forced move is not compared with anything by GitHub: directly before it, the branch is looked at once more.
    const still = await readRef(write, target, journal.branch, now())
    if (still !== head) return typeof still === 'object' ? still : { kind: 'overtaken', paths: [] }
  }
  const moved = await write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    ...names,
    ref: `heads/${journal.branch}`,
    sha: commit,
    force: !isReviewed,
  })
  if (moved.kind === 'done') return { ...renewed, commit }
  return moved.kind === 'refused' && /fast.?forward/i.test(moved.message)
    ? { kind: 'overtaken', paths: [] }
    : refusalOf(moved, now())
}

/** An earlier try has taken effect, though nobody heard of it. */
function standsOn(json: unknown, wanted: Sha, base: Sha): boolean {
  const { tree, parents } = Object(json) as { tree?: { sha?: unknown }; parents?: unknown }
  return (
    tree?.sha === wanted &&
    Array.isArray(parents) &&
    parents.some((one) => (Object(one) as { sha?: unknown }).sha === base)
  )
}
