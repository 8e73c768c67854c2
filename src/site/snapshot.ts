import { fail, isFailure, type Failure } from '../model/failure.ts'
import { isPath } from '../model/paths.ts'
import { isRef } from '../model/refs.ts'
import { parseRepositoryName, type RepositoryName } from '../model/repository.ts'
import { isSha, type Sha } from '../model/sha.ts'
import { sourceKey } from '../model/source.ts'
import { parseEntry, type Tree } from '../model/tree.ts'
import { fetchJson } from './fetch-beside.ts'
import { fieldsOf } from './fields-of.ts'

const FILE = 'snapshot.json'

/** The library as its host stored it beside the page: each source's tree, and all reports in packs. */
export interface Snapshot {
  /** ISO 8601. */
  readonly madeAt: string
  readonly sources: readonly SnapshotSource[]
  readonly packs: readonly SnapshotPack[]
}

export interface SnapshotSource {
  readonly repository: RepositoryName
  readonly ref: string
  /** The key under which the tree is kept: repository, ref and folder. */
  readonly key: string
  readonly tree: Tree
  /** When GitHub said that this is the ref's commit; that of the whole where a snapshot does not say. */
  readonly checkedAt: string
}

export interface SnapshotPack {
  readonly file: string
  /** Of the file, compressed. */
  readonly bytes: number
  readonly shas: readonly Sha[]
}

/** The snapshot beside the page; undefined where the host has made none. */
export async function fetchSnapshot(
  fetch: typeof globalThis.fetch,
  base: string,
): Promise<Snapshot | Failure | undefined> {
  const got = await fetchJson(fetch, base, FILE)
  if (isFailure(got)) return got.kind === 'not-found' ? undefined : got
  return parseSnapshot(got.json)
}

/** What `snapshot.json` holds: entries as `[path, mode, sha, size]` (no size for folders), paths from the repository's root. */
export function formatSnapshot(snapshot: Snapshot): string {
  return JSON.stringify({
    version: 1,
    madeAt: snapshot.madeAt,
    sources: snapshot.sources.map(({ repository, ref, tree, checkedAt }) => ({
      repo: repository,
      ref,
      checkedAt,
      folder: tree.folder,
      commit: tree.commit,
      recursive: tree.recursive,
      ...(tree.truncated ? { truncated: true } : {}),
      entries: tree.entries.map(({ path, mode, sha, size }) =>
        size === undefined ? [path, mode, sha] : [path, mode, sha, size],
      ),
    })),
    packs: snapshot.packs,
  })
}

export function parseSnapshot(json: unknown): Snapshot | Failure {
  const { version, madeAt, sources, packs } = fieldsOf(json)
  const wrong = (problem: string) => fail({ kind: 'malformed', what: FILE, problem })
  if (version !== 1) return wrong('its version is not 1')
  if (typeof madeAt !== 'string' || Number.isNaN(Date.parse(madeAt)))
    return wrong('madeAt is no time')
  if (!Array.isArray(sources) || !Array.isArray(packs))
    return wrong('it lists no sources or no packs')
  const parsed = sources.map((one) => parseSource(one, madeAt))
  const files = packs.map(parsePackEntry)
  if (parsed.includes(undefined)) return wrong('a source is not of its form')
  if (files.includes(undefined)) return wrong('a pack is not of its form')
  return {
    madeAt,
    sources: parsed.filter((one) => one !== undefined),
    packs: files.filter((one) => one !== undefined),
  }
}

function parseSource(value: unknown, madeAt: string): SnapshotSource | undefined {
  const { repo, ref, folder, commit, recursive, truncated, entries } = fieldsOf(value)
  const { checkedAt = madeAt } = fieldsOf(value)
  if (typeof checkedAt !== 'string' || Number.isNaN(Date.parse(checkedAt))) return undefined
  const [owner = '', short = ''] = typeof repo === 'string' ? repo.split('/') : []
  const repository = parseRepositoryName(owner, short)
  if (!repository || typeof ref !== 'string' || typeof folder !== 'string') return undefined
  if (!isRef(ref) || !isPath(folder) || !isSha(commit) || !Array.isArray(entries)) return undefined
  const tree: Tree = {
    commit,
    folder,
    recursive: recursive !== false,
    ...(truncated === true ? { truncated } : {}),
    entries: entries.flatMap((value) => {
      const [path, mode, sha, size] = Array.isArray(value) ? (value as unknown[]) : []
      return parseEntry(path, mode, sha, size)
    }),
  }
  return { repository, ref, key: sourceKey({ repository, ref, path: folder }), tree, checkedAt }
}

function parsePackEntry(value: unknown): SnapshotPack | undefined {
  const { file, bytes, shas } = fieldsOf(value)
  // The name becomes part of an address: it must stay beside the page.
  if (typeof file !== 'string' || !/^[\w-]+\.pack$/.test(file) || typeof bytes !== 'number')
    return undefined
  return Array.isArray(shas) && shas.every(isSha) ? { file, bytes, shas } : undefined
}
