import { isAncestor, mergeTrees } from './merging.ts'
import type { Pull } from './pulls.ts'

export interface Comparison {
  readonly commits: number
  readonly additions: number
  readonly deletions: number
  readonly changedFiles: number
}

interface Known {
  readonly mergeable: boolean
  readonly isBehind: boolean
}

/** Where the base of a pull request stands, or stood when it was closed. */
export const baseShaOf = async (pull: Pull): Promise<string> =>
  pull.baseSha ?? (await pull.repository.branch(pull.base)) ?? ''

/** What GitHub computes of a pull request when it is asked: not yet the first time. */
export function createMergeability() {
  const asked = new Set<string>()
  const known = new Map<string, Known>()
  const compared = new Map<string, Comparison>()

  return {
    reset(): void {
      asked.clear()
      known.clear()
      compared.clear()
    },
    /** Undefined while it is being computed: at the first question after a branch moved. */
    async ask(pull: Pull): Promise<Known | undefined> {
      if (pull.state === 'closed') return undefined
      const base = await baseShaOf(pull)
      const key = `${pull.id} ${base} ${pull.headSha}`
      const before = known.get(key)
      if (before) return before
      if (!asked.has(key)) {
        asked.add(key)
        return undefined
      }
      const mergeable = (await mergeTrees(pull.repository, base, pull.headSha)) !== undefined
      const isBehind = !(await isAncestor(pull.repository, base, pull.headSha))
      known.set(key, { mergeable, isBehind })
      return { mergeable, isBehind }
    },
    async compare(pull: Pull): Promise<Comparison> {
      const base = await baseShaOf(pull)
      const key = `${base} ${pull.headSha}`
      const comparison = compared.get(key) ?? (await compare(pull, base))
      compared.set(key, comparison)
      return comparison
    },
  }
}

export type Mergeability = ReturnType<typeof createMergeability>

async function compare({ repository, headSha }: Pull, base: string): Promise<Comparison> {
  const [count, numbers] = await Promise.all([
    repository.git('rev-list', '--count', `${base}..${headSha}`),
    repository.git('diff', '--numstat', '--no-renames', `${base}...${headSha}`),
  ])
  const lines = (numbers?.toString() ?? '').split('\n').filter(Boolean)
  const sum = (at: number) =>
    lines.reduce((all, line) => all + (Number(line.split('\t')[at]) || 0), 0)
  return {
    commits: Number(count?.toString() ?? 0),
    additions: sum(0),
    deletions: sum(1),
    changedFiles: lines.length,
  }
}
