import type { Facts } from '../model/facts.ts'
import type { Repository } from '../model/repository.ts'
import { isDraftId, type Draft } from '../model/draft.ts'
import type { Journal } from '../model/journal.ts'
import type { Checks, PullFacts, Remark } from '../model/pull-status.ts'
import type { Saved } from '../model/saved.ts'
import type { StoredShard } from '../model/search.ts'
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
  /** Why there is none, in the words of the program that was to draw it. */
  readonly error?: string
  /** Ms since the epoch. */
  readonly drawnAt: number
}

/** GitHub's last answer to one question, with the tag to ask again with. */
export interface StoredAnswer<T> {
  readonly etag?: string
  /** The tag holds for this account alone. */
  readonly login?: string
  readonly value: T
}

/** What GitHub said of the pull request that an edit became. */
export interface StoredStatus {
  readonly pull: StoredAnswer<PullFacts>
  /** Each in its own answer, by the address it was asked at. */
  readonly remarks: Readonly<Record<string, StoredAnswer<readonly Remark[]>>>
  readonly checks: Readonly<Record<string, StoredAnswer<Checks>>>
  readonly checkedAt: number
  /** What was found of its branch when it was to be tidied away; `kept`: others have pushed to it. */
  readonly branch?: 'deleted' | 'gone' | 'kept'
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
  drafts: Draft
  /** The blobs that drafts began with, and their pictures, by `blobKey`. */
  draftBlobs: Uint8Array
  /** What can be undone in the editor, by draft and path, as the editor itself writes it. */
  histories: unknown
  journals: Journal
  /** By draft. */
  statuses: StoredStatus
  /** What is to be here offline, by source. */
  saves: Saved
  /** What can be found in a source's reports, by source. */
  shards: StoredShard
}

/** What a person has made and nobody else has: written through to the disk before it counts as stored. */
export const PRECIOUS: ReadonlySet<string> = new Set<keyof Records>([
  'drafts',
  'draftBlobs',
  'journals',
])

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
    drafts: (value): value is Draft => {
      const { id, texts, pictures, revision } = record(value)
      return (
        isDraftId(id) &&
        typeof revision === 'number' &&
        Array.isArray(pictures) &&
        Array.isArray(texts) &&
        texts.every((one) => typeof record(one)['text'] === 'string')
      )
    },
    draftBlobs: (value): value is Uint8Array => value instanceof Uint8Array,
    histories: (value): value is unknown => value !== undefined,
    journals: (value): value is Journal => {
      const { id, letter, branch } = record(value)
      return isDraftId(id) && typeof branch === 'string' && Array.isArray(record(letter)['files'])
    },
    statuses: (value): value is StoredStatus => {
      const { pull, remarks, checks } = record(value)
      return !!record(pull)['value'] && !!remarks && !!checks
    },
    saves: (value): value is Saved => {
      const { source, parts } = record(value)
      return typeof record(source)['repository'] === 'string' && Array.isArray(parts)
    },
    shards: (value): value is StoredShard => Array.isArray(record(value)['reports']),
  }
