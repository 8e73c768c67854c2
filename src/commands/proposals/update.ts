import { blobSha } from '../../github/check-sha.ts'
import { targetOf, type Journal, type SentFile, type Trouble } from '../../model/journal.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { readRef } from '../sending/check-unchanged.ts'
import { compareFiles, type ComparedFiles } from '../sending/compare-files.ts'
import { makeBlobs, shaOf } from '../sending/make-commit.ts'
import { namesOf } from '../sending/find-target.ts'
import { saidBy } from '../sending/reply.ts'
import { isAsMade } from './is-as-made.ts'
import type { TreeChange } from './merge-trees.ts'
import { refusalOf, type Proposing } from './proposing.ts'
import { contentOf } from './sent-files.ts'

/** What the next commit of a pull request is to hold. */
export interface Change {
  /** All files of the edit, as they shall be. */
  readonly files: readonly SentFile[]
  /** With its trailers. */
  readonly message: string
  /** As in the letter. */
  readonly date: string
}

export interface Updating extends Proposing {
  readonly picture: (sha: Sha) => Promise<Uint8Array | undefined>
}

/** Somebody else has pushed to the branch, and changed these files, or came between. */
export interface Overtaken {
  readonly kind: 'overtaken'
  readonly paths: readonly string[]
}

/**
 * Sends what was changed since as one more commit to the pull request's branch, which is never forced. Safe to repeat:
 * where the branch has our files already, nothing is done.
 */
export async function update(
  journal: Journal,
  change: Change,
  updating: Updating,
): Promise<Journal | Trouble | Overtaken> {
  const { write, now } = updating
  const target = targetOf(journal) ?? journal.repository
  const head = await readRef(write, target, journal.branch, now())
  if (head === undefined) return { kind: 'refused', reason: 'branch-gone' }
  if (typeof head !== 'string') return head
  const base = await write('GET /repos/{owner}/{repo}/git/commits/{commit_sha}', {
    ...namesOf(target),
    commit_sha: head,
  })
  if (base.kind !== 'done') return refusalOf(base, now())
  const baseTree = Object((base.json as { tree?: unknown }).tree) as { sha?: unknown }
  if (!isSha(baseTree.sha)) return { kind: 'host-trouble', until: now() + 60_000 }

  const there = head === journal.commit ? undefined : await lookAtSent(journal, head, updating)
  if (there && 'kind' in there) return there
  const files = withModes(change.files, there?.files ?? journal.letter.files)
  const tree = await makeTree(journal, { ...change, files }, baseTree.sha, updating)
  if (typeof tree !== 'string') return tree
  const updated = { ...journal, tree, letter: { ...journal.letter, files } }
  const person = { ...journal.letter.author, date: change.date }
  if (tree === baseTree.sha) {
    if (!there) return updated
    const parents = journal.commit ? [journal.commit] : []
    return isAsMade(base.json, { tree, parents, person })
      ? { ...updated, commit: head }
      : { kind: 'overtaken', paths: [] }
  }
  if (there?.changed.length) return { kind: 'overtaken', paths: there.changed }

  const made = await write('POST /repos/{owner}/{repo}/git/commits', {
    ...namesOf(target),
    message: change.message,
    tree,
    parents: [head],
    author: person,
    committer: person,
  })
  const commit = shaOf(made)
  if (!commit)
    return made.kind === 'done'
      ? { kind: 'host-trouble', until: now() + 60_000 }
      : refusalOf(made, now())
  const moved = await write('PATCH /repos/{owner}/{repo}/git/refs/{ref}', {
    ...namesOf(target),
    ref: `heads/${journal.branch}`,
    sha: commit,
    force: false,
  })
  if (moved.kind === 'done') return { ...updated, commit }
  if (/fast.?forward/i.test(saidBy(moved))) return { kind: 'overtaken', paths: [] }
  return refusalOf(moved, now())
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
  return reply.kind === 'done'
    ? { kind: 'host-trouble', until: now() + 60_000 }
    : refusalOf(reply, now())
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
