import { isFailure, type Failure } from '../../model/failure.ts'
import type { Snapshot } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

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
