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
  /** What was read and marked, by place; `commands/reading/is-reading.ts` says what is one, to keep the first load small. */
  readings: unknown
  /** What can be found in a source's reports, by source. */
  shards: StoredShard
}

/** What a person has made and nobody else has: written through to the disk before it counts as stored. */
export const PRECIOUS: ReadonlySet<string> = new Set<keyof Records>([
  'drafts',
  'draftBlobs',
  'journals',
])

type Check = (value: unknown) => boolean

const isText: Check = (value) => typeof value === 'string'
const isNumber: Check = (value) => typeof value === 'number'
const isAnything = (value: unknown): value is unknown => value !== undefined
const isThere: Check = (value) => value !== undefined && value !== null
const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check)
/** An object with these fields; what else it holds is not looked at. */
const has =
  <T>(fields: Readonly<Record<string, Check>>) =>
  (value: unknown): value is T =>
    Object.entries(fields).every(([name, check]) =>
      check((Object(value) as Record<string, unknown>)[name]),
    )

/** Whether what is stored still has its form: a record that is damaged counts as absent. */
export const isIntact: { readonly [S in keyof Records]: (value: unknown) => value is Records[S] } =
  {
    blobs: isBytes,
    trees: has({ checkedAt: isNumber, tree: has({ commit: isSha, entries: Array.isArray }) }),
    heads: has({ commit: isSha }),
    facts: has({ version: isNumber, excerpt: isText, headings: Array.isArray }),
    places: has({ sha: isSha }),
    repositories: has({ name: isText }),
    seen: (value): value is Records['seen'] => Object.values(Object(value) as object).every(isSha),
    settings: isAnything,
    drawings: has({ svg: isText, drawnAt: isNumber }),
    drafts: has({
      id: isDraftId,
      revision: isNumber,
      pictures: Array.isArray,
      texts: listOf(has({ text: isText })),
    }),
    draftBlobs: isBytes,
    histories: isAnything,
    journals: has({ id: isDraftId, branch: isText, letter: has({ files: Array.isArray }) }),
    statuses: has({ pull: has({ value: isThere }), remarks: isThere, checks: isThere }),
    saves: has({ source: has({ repository: isText }), parts: Array.isArray }),
    readings: isAnything,
    shards: has({ reports: Array.isArray }),
  }
