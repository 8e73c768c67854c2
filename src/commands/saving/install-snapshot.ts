import { isFailure, type Failure } from '../../model/failure.ts'
import type { Snapshot } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/**
 * Takes over the trees of the host's snapshot where they are newer than what is stored, so that a first visit asks
 * GitHub nothing. They are as old as the snapshot, and say so; GitHub is asked again ten minutes later at the earliest.
 */
export async function installTrees(gam: Gam, snapshot: Snapshot): Promise<void> {
  gam.packs.use(snapshot)
  const madeAt = Date.parse(snapshot.madeAt)
  for (const { key, tree } of snapshot.sources) {
    const stored = await gam.trees.load(key)
    if (stored && stored.checkedAt >= madeAt) continue
    gam.trees.keep(key, { tree, checkedAt: madeAt, askedAt: gam.now() })
  }
}

/**
 * Stores every report of the snapshot that this browser lacks, with its facts: from then on the whole library opens
 * without a network. Call it after the first page has painted.
 */
export async function installPacks(
  gam: Gam,
  snapshot: Snapshot,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  for (const pack of snapshot.packs) {
    if (signal.aborted) return undefined
    const here = await gam.storage.blobs.loadMany(pack.shas)
    if (pack.shas.every((sha) => here.has(sha))) continue
    const blobs = await gam.packs.checked(pack)
    if (isFailure(blobs)) return blobs
    const saved = await gam.storage.blobs.saveMany(blobs.map(({ sha, bytes }) => [sha, bytes]))
    if (isFailure(saved)) return saved
    for (const { sha, bytes } of blobs) {
      if (signal.aborted) return undefined
      await gam.facts.make(sha, bytes)
    }
  }
  gam.packs.release()
  return undefined
}
