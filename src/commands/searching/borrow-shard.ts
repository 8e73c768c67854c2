import { isFailure } from '../../model/failure.ts'
import type { StoredShard } from '../../model/search.ts'
import { isSound } from '../../search/check-shard.ts'
import { SHARD_VERSION } from '../../search/shard.ts'
import { fetchShard, fetchShardFiles, type ShardFile } from '../../site/shards.ts'

/**
 * Gives the shards that the host has made beside the page, so that a first search finds before a text has been read.
 * One that is damaged, or of another version, is none: the index grows from the texts then.
 */
export function createLender(fetch: typeof globalThis.fetch, base: string) {
  let files: Promise<readonly ShardFile[]> | undefined

  async function list(): Promise<readonly ShardFile[]> {
    const got = await fetchShardFiles(fetch, base)
    if (!isFailure(got)) return got
    // Whoever searches next, with a network perhaps, may ask again.
    if (got.kind === 'malformed') console.warn(`${got.what}: ${got.problem}`)
    else files = undefined
    return []
  }

  return async (key: string): Promise<StoredShard | undefined> => {
    files ??= list()
    const file = (await files).find((one) => one.key === key)?.file
    const shard = file ? await fetchShard(fetch, base, file) : undefined
    if (!shard || isFailure(shard)) {
      if (shard?.kind === 'malformed') console.warn(`${shard.what}: ${shard.problem}`)
      return undefined
    }
    if (shard.version !== SHARD_VERSION) return undefined
    if (!isSound(shard)) {
      console.warn(`${file}: the shard is damaged`)
      return undefined
    }
    const reports = shard.reports.map((one) =>
      one.isFull ? { ...one, isLent: true as const } : one,
    )
    return { ...shard, reports }
  }
}
