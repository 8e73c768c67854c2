import type { ListedRef } from './repository.ts'

/**
 * Which refs differ from those that Git has: what is written to a repository stays in memory, so a change is compared
 * and made in one step, and `reset` forgets it.
 */
export function createRefs(first: readonly ListedRef[] = []) {
  const changed = new Map<string, ListedRef | undefined>(first.map((one) => [one.ref, one]))
  return {
    /** The ref, `undefined` where it was deleted, and 'as Git has it' where nothing was changed. */
    get: (ref: string): ListedRef | undefined | 'as Git has it' =>
      changed.has(ref) ? changed.get(ref) : 'as Git has it',
    set: (ref: string, sha: string): void => void changed.set(ref, { ref, type: 'commit', sha }),
    delete: (ref: string): void => void changed.set(ref, undefined),
    /** These refs of Git's, with what was changed. */
    over: (listed: readonly ListedRef[]): ListedRef[] =>
      [
        ...listed.filter(({ ref }) => !changed.has(ref)),
        ...[...changed.values()].filter((one) => one !== undefined),
      ].sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  }
}

export type Refs = ReturnType<typeof createRefs>
