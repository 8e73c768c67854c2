import { listsEnough } from '../commands/library/trees.ts'
import { fetchBlob, type ByteSource } from '../github/byte-sources.ts'
import type { GitHub } from '../github/github.ts'
import { LARGEST_REPORT } from '../markdown/decode.ts'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { listEntries } from '../model/list-entries.ts'
import { folderOf } from '../model/paths.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Source } from '../model/source.ts'
import { isMarkdown } from '../model/tree.ts'
import type { PackedBlob } from '../site/pack.ts'
import type { SnapshotSource } from '../site/snapshot.ts'
import type { LastSnapshot } from './last-snapshot.ts'

const FETCHES_AT_ONCE = 6

/** A source with its texts. */
export interface Fetched {
  readonly source: SnapshotSource
  /** As the library names it. */
  readonly asked: Source
  /** It is private: nothing is published but what is asked for, its texts for Gam itself. */
  readonly secret: boolean
  /** Those that are listed, and not too large. */
  readonly entries: readonly { readonly path: string; readonly sha: Sha }[]
  readonly blobs: readonly PackedBlob[]
  /** How many of them GitHub was asked for. */
  readonly asks: number
}

/** What a source holds now; of it only what the last run has not left here is asked for. */
export async function fetchSource(
  github: GitHub,
  source: Source,
  secret: boolean,
  last: LastSnapshot,
): Promise<Fetched | Failure> {
  const { repository, ref, path } = source
  // A source of one file stands in the tree of the folder it lies in, as in the app.
  const isOneFile = isMarkdown(path)
  const folder = isOneFile ? folderOf(path) : path
  // Fetching takes long: what somebody learns from now on is newer than this.
  const checkedAt = new Date().toISOString()
  const commit = await github.fetchHead(repository, ref, 'person')
  if (isFailure(commit)) return commit
  const key = sourceKey({ repository, ref, path: folder })
  const before = last.trees.get(key)
  const isSame = before?.commit === commit && listsEnough(before, { recursive: !isOneFile })
  const tree = isSame
    ? before
    : await github.fetchTree(repository, commit, folder, !isOneFile, 'person')
  if (isFailure(tree)) return tree
  const large = tree.entries.filter((one) => (one.size ?? 0) > LARGEST_REPORT).map((one) => one.sha)
  const listed = listEntries({ source, tree, facts: new Map() }).entries
  const entries = listed.filter((one) => !large.includes(one.sha))
  if (isOneFile && !listed.length) return fail({ kind: 'removed', path, repository })

  const fromApi: ByteSource = {
    official: false,
    fetch: ({ repository, sha }) => github.fetchApiBlob(repository, sha, 'person'),
  }
  const fromRaw: ByteSource = {
    official: false,
    fetch: ({ repository, commit, path }) => github.fetchRaw(repository, commit, path),
  }
  const blobs = new Map<string, PackedBlob>()
  for (const { sha } of entries) {
    const bytes = last.blobs.get(sha)
    if (bytes) blobs.set(sha, { sha, bytes })
  }
  const missing = entries.filter(({ sha }) => !blobs.has(sha))
  const queue = missing.values()
  let failure: Failure | undefined
  const fetchSome = async () => {
    for (const { path, sha } of queue) {
      if (failure) return
      const wanted = { repository, commit, path, sha }
      const bytes = await fetchBlob(secret ? [fromApi] : [fromRaw, fromApi], wanted)
      if (isFailure(bytes)) failure ??= bytes
      else blobs.set(sha, { sha, bytes })
    }
  }
  await Promise.all(Array.from({ length: FETCHES_AT_ONCE }, fetchSome))
  if (failure) return failure
  // In the list's order, so that the same library gives the same packs.
  const ordered = entries.flatMap(({ sha }) => blobs.get(sha) ?? [])
  return {
    source: { repository, ref, key, tree, checkedAt },
    asked: source,
    secret,
    entries,
    blobs: ordered,
    asks: missing.length,
  }
}
