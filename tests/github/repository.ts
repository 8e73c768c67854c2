import { tryGit } from './git.ts'

/** A repository that the local GitHub serves. */
export interface ServedRepository {
  readonly name: string
  readonly gitDir: string
  /** More environment for Git, such as GIT_ALTERNATE_OBJECT_DIRECTORIES. */
  readonly env?: Readonly<Record<string, string>>
  readonly private?: boolean
  /** Logins that may read it where it is private. */
  readonly readers?: readonly string[]
  readonly writers?: readonly string[]
  readonly formerNames?: readonly string[]
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

export interface ListedEntry {
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

/** Reads one repository with the Git command; every answer is undefined where Git knows nothing of it. */
export function openRepository(served: ServedRepository) {
  const git = (...args: string[]) => tryGit(served.gitDir, args, served.env)
  const verify = async (name: string) =>
    (await git('rev-parse', '--verify', '--quiet', '--end-of-options', name))?.toString().trim()

  async function defaultBranch(): Promise<string> {
    if (served.defaultBranch !== undefined) return served.defaultBranch
    if (served.head) return (await served.head()).branch
    return (await git('symbolic-ref', '--short', 'HEAD'))?.toString().trim() ?? 'main'
  }

  async function commitOf(ref: string): Promise<string | undefined> {
    if (isWholeSha(ref)) return verify(`${ref}^{commit}`)
    const name = ref === 'HEAD' ? await defaultBranch() : ref.replace(/^(?:refs\/)?heads\//, '')
    const head = await served.head?.()
    if (head?.branch === name) return head.commit
    const found =
      (await verify(`refs/heads/${name}^{commit}`)) ??
      (await verify(`refs/tags/${name.replace(/^(?:refs\/)?tags\//, '')}^{commit}`))
    return found ?? (/^[0-9a-f]{7,39}$/.test(name) ? verify(`${name}^{commit}`) : undefined)
  }

  /** Branches and tags; the branch of a working tree is at the commit that the tree would be. */
  async function refs(): Promise<ListedRef[]> {
    const format = '--format=%(refname) %(objecttype) %(objectname)'
    const printed = await git('for-each-ref', format, 'refs/heads', 'refs/tags')
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
    served,
    defaultBranch,
    commitOf,
    refs,
    git,

    isEmpty: async (): Promise<boolean> => (await refs()).length === 0,

    /** The folder at `path` of a commit, ref or tree. */
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

    /** The bytes at `path` of a commit. */
    fileAt: async (commit: string, path: string): Promise<Buffer | undefined> =>
      git('cat-file', 'blob', `${commit}:${path}`),

    /** The bytes at `ref/path` as the raw host splits it. */
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

export type OpenRepository = ReturnType<typeof openRepository>
