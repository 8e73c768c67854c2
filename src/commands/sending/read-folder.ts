import { parseTree } from '../../github/parse-tree.ts'
import type { Writer } from '../../github/writer.ts'
import { isFailure } from '../../model/failure.ts'
import type { Trouble } from '../../model/journal.ts'
import type { RepositoryName } from '../../model/repository.ts'
import type { Sha } from '../../model/sha.ts'
import type { TreeEntry } from '../../model/tree.ts'
import { namesOf } from './find-target.ts'
import { commonTrouble, hostTrouble } from './reply.ts'

export interface FolderThere {
  /** By their paths from the root. */
  readonly entries: readonly TreeEntry[]
  /** GitHub has left some out. */
  readonly truncated: boolean
}

/** What lies directly in a folder of a commit, or in a tree (`folder` ''); undefined where there is no such folder. */
export async function readFolder(
  write: Writer,
  repository: RepositoryName,
  treeish: Sha,
  folder: string,
  now: number,
): Promise<FolderThere | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
    ...namesOf(repository),
    tree_sha: folder ? `${treeish}:${folder}` : treeish,
  })
  if (reply.kind !== 'done') return commonTrouble(reply, now)
  const parsed = parseTree(reply.json, treeish, folder, false)
  if (isFailure(parsed)) return hostTrouble(now)
  return { entries: parsed.tree.entries, truncated: parsed.truncated }
}
