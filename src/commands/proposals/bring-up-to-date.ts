import { parsePull } from '../../github/parse-pull.ts'
import { pullOf, targetOf, type Journal, type Trouble } from '../../model/journal.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { compareCommits } from '../sending/compare-commits.ts'
import { compareFiles } from '../sending/compare-files.ts'
import { namesOf } from '../sending/find-target.ts'
import { addCommit } from './add-commit.ts'
import { journalAt } from './attempts.ts'
import { folderReader } from './folder-reader.ts'
import { mergeTrees } from './merge-trees.ts'
import {
  refusalOf,
  type Change,
  type Overtaken,
  type Proposing,
  type Updating,
} from './proposing.ts'
import { readRoot } from './read-root.ts'
import { makeTree, newFiles } from './update.ts'
import { hostTrouble } from '../sending/reply.ts'

/**
 * Merges what the base has by now into a pull request's branch, with our files as `change` has them. Nothing is done
 * where anybody else has pushed on top of ours; what they pushed below it stays. Safe to repeat.
 */
export async function bringUpToDate(
  sent: Journal,
  change: Change,
  updating: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const { write, now } = updating
  const target = targetOf(sent) ?? sent.repository
  const ours = await readRef(write, target, sent.branch, now())
  if (ours === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof ours !== 'string') return ours
  const journal = journalAt(sent, ours)
  if (!journal) return { kind: 'overtaken', paths: [] }

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
  const settled = new Set(journal.letter.files.map(({ path }) => path))
  const three = { old: past.mergeBase, ours, theirs: base }
  const read = folderReader(write, target, now)
  const merged = await mergeTrees(three, read, (path) => settled.has(path))
  if ('kind' in merged) return merged
  const news = new Set(newFiles(journal, change).map(({ path }) => path))
  const theirsBelow = [...merged.changes.map(({ path }) => path), ...merged.conflicts]
  const taken = theirsBelow.filter((path) => news.has(path))
  if (taken.length) return { kind: 'overtaken', paths: taken }
  if (merged.conflicts.length)
    return { kind: 'refused', reason: 'both-changed', said: merged.conflicts.join(', ') }
  const root = await readRoot(target, base, updating)
  if (typeof root !== 'string') return root
  // All of it is put on a tree that has none of it.
  const letter = { ...journal.letter, files }
  const unsent = { ...journal, letter: { ...letter, files: [] } }
  const tree = await makeTree(unsent, { ...change, files }, root, updating, merged.changes)
  if (typeof tree !== 'string') return tree
  const renewed = { ...journal, base: branch, parent: base, tree, letter }
  const isMerged = past.mergeBase === base
  if (isMerged && tree === journal.tree) return renewed
  const parents = isMerged ? [ours] : [ours, base]
  return addCommit(journal, renewed, { ...change, parents }, updating)
}

/** The branch that the pull request is meant for by now: GitHub follows a renamed one, and people choose another. */
async function readBase(journal: Journal, { write, now }: Proposing): Promise<string | Trouble> {
  const reply = await write('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...namesOf(journal.repository),
    pull_number: pullOf(journal)?.number,
  })
  if (reply.kind !== 'done') return refusalOf(reply, now())
  return parsePull(reply.json)?.base ?? hostTrouble(now())
}
