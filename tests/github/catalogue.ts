import { openRepository, type OpenRepository, type ServedRepository } from './repository.ts'

export interface Found {
  readonly repository: OpenRepository
  readonly id: number
  /** It was asked for by a name that it no longer has. */
  readonly isFormer: boolean
}

export type Catalogue = ReturnType<typeof createCatalogue>

/** The repositories by name, by former name and by number; names compare without case. */
export function createCatalogue(all: readonly ServedRepository[]) {
  const repositories = all.map(openRepository)
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

  function found(at: number, isFormer: boolean): Found | undefined {
    const repository = repositories[at]
    return repository && { repository, id: at + 1, isFormer }
  }

  return {
    byId: (id: number): Found | undefined => found(id - 1, false),
    byName(name: string): Found | undefined {
      const at = all.findIndex((one) => same(one.name, name))
      if (at >= 0) return found(at, false)
      const former = all.findIndex((one) => one.formerNames?.some((old) => same(old, name)))
      return found(former, true)
    },
  }
}
