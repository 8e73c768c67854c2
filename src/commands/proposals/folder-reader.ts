import type { Writer } from '../../github/writer.ts'
import type { Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Sha } from '../../model/sha.ts'
import { readFolder } from '../sending/read-folder.ts'
import type { Folder } from './merge-trees.ts'

/** Each folder is read once, however often it stands in the three. What GitHub does not list whole, nobody merges here. */
export function folderReader(
  write: Writer,
  repository: RepositoryName,
  now: () => number,
): (tree: Sha) => Promise<Folder | Trouble> {
  const known = new Map<Sha, Folder>()
  return async (tree) => {
    const before = known.get(tree)
    if (before) return before
    const there = await readFolder(write, repository, tree, '', now())
    if (!there) return { kind: 'refused', reason: 'not-found' }
    if ('kind' in there) return there
    if (there.truncated) return { kind: 'refused', reason: 'both-changed' }
    const folder = new Map(there.entries.map(({ path, ...entry }) => [path, entry]))
    known.set(tree, folder)
    return folder
  }
}
