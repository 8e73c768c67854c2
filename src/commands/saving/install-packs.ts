import { isFailure, type Failure } from '../../model/failure.ts'
import type { Snapshot, SnapshotPack } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/**
 * Stores every report of the snapshot that this browser lacks, with its facts: from then on the whole library opens
 * without a network. What a damaged pack holds comes from GitHub as it is wanted, and the other packs come all the
 * same. Call it after the first page has painted.
 */
export async function installPacks(gam: Gam, snapshot: Snapshot): Promise<Failure | undefined> {
  const here = new Set(await gam.storage.blobs.keys())
  for (const pack of snapshot.packs) {
    if (!pack.shas.every((sha) => here.has(sha))) {
      const trouble = await storePack(gam, pack)
      if (trouble?.kind === 'malformed') {
        console.warn(`${trouble.what}: ${trouble.problem}`)
        continue
      }
      if (trouble) return trouble
    }
    // An earlier visit may have ended between the texts and their facts.
    const known = await gam.facts.load(pack.shas)
    for (const sha of pack.shas) {
      const bytes = known.has(sha) ? undefined : await gam.storage.blobs.load(sha)
      if (bytes) await gam.facts.make(sha, bytes)
    }
  }
  gam.packs.release()
  return undefined
}

async function storePack(gam: Gam, pack: SnapshotPack): Promise<Failure | undefined> {
  const blobs = await gam.packs.checked(pack)
  if (isFailure(blobs)) return blobs
  const saved = await gam.storage.blobs.saveMany(blobs.map(({ sha, bytes }) => [sha, bytes]))
  return isFailure(saved) ? saved : undefined
}
