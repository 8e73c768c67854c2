import { blobSha } from '../github/check-sha.ts'
import type { Facts } from '../model/facts.ts'
import { isFailure } from '../model/failure.ts'
import type { StoredShard } from '../model/search.ts'
import type { Sha } from '../model/sha.ts'
import type { Tree } from '../model/tree.ts'
import { isSound } from '../search/check-shard.ts'
import { SHARD_VERSION } from '../search/shard.ts'
import { factsFile, readFacts } from '../site/facts.ts'
import { parseJson } from '../site/fetch-beside.ts'
import { readPack } from '../site/pack.ts'
import { parseShardFiles, readShard, SHARDS_FILE } from '../site/shards.ts'
import { parseSnapshot, type SnapshotPack } from '../site/snapshot.ts'
import { readIn } from './files.ts'

/** What an earlier run has left, as far as it is whole: it need not be fetched and made again. */
export interface LastSnapshot {
  /** By the tree's key. */
  readonly trees: ReadonlyMap<string, Tree>
  readonly packs: readonly SnapshotPack[]
  readonly blobs: ReadonlyMap<Sha, Uint8Array>
  readonly facts: ReadonlyMap<Sha, Facts>
  /** By the source's key. */
  readonly shards: ReadonlyMap<string, { readonly file: string; readonly shard: StoredShard }>
}

export async function readLastSnapshot(folder: string): Promise<LastSnapshot> {
  const trees = new Map<string, Tree>()
  const blobs = new Map<Sha, Uint8Array>()
  const facts = new Map<Sha, Facts>()
  const packs: SnapshotPack[] = []
  const file = await readIn(folder, 'snapshot.json')
  const json = file && parseJson(file, 'snapshot.json')
  const snapshot = json && !isFailure(json) ? parseSnapshot(json.json) : undefined
  if (snapshot && !isFailure(snapshot)) {
    for (const { key, tree } of snapshot.sources) trees.set(key, tree)
    for (const pack of snapshot.packs) {
      if (!(await takePack(folder, pack, blobs))) continue
      packs.push(pack)
      const name = factsFile(pack.file)
      const bytes = await readIn(folder, name)
      const read = bytes && (await readFacts(bytes, name))
      if (read && !isFailure(read)) for (const one of read) facts.set(one.sha, one)
    }
  }
  return { trees, packs, blobs, facts, shards: await readShards(folder) }
}

/** Whether all of a pack is what the list says. */
async function takePack(
  folder: string,
  { file, shas }: SnapshotPack,
  blobs: Map<Sha, Uint8Array>,
): Promise<boolean> {
  const bytes = await readIn(folder, file)
  const read = bytes ? await readPack(bytes, file) : undefined
  if (!read || isFailure(read)) return false
  let whole = read.length === shas.length
  for (const [at, { sha, bytes }] of read.entries()) {
    if (sha === shas[at] && (await blobSha(bytes)) === sha) blobs.set(sha, bytes)
    else whole = false
  }
  return whole
}

async function readShards(folder: string): Promise<LastSnapshot['shards']> {
  const shards = new Map<string, { file: string; shard: StoredShard }>()
  const list = await readIn(folder, SHARDS_FILE)
  const json = list && parseJson(list, SHARDS_FILE)
  const files = json && !isFailure(json) ? parseShardFiles(json.json) : []
  for (const { key, file } of isFailure(files) ? [] : files) {
    const bytes = await readIn(folder, file)
    const shard = bytes && (await readShard(bytes, file))
    if (!shard || isFailure(shard) || shard.version !== SHARD_VERSION) continue
    if (isSound(shard)) shards.set(key, { file, shard })
  }
  return shards
}
