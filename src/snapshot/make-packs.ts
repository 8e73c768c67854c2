import { gzipSync } from 'node:zlib'
import type { Sha } from '../model/sha.ts'
import { formatPack, splitIntoPacks, type PackedBlob } from '../site/pack.ts'
import type { SnapshotPack } from '../site/snapshot.ts'
import { nameOf } from './name-of.ts'

/** Of a pack, uncompressed: one with less is put together with what is new. */
const SMALL = 1_000_000

export interface Packs {
  readonly all: readonly SnapshotPack[]
  readonly made: readonly (readonly [file: string, content: Uint8Array])[]
}

/**
 * The blobs in packs. One of the last snapshot that holds nothing but what is wanted still stays as it is; what is gone
 * takes its pack with it, so that nobody reads there what is published no longer. Each is named by its content: a
 * reader's browser may keep it for ever.
 */
export function makePacks(blobs: readonly PackedBlob[], last: readonly SnapshotPack[]): Packs {
  const wanted = new Map(blobs.map((blob) => [blob.sha, blob]))
  const whole = last.filter(({ shas }) => shas.length && shas.every((sha) => wanted.has(sha)))
  const packed = (packs: readonly SnapshotPack[]) => new Set(packs.flatMap(({ shas }) => shas))
  const without = (shas: ReadonlySet<Sha>) =>
    [...wanted.values()].filter(({ sha }) => !shas.has(sha))
  const isNew = without(packed(whole)).length > 0
  const sizeOf = ({ shas }: SnapshotPack) =>
    shas.reduce((sum, sha) => sum + (wanted.get(sha)?.bytes.length ?? 0), 0)
  const kept = isNew ? whole.filter((pack) => sizeOf(pack) >= SMALL) : whole
  const made = splitIntoPacks(without(packed(kept))).map((part) => {
    const pack = formatPack(part)
    const content = gzipSync(pack, { level: 9 })
    return { file: `snapshot-${nameOf(pack)}.pack`, content, shas: part.map(({ sha }) => sha) }
  })
  return {
    all: [
      ...kept,
      ...made.map(({ file, content, shas }) => ({ file, bytes: content.length, shas })),
    ],
    made: made.map(({ file, content }) => [file, content]),
  }
}
