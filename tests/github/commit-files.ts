import { writeCommit } from './commit-object.ts'
import type { Hub } from './hub.ts'
import type { OpenRepository } from './repository.ts'
import { changeFiles, readFiles, writeBlob, writeFiles, type TreeChange } from './tree-changes.ts'

export interface CommitOptions {
  /** A file's new text or bytes, or null where it goes. */
  readonly files?: Readonly<Record<string, string | Uint8Array | null>>
  /** From where to where. */
  readonly moves?: Readonly<Record<string, string>>
  readonly message?: string
  /** Without it, the default one; made from the default one where it is new. */
  readonly branch?: string
  readonly author?: { readonly name: string; readonly email: string }
}

const SOMEBODY = { name: 'Elijah', email: 'elijah@example.com' }

/** Somebody commits to a branch of a repository, not through the API; says the commit. */
export async function commitFiles(
  hub: Hub,
  target: OpenRepository,
  { files = {}, moves = {}, message = 'A change', branch, author = SOMEBODY }: CommitOptions,
): Promise<string> {
  const start = await target.defaultBranch()
  const ref = `refs/heads/${branch ?? start}`
  const parent = (await target.commitOf(branch ?? start)) ?? (await target.commitOf(start))
  const before = (parent && (await readFiles(target, parent))) || new Map()
  const changes: TreeChange[] = []
  for (const [from, to] of Object.entries(moves)) {
    const file = before.get(from)
    if (!file) throw new Error(`${target.served.name} has no ${from} to move.`)
    changes.push({ path: from, file: null }, { path: to, file })
  }
  for (const [path, bytes] of Object.entries(files)) {
    const sha = bytes === null ? '' : await writeBlob(target, Buffer.from(bytes))
    // A link or a program stays one.
    const mode = before.get(path)?.mode ?? '100644'
    changes.push({ path, file: bytes === null ? null : { mode, sha } })
  }
  const signature = { ...author, date: new Date().toISOString() }
  const sha = await writeCommit(target, {
    tree: await writeFiles(target, changeFiles(before, changes)),
    parents: parent ? [parent] : [],
    author: signature,
    committer: signature,
    message,
  })
  const listed = await target.git(
    'rev-list',
    '--objects',
    sha,
    ...(parent ? ['--not', parent] : []),
  )
  const made = (listed?.toString() ?? '').split('\n').map((line) => line.slice(0, 40))
  hub.forks.hideFrom(target, made)
  target.changed.set(ref, sha)
  hub.pulls.headMoved(target, ref, sha)
  return sha
}
