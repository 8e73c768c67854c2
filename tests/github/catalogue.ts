import { createObjectStore, type ObjectStore } from './object-store.ts'
import type { Refs } from './refs.ts'
import { openRepository, type OpenRepository, type ServedRepository } from './repository.ts'

export interface Found {
  readonly repository: OpenRepository
  readonly id: number
  /** It was asked for by a name that it no longer has. */
  readonly isFormer: boolean
}

export type Catalogue = ReturnType<typeof createCatalogue>

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

/** The repositories by name, by former name and by number; names compare without case. */
export function createCatalogue(all: readonly ServedRepository[], folder: string) {
  // Objects that nothing names do no harm, and need not be made again.
  const stores = all.map((one) => createObjectStore(one, folder))
  const open = (): OpenRepository[] =>
    all.map((one, at) => openRepository(one, { store: stores[at] as ObjectStore }))
  let repositories = open()
  // They keep their place: it is the number of each.
  const removed = new Set<OpenRepository>()

  function found(at: number, isFormer: boolean): Found | undefined {
    const repository = repositories[at]
    if (!repository || removed.has(repository)) return undefined
    return { repository, id: at + 1, isFormer }
  }

  return {
    get all(): readonly OpenRepository[] {
      return repositories.filter((one) => !removed.has(one))
    },
    has: (repository: OpenRepository): boolean => !removed.has(repository),
    remove: (repository: OpenRepository): void => void removed.add(repository),
    idOf: (repository: OpenRepository): number => repositories.indexOf(repository) + 1,
    byId: (id: number): Found | undefined => found(id - 1, false),
    byName(name: string): Found | undefined {
      const at = repositories.findIndex((one) => !removed.has(one) && same(one.served.name, name))
      if (at >= 0) return found(at, false)
      const former = repositories.findIndex(({ served }) =>
        served.formerNames?.some((old) => same(old, name)),
      )
      return found(former, true)
    },
    addFork(parent: OpenRepository, served: ServedRepository, refs: Refs): OpenRepository {
      const { store } = parent
      const fork = openRepository(served, { parent, refs, ...(store && { store }) })
      repositories.push(fork)
      return fork
    },
    /** As they were served: nothing written, no forks. */
    reset(): void {
      repositories = open()
      removed.clear()
    },
  }
}
