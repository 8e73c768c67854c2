import type { Facts } from '../model/facts.ts'
import type { Repository } from '../model/repository.ts'
import { isSha, type Sha } from '../model/sha.ts'
import type { Tree } from '../model/tree.ts'

/** A tree with the time of GitHub's last word on it, and of the last question (ms since the epoch). */
export interface StoredTree {
  readonly tree: Tree
  readonly checkedAt: number
  /** Later than `checkedAt` where the question was in vain. */
  readonly askedAt: number
}

/** The commit that a ref pointed at when it was asked about. */
export interface StoredHead {
  readonly commit: Sha
  readonly checkedAt: number
}

/** What GitHub said of a repository, and when: public ones become private and private ones public. */
export interface StoredRepository extends Repository {
  readonly checkedAt: number
}

/** Which blob lay at a path that no stored tree lists, and at which commit where that was known. */
interface StoredPlace {
  readonly commit?: Sha
  readonly sha: Sha
}

/** A diagram as it was drawn. */
interface StoredDrawing {
  readonly svg: string
  /** Ms since the epoch. */
  readonly drawnAt: number
}

/** What lies in each object store. */
export interface Records {
  blobs: Uint8Array
  trees: StoredTree
  heads: StoredHead
  facts: Facts
  places: StoredPlace
  repositories: StoredRepository
  seen: Readonly<Record<string, Sha>>
  settings: unknown
  drawings: StoredDrawing
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Whether what is stored still has its form: a record that is damaged counts as absent. */
export const isIntact: { readonly [S in keyof Records]: (value: unknown) => value is Records[S] } =
  {
    blobs: (value): value is Uint8Array => value instanceof Uint8Array,
    trees: (value): value is StoredTree => {
      const { tree, checkedAt } = record(value)
      return (
        typeof checkedAt === 'number' &&
        isSha(record(tree)['commit']) &&
        Array.isArray(record(tree)['entries'])
      )
    },
    heads: (value): value is StoredHead => isSha(record(value)['commit']),
    facts: (value): value is Facts => {
      const { version, excerpt, headings } = record(value)
      return typeof version === 'number' && typeof excerpt === 'string' && Array.isArray(headings)
    },
    places: (value): value is StoredPlace => isSha(record(value)['sha']),
    repositories: (value): value is StoredRepository => typeof record(value)['name'] === 'string',
    seen: (value): value is Records['seen'] => Object.values(record(value)).every(isSha),
    settings: (value): value is unknown => value !== undefined,
    drawings: (value): value is StoredDrawing => {
      const { svg, drawnAt } = record(value)
      return typeof svg === 'string' && typeof drawnAt === 'number'
    },
  }
