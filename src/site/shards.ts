import { fromBase64, toBase64 } from '../model/base64.ts'
import { isDate } from '../model/dates.ts'
import { fail, isFailure, type Failure } from '../model/failure.ts'
import { isPath } from '../model/paths.ts'
import type { KnownReport, StoredShard } from '../model/search.ts'
import { isSha } from '../model/sha.ts'
import { fetchBeside, fetchJson, parseJson } from './fetch-beside.ts'
import { fieldsOf } from './fields-of.ts'
import { inflate } from './pack.ts'

/** The list of the host's shards; asked for when somebody searches. */
export const SHARDS_FILE = 'snapshot-shards.json'

export interface ShardFile {
  /** The source's key. */
  readonly key: string
  /** Named by its content. */
  readonly file: string
}

export const formatShardFiles = (shards: readonly ShardFile[]): string =>
  JSON.stringify({ version: 1, shards })

/** What can be searched before anything has been read; an empty list where the host has made none. */
export async function fetchShardFiles(
  fetch: typeof globalThis.fetch,
  base: string,
): Promise<readonly ShardFile[] | Failure> {
  const got = await fetchJson(fetch, base, SHARDS_FILE)
  if (isFailure(got)) return got.kind === 'not-found' ? [] : got
  return parseShardFiles(got.json)
}

export function parseShardFiles(json: unknown): readonly ShardFile[] | Failure {
  const { version, shards } = fieldsOf(json)
  const isShardFile = (value: unknown): value is ShardFile => {
    const { key, file } = fieldsOf(value)
    // The name becomes part of an address: it must stay beside the page.
    return typeof key === 'string' && typeof file === 'string' && /^[\w-]+\.shard$/.test(file)
  }
  return version === 1 && Array.isArray(shards) && shards.every(isShardFile)
    ? shards
    : fail({ kind: 'malformed', what: SHARDS_FILE, problem: 'a shard is not of its form' })
}

export const formatShard = ({ reports, ...shard }: StoredShard): string =>
  JSON.stringify({
    ...shard,
    reports: reports.map(({ pairs, ...report }) => ({
      ...report,
      ...(pairs ? { pairs: toBase64(pairs) } : {}),
    })),
  })

/** One shard from beside the page. Its indexes are texts yet: whoever searches them has to look into them. */
export async function fetchShard(
  fetch: typeof globalThis.fetch,
  base: string,
  file: string,
): Promise<StoredShard | Failure> {
  const got = await fetchBeside(fetch, base, file, 'default')
  return isFailure(got) ? got : readShard(got.bytes, file)
}

/** The shard of such a file as it lies on the host. */
export async function readShard(
  bytes: Uint8Array<ArrayBuffer>,
  file: string,
): Promise<StoredShard | Failure> {
  const damaged = fail({ kind: 'malformed', what: file, problem: 'the shard is damaged' })
  const inflated = await inflate(bytes)
  const parsed = inflated ? parseJson(inflated, file) : damaged
  if (isFailure(parsed)) return parsed
  const { version, names, whole, reports } = fieldsOf(parsed.json)
  if (typeof version !== 'number' || typeof names !== 'string' || typeof whole !== 'string')
    return damaged
  const known = Array.isArray(reports) ? reports.map(parseReport) : [undefined]
  return known.includes(undefined)
    ? damaged
    : { version, names, whole, reports: known.filter((one) => one !== undefined) }
}

function parseReport(value: unknown): KnownReport | undefined {
  const { path, sha, title, authors, date, isFull, pairs } = fieldsOf(value)
  if (typeof path !== 'string' || !path || !isPath(path) || !isSha(sha)) return undefined
  if (typeof title !== 'string' || typeof isFull !== 'boolean') return undefined
  if (!Array.isArray(authors) || !authors.every((one) => typeof one === 'string')) return undefined
  if (date !== undefined && !(typeof date === 'string' && isDate(date))) return undefined
  const bytes = typeof pairs === 'string' ? fromBase64(pairs) : undefined
  if (pairs !== undefined && !bytes) return undefined
  return {
    path,
    sha,
    title,
    authors,
    isFull,
    ...(date === undefined ? {} : { date }),
    ...(bytes ? { pairs: bytes } : {}),
  }
}
