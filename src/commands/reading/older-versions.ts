import type { Place } from '../../model/address.ts'
import { sourceCovering, sourceKey } from '../../model/source.ts'
import type { Sha } from '../../model/sha.ts'
import type { Gam } from '../gam.ts'
import { isReading } from './is-reading.ts'

/** The versions of a report that may be here besides the newest: the one that was saved, then those that were read. */
export async function olderVersions(gam: Gam, place: Place): Promise<readonly Sha[]> {
  const { places, readings, seen } = gam.storage
  const key = sourceKey(place)
  const source = sourceCovering(gam.library().sources, place)
  const read = await readings.load(key)
  const versions = [
    (await places.load(key))?.sha,
    isReading(read) ? read.opened.value.sha : undefined,
    source && (await seen.load(sourceKey(source)))?.[place.path],
  ]
  return versions.filter((sha) => sha !== undefined)
}

/** The best of these versions that is stored. */
export async function loadOlder(
  gam: Gam,
  place: Place,
): Promise<{ readonly sha: Sha; readonly bytes: Uint8Array } | undefined> {
  for (const sha of await olderVersions(gam, place)) {
    const bytes = await gam.storage.blobs.load(sha)
    if (bytes) return { sha, bytes }
  }
  return undefined
}
