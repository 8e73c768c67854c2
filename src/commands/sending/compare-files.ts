import type { Writer } from '../../github/writer.ts'
import type { SentFile, Trouble } from '../../model/journal.ts'
import { folderOf } from '../../model/paths.ts'
import type { RepositoryName } from '../../model/repository.ts'
import { isSha, type Sha } from '../../model/sha.ts'
import type { TreeEntry } from '../../model/tree.ts'
import { namesOf } from './find-target.ts'
import { readFolder } from './read-folder.ts'
import { commonTrouble } from './reply.ts'

export interface ComparedFiles {
  /** Those that the commit has otherwise than these begin with. */
  readonly changed: readonly string[]
  /** All of them, each executable or not as it is in the commit: only then is nothing but its text changed. */
  readonly files: readonly SentFile[]
}

type There = Pick<TreeEntry, 'mode' | 'sha'>

/** Whether a commit has the files as these begin. What is a link or a submodule by now is refused: neither is a text. */
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
    // No such folder: nothing of it is there.
    if (!there) continue
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
  const links = files.filter(({ path }) => LINKS.includes(all.get(path)?.mode))
  if (links.length) return { kind: 'refused', reason: 'no-text', said: pathsOf(links).join(', ') }
  return {
    changed: pathsOf(files.filter((file) => !isAsBegun(file, all.get(file.path)))),
    files: files.map((file) => withMode(file, all.get(file.path))),
  }
}

const LINKS: readonly unknown[] = ['120000', '160000']

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
  const reply = await write('GET /repos/{owner}/{repo}/contents/{path}', {
    ...namesOf(repository),
    path: file.path,
    ref: commit,
  })
  if (reply.kind !== 'done') return commonTrouble(reply, now)
  const { type, sha } = Object(reply.json) as { type?: unknown; sha?: unknown }
  if (!isSha(sha)) return undefined
  if (type === 'symlink') return { mode: '120000', sha }
  // Whether it is executable is not said here.
  return { mode: type === 'submodule' ? '160000' : 'mode' in file ? file.mode : '100644', sha }
}
