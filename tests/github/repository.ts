import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tryGit } from './git.ts'
import type { ObjectStore } from './object-store.ts'
import { createRefs, type Refs } from './refs.ts'
import { stateOfRefs } from './state-of-refs.ts'

/** What a repository's owner may set, at any time. */
export interface RepositorySettings {
  readonly private?: boolean
  readonly archived?: boolean
  readonly disabled?: boolean
  /** Without these two: yes. */
  readonly allowForking?: boolean
  readonly hasPullRequests?: boolean
  readonly pullRequestCreationPolicy?: 'all' | 'collaborators_only'
  readonly webCommitSignoffRequired?: boolean
  /** A pull request must hold all of its base before it may be merged: only then GitHub calls one `behind`. */
  readonly requiresUpToDate?: boolean
}

/** A repository that the local GitHub serves. */
export interface ServedRepository extends RepositorySettings {
  readonly name: string
  readonly gitDir: string
  /** More environment for Git, such as GIT_ALTERNATE_OBJECT_DIRECTORIES. */
  readonly env?: Readonly<Record<string, string>>
  /** Logins that may read it where it is private. */
  readonly readers?: readonly string[]
  readonly writers?: readonly string[]
  readonly formerNames?: readonly string[]
  /** The present names of branches, by their former ones. */
  readonly renamedBranches?: Readonly<Record<string, string>>
  /** Without it, what the repository's own HEAD names. */
  readonly defaultBranch?: string
  /** A working tree: its branch, and the commit that it would be now. */
  readonly head?: () => Promise<WorkingHead>
  /** GitHub cuts a recursive tree short above 100,000 entries. */
  readonly truncateAbove?: number
}

export interface WorkingHead {
  readonly branch: string
  readonly commit: string
}

interface ListedEntry {
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size: number | undefined
  readonly path: string
}

export interface ListedRef {
  /** `refs/heads/main` */
  readonly ref: string
  readonly type: string
  readonly sha: string
}

export const isWholeSha = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

interface GitInput {
  readonly input?: Buffer | string
  readonly env?: Readonly<Record<string, string>>
}

export interface OpenRepository {
  readonly served: ServedRepository
  /** What it is a fork of. */
  readonly parent: OpenRepository | undefined
  readonly store: ObjectStore | undefined
  /** The refs that were written, which Git does not know. */
  readonly changed: Refs
  /** Its owner changes it. */
  change(settings: Partial<ServedRepository>): void
  git(...args: string[]): Promise<Buffer | undefined>
  gitWith(args: readonly string[], input?: GitInput): Promise<Buffer | undefined>
  defaultBranch(): Promise<string>
  commitOf(ref: string): Promise<string | undefined>
  /** A branch alone, by its whole name: no tag, no commit. */
  branch(name: string): Promise<string | undefined>
  refs(): Promise<ListedRef[]>
  isEmpty(): Promise<boolean>
  /** The folder at `path` of a commit, ref or tree. */
  treeOf(treeish: string, path: string): Promise<string | undefined>
  list(tree: string, recursive: boolean): Promise<ListedEntry[]>
  blob(sha: string): Promise<Buffer | undefined>
  /** The bytes at `path` of a commit. */
  fileAt(commit: string, path: string): Promise<Buffer | undefined>
  /** The bytes at `ref/path` as the raw host splits it. */
  file(refAndPath: string): Promise<{ bytes: Buffer; path: string } | undefined>
}

export interface Opened {
  readonly store?: ObjectStore
  readonly refs?: Refs
  /** What it is a fork of. Its refs are its own: none of them are Git's. */
  readonly parent?: OpenRepository
}

