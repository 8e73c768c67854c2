import { tryGit } from './git.ts'

/** A repository that the local GitHub serves. */
export interface ServedRepository {
  readonly name: string
  readonly gitDir: string
  readonly env?: Readonly<Record<string, string>>
  readonly private?: boolean
  /** Logins that may read it where it is private. */
  readonly readers?: readonly string[]
  readonly writers?: readonly string[]
  readonly formerNames?: readonly string[]
  readonly defaultBranch?: string
  /** A working tree: the commit that it is now. */
  readonly head?: () => Promise<string>
  /** GitHub cuts a recursive tree short above 100,000 entries. */
  readonly truncateAbove?: number
}

export interface ListedEntry {
  readonly mode: string
  readonly type: string
  readonly sha: string
  readonly size: number | undefined
  readonly path: string
}

/** Reads one repository with the Git command; every answer is undefined where Git knows nothing of it. */
export function openRepository(served: ServedRepository) {
  const { gitDir, env } = served
  const git = (...args: string[]) => tryGit(gitDir, args, env)

  async function commitOf(ref: string): Promise<string | undefined> {
    if (served.head && (ref === 'HEAD' || ref === (served.defaultBranch ?? 'main')))
      return served.head()
    const names = /^[0-9a-f]{7,40}$/.test(ref) ? [ref] : []
    const wanted = ref === 'HEAD' ? ['HEAD'] : [`refs/heads/${ref}`, `refs/tags/${ref}`, ...names]
    for (const name of wanted) {
      const found = await git('rev-parse', '--verify', '--quiet', `${name}^{commit}`)
      if (found) return found.toString().trim()
    }
    return undefined
  }

  return {
    served,
    commitOf,

    async treeOf(treeish: string, path: string): Promise<string | undefined> {
      const commit = (await commitOf(treeish)) ?? treeish
      const name = path ? `${commit}:${path}` : `${commit}^{tree}`
      const found = await git('rev-parse', '--verify', '--quiet', name)
      const sha = found?.toString().trim()
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

    async blob(sha: string): Promise<Buffer | undefined> {
      return git('cat-file', 'blob', sha)
    },

    /** The bytes at `ref/path` as the raw host splits it: the longest ref that is there. */
    async file(
      refAndPath: readonly string[],
    ): Promise<{ bytes: Buffer; path: string } | undefined> {
      for (let length = refAndPath.length - 1; length > 0; length--) {
        const commit = await commitOf(refAndPath.slice(0, length).join('/'))
        const path = refAndPath.slice(length).join('/')
        const bytes = commit && (await git('cat-file', 'blob', `${commit}:${path}`))
        if (bytes) return { bytes, path }
      }
      return undefined
    },

    async refs(prefix: string): Promise<{ ref: string; sha: string }[]> {
      const printed = await git(
        'for-each-ref',
        '--format=%(refname) %(objectname)',
        `refs/${prefix}*`,
        `refs/${prefix}*/**`,
      )
      return (printed?.toString() ?? '')
        .split('\n')
        .filter(Boolean)
        .map((line) => ({ ref: line.split(' ')[0] ?? '', sha: line.split(' ')[1] ?? '' }))
    },
  }
}

export type OpenRepository = ReturnType<typeof openRepository>
