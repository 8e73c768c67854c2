import { git, makeRepository as importHistory, type Change, type Person } from './sample/git.ts'

/** A file's text or bytes, a symbolic link, another repository's commit, or null where it is removed. */
type FileChange =
  string | Uint8Array | { readonly link: string } | { readonly submodule: string } | null

export interface TestCommit {
  readonly files: Readonly<Record<string, FileChange>>
  readonly message?: string
  readonly author?: Person
  /** ISO; without it, a day after the commit before. */
  readonly date?: string
  /** Begins where `main` stands, unless it is there already; without it, `main`. */
  readonly branch?: string
  /** An annotated tag. */
  readonly tag?: string
}

const SOMEBODY: Person = { name: 'Elijah', email: 'elijah@example.com' }
const FIRST_DAY = Date.UTC(2017, 5, 19)
const DAY = 86_400_000

/** Makes a bare repository in this folder: the same commits always have the same SHAs, whatever Git's settings. */
export async function makeRepository(
  folder: string,
  commits: readonly TestCommit[],
): Promise<void> {
  if (commits.length === 0) {
    await git(['init', '--quiet', '--bare', '--template=', '--initial-branch=main', folder])
    return
  }
  await importHistory(
    folder,
    commits.map(({ files, message, author, date, branch, tag }, at) => ({
      author: author ?? SOMEBODY,
      date: date ?? new Date(FIRST_DAY + at * DAY).toISOString(),
      message: message ?? `Commit ${at + 1}`,
      changes: Object.entries(files).map(([path, file]) => changeOf(path, file)),
      ...(branch && branch !== 'main' ? { branch } : {}),
      ...(tag ? { tag } : {}),
    })),
  )
}

function changeOf(path: string, file: FileChange): Change {
  if (file === null) return { kind: 'remove', path }
  if (typeof file === 'string') return { kind: 'put', path, bytes: Buffer.from(file) }
  if (file instanceof Uint8Array) return { kind: 'put', path, bytes: Buffer.from(file) }
  if ('submodule' in file) return { kind: 'submodule', path, commit: file.submodule }
  return { kind: 'link', path, target: file.link }
}
