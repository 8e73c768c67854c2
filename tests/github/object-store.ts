import { mkdtemp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { tryGit } from './git.ts'
import { createMemory, type Memory } from './remember.ts'
import type { ServedRepository } from './repository.ts'

export interface ObjectStore {
  /** Git's environment: it reads the objects of the repository that is served, and writes new ones elsewhere. */
  env(): Promise<Readonly<Record<string, string>>>
  readonly remember: Memory
}

/**
 * The objects of a repository and all its forks: like GitHub's own, one store for a network. What is new lies in a
 * folder below `folder`; the repository that is served is never written to.
 */
export function createObjectStore(
  served: Pick<ServedRepository, 'gitDir' | 'env'>,
  folder: string,
): ObjectStore {
  let made: Promise<Readonly<Record<string, string>>> | undefined

  async function make(): Promise<Readonly<Record<string, string>>> {
    const printed = await tryGit(served.gitDir, ['rev-parse', '--git-path', 'objects'])
    const own = printed ? resolve(printed.toString().trim()) : join(served.gitDir, 'objects')
    const { GIT_OBJECT_DIRECTORY = '', GIT_ALTERNATE_OBJECT_DIRECTORIES = '' } = served.env ?? {}
    const old = [own, GIT_OBJECT_DIRECTORY, GIT_ALTERNATE_OBJECT_DIRECTORIES].filter(Boolean)
    return {
      ...served.env,
      GIT_OBJECT_DIRECTORY: await mkdtemp(join(folder, 'objects-')),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: [...new Set(old)].join(':'),
    }
  }

  return { env: () => (made ??= make()), remember: createMemory() }
}
