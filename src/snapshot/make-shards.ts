import { gzipSync } from 'node:zlib'
import { reportsOf } from '../commands/searching/searched-sources.ts'
import type { Facts } from '../model/facts.ts'
import type { Sha } from '../model/sha.ts'
import { sourceKey, type Library } from '../model/source.ts'
import { formatShard, type ShardFile } from '../site/shards.ts'
import type { Fetched } from './fetch-source.ts'
import type { NewFile } from './files.ts'
import { growShard } from './grow-shard.ts'
import type { LastSnapshot } from './last-snapshot.ts'
import { nameOf } from './name-of.ts'

interface Shards {
  readonly files: readonly ShardFile[]
  readonly made: readonly NewFile[]
}

/** A search shard for each source: grown from the last one, or the last one itself. */
export async function makeShards(
  fetched: readonly Pick<Fetched, 'asked' | 'source'>[],
  { sources }: Library,
  facts: ReadonlyMap<Sha, Facts>,
  last: LastSnapshot,
  read: Parameters<typeof growShard>[3],
): Promise<Shards> {
  const files: ShardFile[] = []
  const made: NewFile[] = []
  for (const { asked, source } of fetched) {
    const key = sourceKey(asked)
    const before = last.shards.get(key)
    const reports = reportsOf(asked, sources, source.tree)
    const grown = await growShard(before?.shard, reports, facts, read)
    const text = grown && formatShard(grown)
    const file = text ? `snapshot-${nameOf(text)}.shard` : before?.file
    if (!file) continue
    files.push({ key, file })
    if (text) made.push([file, gzipSync(text, { level: 9 })])
  }
  return { files, made }
}
