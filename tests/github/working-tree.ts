import { copyFile, mkdir, mkdtemp, realpath, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { runGit } from './git.ts'
import type { ServedRepository, WorkingHead } from './repository.ts'

/** Several questions of one page get the same commit. */
const SAME_FOR = 300

export interface ServedFolder {
  readonly repository: ServedRepository
  /** All that was made for it lies here. */
  readonly temporary: string
  close(): Promise<void>
}

/** What a clone's own settings must not do here: run programs or write into the clone. */
const settings = (temporary: string): string[] =>
  [
    'core.hooksPath=/dev/null',
    'core.fsmonitor=false',
    'core.splitIndex=false',
    'core.quotePath=false',
    // Git LFS's filter stores what it has read.
    `lfs.storage=${join(temporary, 'lfs')}`,
  ].flatMap((one) => ['-c', one])

const AS_NOBODY = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((who) => [
    [`GIT_${who}_NAME`, 'Local folder'],
    [`GIT_${who}_EMAIL`, 'local@localhost'],
    // The same files make the same commit.
    [`GIT_${who}_DATE`, '2017-01-01T00:00:00Z'],
  ]),
)

/**
 * A local folder or clone as a repository: the working tree as it is now, without what `.gitignore` leaves out, through
 * Git's own filters. A folder inside a clone is served alone, as the root. The index and all new objects lie in a
 * temporary folder; the clone is never written to.
 * Throws an error with a sentence for people where there is no such folder.
 */
export async function serveFolder(name: string, path: string): Promise<ServedFolder> {
  const given = resolve(path)
  const found = await stat(given).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new Error(`${path} is not a folder: nothing can be served as ${name}.`)
  }
  const folder = await realpath(given)
  const temporary = await mkdtemp(join(tmpdir(), 'gam-folder-'))
  const index = join(temporary, 'index')
  const objects = join(temporary, 'objects')
  await mkdir(objects)

  const ask = async (...args: string[]): Promise<string | undefined> => {
    const { code, stdout } = await runGit(['-C', folder, ...args])
    return code === 0 ? stdout.toString().trim() : undefined
  }
  const close = () => rm(temporary, { recursive: true, force: true })
  const clone = await ask('rev-parse', '--absolute-git-dir')
  if (clone === folder && (await ask('rev-parse', '--is-bare-repository')) === 'true')
    return { repository: { name, gitDir: folder }, temporary, close }
  // Who names a folder that the clone around it ignores wants to read it all the same.
  const ignored = (await ask('check-ignore', '--quiet', folder)) !== undefined
  const top = clone && !ignored && (await ask('rev-parse', '--show-toplevel'))
  const cloneObjects = await ask('rev-parse', '--git-path', 'objects')
  const gitDir = top ? clone : join(temporary, 'git')
  const root = top || folder
  const below = relative(root, folder)
  if (!top) await runGit(['init', '--quiet', '--bare', '--template=', gitDir])
  const env: Record<string, string> = {
    ...AS_NOBODY,
    GIT_INDEX_FILE: index,
    GIT_OBJECT_DIRECTORY: objects,
    ...(top && cloneObjects
      ? { GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(folder, cloneObjects) }
      : {}),
  }

  async function git(...args: string[]): Promise<string> {
    const where = ['-C', root, '--git-dir', gitDir, '--work-tree', root]
    const { code, stdout, stderr } = await runGit([...settings(temporary), ...where, ...args], env)
    if (code !== 0) throw new Error(`Git could not read ${path} (${name}): ${stderr}`)
    return stdout.toString().trim()
  }

  let copied = ''
  /** The clone's index knows files that are ignored and yet tracked, and spares the reading of those that are unchanged. */
  async function takeIndex(): Promise<void> {
    const own = join(gitDir, 'index')
    const state = top ? await stat(own).catch(() => undefined) : undefined
    const version = state ? `${state.mtimeMs} ${state.size}` : ''
    if (!state || version === copied) return
    copied = version
    await copyFile(own, index)
  }

  async function commit(): Promise<WorkingHead> {
    await takeIndex()
    await git('add', '--all', '--', below || '.')
    const tree = await git('write-tree', ...(below ? [`--prefix=${below}/`] : []))
    const [branch, parent] = top
      ? [await ask('symbolic-ref', '--short', 'HEAD'), await ask('rev-parse', '--verify', 'HEAD')]
      : []
    const parents = parent && !below ? ['-p', parent] : []
    return {
      branch: branch ?? 'main',
      commit: await git('commit-tree', ...parents, '-m', 'The folder as it is now', tree),
    }
  }

  let asked = 0
  let current: Promise<WorkingHead> | undefined
  const head = (): Promise<WorkingHead> => {
    if (!current || Date.now() - asked > SAME_FOR) {
      asked = Date.now()
      // One after the other: they share an index.
      current = (current ?? Promise.resolve()).then(commit, commit)
    }
    return current
  }
  return {
    repository: { name, gitDir, env, head },
    temporary,
    close,
  }
}