/** One repository through the Git command; every answer is undefined where Git knows nothing of it. */
export function openRepository(
  first: ServedRepository,
  { store, refs: changed = createRefs(), parent }: Opened = {},
): OpenRepository {
  let served = first
  const gitWith = async (args: readonly string[], { input, env = {} }: GitInput = {}) => {
    const ask = async () =>
      tryGit(served.gitDir, args, { ...(store ? await store.env() : served.env), ...env }, input)
    return store ? store.remember(args, input, ask) : ask()
  }
  const git = (...args: string[]) => gitWith(args)
  const verify = async (name: string) =>
    (await git('rev-parse', '--verify', '--quiet', '--end-of-options', name))?.toString().trim()

  async function defaultBranch(): Promise<string> {
    if (served.defaultBranch !== undefined) return served.defaultBranch
    if (served.head) return (await served.head()).branch
    // Every question about a repository asks this one too: no process for it.
    const head = await readFile(join(served.gitDir, 'HEAD'), 'utf8').catch(() => '')
    return /^ref: refs\/heads\/(.+)/.exec(head)?.[1] ?? 'main'
  }

  async function commitOf(ref: string): Promise<string | undefined> {
    if (isWholeSha(ref)) return verify(`${ref}^{commit}`)
    const name = ref === 'HEAD' ? await defaultBranch() : ref.replace(/^(?:refs\/)?heads\//, '')
    const own = changed.get(`refs/heads/${name}`)
    if (own !== 'as Git has it') return own?.sha
    if (parent) {
      const tag = changed.over([]).find((one) => one.ref === `refs/tags/${name}`)
      return tag && verify(`${tag.sha}^{commit}`)
    }
    const head = await served.head?.()
    if (head?.branch === name) return head.commit
    const found =
      (await verify(`refs/heads/${name}^{commit}`)) ??
      (await verify(`refs/tags/${name.replace(/^(?:refs\/)?tags\//, '')}^{commit}`))
    return found ?? (/^[0-9a-f]{7,39}$/.test(name) ? verify(`${name}^{commit}`) : undefined)
  }

  /** Branches and tags; the branch of a working tree is at the commit that the tree would be. */
  const refs = async (): Promise<ListedRef[]> => changed.over(parent ? [] : await refsOfGit())

  let lastPrinted:
    { readonly files: string; readonly printed: Promise<Buffer | undefined> } | undefined

  /** Nearly every request asks for them: Git is asked again where one of its files has changed. */
  async function printedRefs(): Promise<Buffer | undefined> {
    const format = '--format=%(refname) %(objecttype) %(objectname)'
    const ask = () => git('for-each-ref', format, 'refs/heads', 'refs/tags')
    const files = await stateOfRefs(served.gitDir)
    if (files === undefined) return ask()
    if (lastPrinted?.files !== files) lastPrinted = { files, printed: ask() }
    return lastPrinted.printed
  }

  async function refsOfGit(): Promise<ListedRef[]> {
    const printed = await printedRefs()
    const all = (printed?.toString() ?? '')
      .split('\n')
      .filter(Boolean)
      .map((line): ListedRef => {
        const [ref = '', type = '', sha = ''] = line.split(' ')
        return { ref, type, sha }
      })
    const head = await served.head?.()
    if (!head) return all
    const own = { ref: `refs/heads/${head.branch}`, type: 'commit', sha: head.commit }
    return [...all.filter(({ ref }) => ref !== own.ref), own]
  }

  /** The refs that a path may begin with, longest first: a branch's name may hold slashes. */
  async function refsBefore(path: string): Promise<string[]> {
    const first = path.split('/')[0] ?? ''
    if (first === 'HEAD' || isWholeSha(first)) return [first]
    const names = (await refs()).flatMap(({ ref }) => [ref, ref.replace(/^refs\/\w+\//, '')])
    return [...names, first]
      .filter((name) => path.startsWith(`${name}/`))
      .sort((a, b) => b.length - a.length)
  }

  return {
    get served() {
      return served
    },
    change(settings) {
      served = { ...served, ...settings }
    },
    parent,
    store,
    changed,
    defaultBranch,
    commitOf,
    refs,
    git,
    gitWith,

    async branch(name) {
      const own = changed.get(`refs/heads/${name}`)
      if (own !== 'as Git has it') return own?.sha
      return (await refs()).find(({ ref }) => ref === `refs/heads/${name}`)?.sha
    },

    isEmpty: async (): Promise<boolean> => (await refs()).length === 0,

    async treeOf(treeish: string, path: string): Promise<string | undefined> {
      const root = (await commitOf(treeish)) ?? (isWholeSha(treeish) ? treeish : undefined)
      const sha = root && (await verify(path ? `${root}:${path}` : `${root}^{tree}`))
      const type = sha && (await git('cat-file', '-t', sha))?.toString().trim()
      return type === 'tree' ? sha : undefined
    },

    async list(tree: string, recursive: boolean): Promise<ListedEntry[]> {
      const printed = await git('ls-tree', '-z', '-l', ...(recursive ? ['-r', '-t'] : []), tree)
      return (printed?.toString() ?? '')
        .split('\0')
        .filter(Boolean)
        .map((line) => {
          const [, mode = '', type = '', sha = '', size = '', path = ''] =
            /^(\d+) (\w+) (\w+) +(-|\d+)\t(.*)$/s.exec(line) ?? []
          return { mode, type, sha, size: size === '-' ? undefined : Number(size), path }
        })
    },

    blob: async (sha: string): Promise<Buffer | undefined> =>
      isWholeSha(sha) ? git('cat-file', 'blob', sha) : undefined,

    fileAt: async (commit: string, path: string): Promise<Buffer | undefined> =>
      git('cat-file', 'blob', `${commit}:${path}`),

    async file(refAndPath: string): Promise<{ bytes: Buffer; path: string } | undefined> {
      for (const ref of await refsBefore(refAndPath)) {
        const commit = await commitOf(ref)
        const path = refAndPath.slice(ref.length + 1)
        const bytes = commit && (await git('cat-file', 'blob', `${commit}:${path}`))
        if (bytes) return { bytes, path }
      }
      return undefined
    },
  }
}
