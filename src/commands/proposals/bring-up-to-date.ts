import { parsePull } from '../../github/parse-pull.ts'
import { pullOf, targetOf, type Journal, type Trouble } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { compareCommits } from '../sending/compare-commits.ts'
import { compareFiles } from '../sending/compare-files.ts'
import { namesOf } from '../sending/find-target.ts'
import { shaOf } from '../sending/make-commit.ts'
import { readFolder } from '../sending/read-folder.ts'
import { saidBy } from '../sending/reply.ts'
import { isAsMade } from './is-as-made.ts'
import { mergeTrees, type Folder, type MergedTrees } from './merge-trees.ts'
import { refusalOf, type Proposing } from './proposing.ts'
import { makeTree, type Change, type Overtaken, type Updating } from './update.ts'

/**
 * Merges what the base has by now into a pull request's branch, with our files as `change` has them. Nothing is done
 * where anybody else has pushed on top of ours; what they pushed below it stays. Safe to repeat.
 *
 * The branch is never forced, not even where nobody has reviewed yet and one new commit would read better: GitHub's
 * REST API compares a forced move with nothing, and a commit that came a moment before it would be lost. Without force
 * the move is refused unless the branch still stands where it was looked at.
 */
export async function bringUpToDate(
  journal: Journal,
  change: Change,
  updating: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const { write, now } = updating
  const target = targetOf(journal) ?? journal.repository
  const ours = journal.commit
  const head = await readRef(write, target, journal.branch, now())
  if (head === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof head !== 'string') return head
  if (!ours) return { kind: 'overtaken', paths: [] }

  const branch = await readBase(journal, updating)
  if (typeof branch !== 'string') return branch
  const base = await readRef(write, journal.repository, branch, now())
  if (base === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof base !== 'string') return base
  const theirs = await compareFiles(write, journal.repository, base, change.files, now())
  if ('kind' in theirs) return theirs
  if (theirs.changed.length)
    return { kind: 'refused', reason: 'changed', said: theirs.changed.join(', ') }
  const past = await compareCommits(write, journal.repository, ours, base, now())
  if (!past) return { kind: 'refused', reason: 'not-found' }
  if ('kind' in past) return past

  const { files } = theirs
  const settled = new Set([...journal.letter.files, ...files].map(({ path }) => path))
  const three = { old: past.mergeBase, ours, theirs: base }
  const merged = await mergeWith(journal, three, (path) => settled.has(path), updating)
  if ('kind' in merged) return merged
  if (merged.conflicts.length)
    return { kind: 'refused', reason: 'both-changed', said: merged.conflicts.join(', ') }
  const baseTree = await readRootOf(journal, base, updating)
  if (typeof baseTree !== 'string') return baseTree
  // All of it is put on a tree that has none of it.
  const letter = { ...journal.letter, files }
  const unsent = { ...journal, letter: { ...letter, files: [] } }
  const tree = await makeTree(unsent, { ...change, files }, baseTree, updating, merged.changes)
  if (typeof tree !== 'string') return tree
  const renewed = { ...journal, base: branch, parent: base, tree, letter }

  const parents = past.mergeBase === base ? [ours] : [ours, base]
  const person = { ...journal.letter.author, date: change.date }
  if (head !== ours) {
    const there = await readCommit(journal, head, updating)
    if (there.kind !== 'done') return refusalOf(there, now())
    return isAsMade(there.json, { tree, parents, person })
      ? { ...renewed, commit: head }
      : { kind: 'overtaken', paths: [] }
  }
  const made = await write('POST /repos/{owner}/{repo}/git/commits', {
    ...namesOf(target),
    message: change.message,
    tree,
    parents,
    author: person,
    committer: person,
  })
  const commit = shaOf(made)
  if (made.kind !== 'done') return refusalOf(made, now())
  if (!commit) return { kind: 'host-trouble', until: now() + 60_000 }
  const moved = await write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    ...namesOf(target),
    ref: `heads/${journal.branch}`,
    sha: commit,
    force: false,
  })
  if (moved.kind === 'done') return { ...renewed, commit }
  return /fast.?forward/i.test(saidBy(moved))
    ? { kind: 'overtaken', paths: [] }
    : refusalOf(moved, now())
}

/** The branch that the pull request is meant for by now: GitHub follows a renamed one, and people choose another. */
async function readBase(journal: Journal, { write, now }: Proposing): Promise<string | Trouble> {
  const reply = await write('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...namesOf(journal.repository),
    pull_number: pullOf(journal)?.number,
  })
  if (reply.kind !== 'done') return refusalOf(reply, now())
  return parsePull(reply.json)?.base ?? { kind: 'host-trouble', until: now() + 60_000 }
}

const readCommit = (journal: Journal, commit_sha: Sha, { write }: Proposing) =>
  write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...namesOf(targetOf(journal) ?? journal.repository),
    commit_sha,
  })

async function readRootOf(
  journal: Journal,
  commit: Sha,
  proposing: Proposing,
): Promise<Sha | Trouble> {
  const reply = await readCommit(journal, commit, proposing)
  if (reply.kind !== 'done') return refusalOf(reply, proposing.now())
  const { sha } = Object(Object(reply.json).tree) as { sha?: unknown }
  return isSha(sha) ? sha : { kind: 'host-trouble', until: proposing.now() + 60_000 }
}

/** Each folder is read once, however often it stands in the three. What GitHub does not list whole, nobody merges here. */
async function mergeWith(
  journal: Journal,
  three: Readonly<Record<'old' | 'ours' | 'theirs', Sha>>,
  isSettled: (path: string) => boolean,
  { write, now }: Proposing,
): Promise<MergedTrees | Trouble> {
  const target = targetOf(journal) ?? journal.repository
  const known = new Map<Sha, Folder>()
  return mergeTrees(
    three,
    async (tree) => {
      const before = known.get(tree)
      if (before) return before
      const there = await readFolder(write, target, tree, '', now())
      if (!there) return { kind: 'refused', reason: 'not-found' }
      if ('kind' in there) return there
      if (there.truncated) return { kind: 'refused', reason: 'both-changed' }
      const folder = new Map(there.entries.map(({ path, ...entry }) => [path, entry]))
      known.set(tree, folder)
      return folder
    },
    isSettled,
  )
}
