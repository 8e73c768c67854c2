import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ServedRepository } from './repository.ts'

/** Several questions of one page get the same commit. */
const SAME_FOR = 300

export interface ServedFolder {
  readonly repository: ServedRepository
  close(): Promise<void>
}

/**
 * A local folder or clone as a repository: the working tree as it is now, without what `.gitignore` leaves out, through
 * Git's own filters. The index and all new objects lie in a temporary folder; the clone is never written to.
 * Throws an error with a sentence for people where there is no such folder.
 */
export async function serveFolder(name: string, path: string): Promise<ServedFolder> {
  const folder = resolve(path)
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) {
    throw new Error(`${path} is not a folder: nothing can be served as ${name}.`)
  }
  const temporary = await mkdtemp(join(tmpdir(), 'gam-folder-'))
  const clone = (await run(['-C', folder, 'rev-parse', '--absolute-git-dir'], {}))?.trim()
  const top = (await run(['-C', folder, 'rev-parse', '--show-toplevel'], {}))?.trim() || folder
  const gitDir = join(temporary, 'git')
  await run(['init', '--quiet', '--bare', gitDir], {})
  const objects =
    clone && (await run(['-C', folder, 'rev-parse', '--git-path', 'objects'], {}))?.trim()
  const env: Record<string, string> = {
    GIT_INDEX_FILE: join(temporary, 'index'),
    GIT_OBJECT_DIRECTORY: join(temporary, 'objects'),
    ...(objects ? { GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(folder, objects) } : {}),
    GIT_AUTHOR_NAME: 'Local folder',
    GIT_AUTHOR_EMAIL: 'local@localhost',
    GIT_COMMITTER_NAME: 'Local folder',
    GIT_COMMITTER_EMAIL: 'local@localhost',
    GIT_AUTHOR_DATE: '2017-01-01T00:00:00Z',
    GIT_COMMITTER_DATE: '2017-01-01T00:00:00Z',
  }
  await mkdir(join(temporary, 'objects'), { recursive: true })

  /** The clone's own git folder gives its attributes and excludes; without one, the temporary folder serves. */
  const inTree = (...args: string[]) =>
    run(['--git-dir', clone ?? gitDir, '--work-tree', clone ? top : folder, ...args], env)

  async function commit(): Promise<string> {
    if ((await inTree('add', '--all', '.')) === undefined)
      throw new Error(`Git could not read ${folder}`)
    const tree = (await inTree('write-tree'))?.trim() ?? ''
    const made = await inTree('commit-tree', tree, '-m', 'The folder as it is now')
    return made?.trim() ?? ''
  }

  let asked = 0
  let current: Promise<string> | undefined
  const head = (): Promise<string> => {
    if (!current || Date.now() - asked > SAME_FOR) {
      asked = Date.now()
      current = commit()
    }
    return current
  }
  return {
    repository: { name, gitDir: clone ?? gitDir, env, head, defaultBranch: 'main' },
    close: () => rm(temporary, { recursive: true, force: true }),
  }
}

function run(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn('git', args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const parts: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => parts.push(part))
    child.on('close', (code) => done(code === 0 ? Buffer.concat(parts).toString() : undefined))
    child.on('error', () => done(undefined))
  })
}
