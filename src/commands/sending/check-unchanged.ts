import type { Writer } from '../../github/writer.ts'
import type { Journal, SentFile, Trouble } from '../../model/journal.ts'
import { folderOf } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import { namesOf } from './find-target.ts'
import { commonTrouble } from './reply.ts'
import type { Done, Sending } from './send.ts'

/** Nothing is sent over somebody else's work: the branch still has each file as the edit began with it. */
export async function checkUnchanged(journal: Journal, { write, now }: Sending): Promise<Done> {
  const head = await readRef(write, journal.repository, journal.base, now())
  if (typeof head !== 'string') {
    return head ?? { kind: 'refused', reason: 'branch-gone' }
  }
  const { isParentUnsure, ...sure } = journal
  if (head === journal.parent && !isParentUnsure) return { ...journal, unchanged: true }
  const changed = await findChanged(write, journal.repository, head, journal.letter.files, now())
  if (!Array.isArray(changed)) return changed as Trouble
  return changed.length
    ? { kind: 'refused', reason: 'changed', said: changed.join(', ') }
    : { ...sure, ...(isParentUnsure ? { parent: head } : {}), unchanged: true }
}

/** The commit of a branch; undefined where there is no such branch. */
export async function readRef(
  write: Writer,
  repository: RepositoryName,
  branch: string,
  now: number,
): Promise<Sha | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/git/ref/{ref}', {
    ...namesOf(repository),
    ref: `heads/${branch}`,
  })
  if (reply.kind !== 'done') return commonTrouble(reply, now)
  const { sha } = Object((reply.json as { object?: unknown }).object) as { sha?: unknown }
  return isSha(sha) ? sha : undefined
}

/** The paths of the files that a commit has otherwise than these begin with. */
export async function findChanged(
  write: Writer,
  repository: RepositoryName,
  commit: Sha,
  files: readonly SentFile[],
  now: number,
): Promise<string[] | Trouble> {
  const there = new Map<string, unknown>()
  for (const folder of new Set(files.map(({ path }) => folderOf(path)))) {
    const reply = await write('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', {
      ...namesOf(repository),
      tree_sha: folder ? `${commit}:${folder}` : commit,
    })
    if (reply.kind !== 'done') {
      const trouble = commonTrouble(reply, now)
      if (trouble) return trouble
      // No such folder: nothing of it is there.
      continue
    }
    const { tree } = reply.json as { tree?: unknown }
    for (const entry of Array.isArray(tree) ? tree : []) {
      const { path, sha } = Object(entry) as { path?: unknown; sha?: unknown }
      there.set(folder ? `${folder}/${String(path)}` : String(path), sha)
    }
  }
  return files.flatMap((file) => {
    // A picture that lies there already is the same one, or its name is taken.
    const wanted =
      'before' in file ? file.before : 'sha' in file && there.has(file.path) ? file.sha : undefined
    return there.get(file.path) === wanted ? [] : [file.path]
  })
}
