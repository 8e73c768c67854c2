import { blobSha } from '../../github/check-sha.ts'
import { targetOf, type Journal, type SentFile, type Trouble } from '../../model/journal.ts'
import type { Sha } from '../../model/sha.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { compareFiles, type ComparedFiles } from '../sending/compare-files.ts'
import { makeBlobs, shaOf } from '../sending/make-commit.ts'
import { namesOf } from '../sending/find-target.ts'
import { addCommit } from './add-commit.ts'
import { withLanded } from './attempts.ts'
import type { TreeChange } from './merge-trees.ts'
import {
  refusalOf,
  type Change,
  type Overtaken,
  type Proposing,
  type Updating,
} from './proposing.ts'
import { readRoot } from './read-root.ts'
import { contentOf } from './sent-files.ts'
import { hostTrouble } from '../sending/reply.ts'

/**
 * Sends what was changed since as one more commit to the pull request's branch. Safe to repeat: where the branch has our
 * files already, nothing is done.
 */
export async function update(
  sent: Journal,
  change: Change,
  updating: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const { write, now } = updating
  const target = targetOf(sent) ?? sent.repository
  const head = await readRef(write, target, sent.branch, now())
  if (head === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof head !== 'string') return head
  const journal = await withLanded(sent, head, updating)
  if ('kind' in journal) return journal
  const root = await readRoot(target, head, updating)
  if (typeof root !== 'string') return root

  const isOurs = head === journal.commit
  const shared = isOurs ? journal.shared : true
  const news = await compareFiles(write, target, head, newFiles(journal, change), now())
  if ('kind' in news) return news
  if (news.changed.length) {
    return shared
      ? { kind: 'overtaken', paths: news.changed }
      : { kind: 'refused', reason: 'changed', said: news.changed.join(', ') }
  }
  const there: ComparedFiles | Trouble = isOurs
    ? { changed: [], files: journal.letter.files }
    : await lookAtSent(journal, head, updating)
  if ('kind' in there) return there
  const files = withModes(change.files, [...there.files, ...news.files])
  const tree = await makeTree(journal, { ...change, files }, root, updating)
  if (typeof tree !== 'string') return tree
  const letter = { ...journal.letter, files }
  if (tree === root) return { ...journal, letter }
  if (there.changed.length) return { kind: 'overtaken', paths: there.changed }
  const next = { ...journal, tree, letter, ...(shared ? { shared } : {}) }
  return addCommit(journal, next, { ...change, parents: [head] }, updating)
}

/** What the pull request had nothing of until now: nobody has compared it with what lies there. */
export function newFiles({ letter }: Journal, { files }: Pick<Change, 'files'>): SentFile[] {
  const known = new Set(letter.files.map(({ path }) => path))
  return files.filter(({ path }) => !known.has(path))
}

/** A tree with our files in it, and `more`; what was sent before and is no longer part of the edit becomes what it was. */
export async function makeTree(
  journal: Journal,
  { files }: Change,
  base_tree: Sha,
  { write, now, picture }: Updating,
  more: readonly TreeChange[] = [],
): Promise<Sha | Trouble> {
  const target = targetOf(journal) ?? journal.repository
  const before = new Map(journal.letter.files.map((file) => [file.path, contentOf(file)]))
  const news = files.filter((file) => before.get(file.path) !== contentOf(file))
  const blobs = await makeBlobs(
    { ...journal, letter: { ...journal.letter, files: news } },
    { write, now, picture },
  )
  if (!('id' in blobs)) return blobs
  const gone = journal.letter.files.filter(({ path }) => !files.some((file) => file.path === path))
  const reply = await write('POST /repos/{owner}/{repo}/git/trees', {
    ...namesOf(target),
    base_tree,
    tree: [
      ...files.map((file) =>
        'sha' in file
          ? { path: file.path, mode: '100644', type: 'blob', sha: file.sha }
          : { path: file.path, mode: file.mode, type: 'blob', content: file.text },
      ),
      ...gone.map((file) => ({
        path: file.path,
        mode: 'mode' in file ? file.mode : '100644',
        type: 'blob',
        sha: ('before' in file && file.before) || null,
      })),
      ...more,
    ],
  })
  const tree = shaOf(reply)
  if (tree) return tree
  return reply.kind === 'done' ? hostTrouble(now()) : refusalOf(reply, now())
}

/** What has become on the branch of the files that we sent last; what is changed there, somebody else has worked on. */
async function lookAtSent(
  journal: Journal,
  head: Sha,
  { write, now }: Proposing,
): Promise<ComparedFiles | Trouble> {
  const sent = await Promise.all(
    journal.letter.files.map(async (file): Promise<SentFile> => {
      if ('sha' in file) return file
      const before = await blobSha(new TextEncoder().encode(file.text))
      return { path: file.path, mode: file.mode, text: file.text, ...(before ? { before } : {}) }
    }),
  )
  return compareFiles(write, targetOf(journal) ?? journal.repository, head, sent, now())
}

/** The same files, each executable or not as it is known to be there: an edit knows only how it began. */
function withModes(files: readonly SentFile[], known: readonly SentFile[]): SentFile[] {
  const modes = new Map(known.flatMap((file) => ('text' in file ? [[file.path, file.mode]] : [])))
  return files.map((file) =>
    'text' in file ? { ...file, mode: modes.get(file.path) ?? file.mode } : file,
  )
}
