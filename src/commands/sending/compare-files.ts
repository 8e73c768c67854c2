import type { Writer } from '../../github/writer.ts'
import type { SentFile, Trouble } from '../../model/journal.ts'
import { folderOf } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import type { TreeEntry } from '../../model/tree.ts'
import { findObstacle } from './find-obstacle.ts'
import { namesOf } from './find-target.ts'
import { readFolder } from './read-folder.ts'
import { commonTrouble } from './reply.ts'

export interface ComparedFiles {
  /** Those that the commit has otherwise than these begin with. */
  readonly changed: readonly string[]
  /** All of them, each executable or not as it is in the commit: only then is nothing but its text changed. */
  readonly files: readonly SentFile[]
}

type There = Pick<TreeEntry, 'mode'> & { readonly sha?: Sha }

/**
 * Whether a commit has the files as these begin. What is a link, a submodule or a folder by now is refused, as is a
 * file that lies where a folder of theirs would: a tree made with ours in it would not have it any more.
 */
export async function compareFiles(
  write: Writer,
  repository: RepositoryName,
  commit: Sha,
  files: readonly SentFile[],
  now: number,
): Promise<ComparedFiles | Trouble> {
  const all = new Map<string, There>()
  for (const folder of new Set(files.map(({ path }) => folderOf(path)))) {
    const there = await readFolder(write, repository, commit, folder, now)
    if (!there) {
      // Nothing of it is there, and something else may be in its place.
      const obstacle = await findObstacle(folder, (path) =>
        readContents(write, repository, commit, path, now),
      )
      if (typeof obstacle === 'string') return inTheWay([obstacle])
      if (obstacle) return obstacle
      continue
    }
    if ('kind' in there) return there
    for (const entry of there.entries) all.set(entry.path, entry)
    if (!there.truncated) continue
    for (const file of files) {
      if (folderOf(file.path) !== folder || all.has(file.path)) continue
      const one = await readFile(write, repository, commit, file, now)
      if (one && 'kind' in one) return one
      if (one) all.set(file.path, one)
    }
  }
  const others = files.filter(({ path }) => NO_FILES.includes(all.get(path)?.mode))
  if (others.length) return inTheWay(pathsOf(others))
  return {
    changed: pathsOf(files.filter((file) => !isAsBegun(file, all.get(file.path)))),
    files: files.map((file) => withMode(file, all.get(file.path))),
  }
}

const NO_FILES: readonly unknown[] = ['120000', '160000', '040000']

const inTheWay = (paths: readonly string[]): Trouble => ({
  kind: 'refused',
  reason: 'no-text',
  said: paths.join(', '),
})

const pathsOf = (files: readonly SentFile[]): string[] => files.map(({ path }) => path)

function isAsBegun(file: SentFile, there: There | undefined): boolean {
  // A picture that lies there already is the same one, or its name is taken.
  if ('sha' in file) return !there || there.sha === file.sha
  return there?.sha === file.before
}

const withMode = (file: SentFile, there: There | undefined): SentFile =>
  'text' in file && (there?.mode === '100644' || there?.mode === '100755')
    ? { ...file, mode: there.mode }
    : file

/** One file, of a folder too long to be listed. */
async function readFile(
  write: Writer,
  repository: RepositoryName,
  commit: Sha,
  file: SentFile,
  now: number,
): Promise<There | Trouble | undefined> {
  const there = await readContents(write, repository, commit, file.path, now)
  if (!there || 'kind' in there) return there
  if (Array.isArray(there.json)) return { mode: '040000' }
  const { type, sha } = Object(there.json) as { type?: unknown; sha?: unknown }
  if (!isSha(sha)) return undefined
  if (type === 'symlink') return { mode: '120000', sha }
  // Whether it is executable is not said here.
  return { mode: type === 'submodule' ? '160000' : 'mode' in file ? file.mode : '100644', sha }
}

async function readContents(
  write: Writer,
  repository: RepositoryName,
  commit: Sha,
  path: string,
  now: number,
): Promise<{ readonly json: unknown } | Trouble | undefined> {
  const reply = await write('GET /repos/{owner}/{repo}/contents/{path}', {
    ...namesOf(repository),
    path,
    ref: commit,
  })
  return reply.kind === 'done' ? { json: reply.json } : commonTrouble(reply, now)
}
