import { isFailure, type Failure } from '../../model/failure.ts'
import type { Sha } from '../../model/sha.ts'
import type { Snapshot, SnapshotPack } from '../../site/snapshot.ts'
import type { Gam } from '../gam.ts'

/** Among the settings: what packs have brought once, of those that the host has now. */
export const TAKEN = 'taken from packs'

/**
 * Stores every report of the snapshot that was never here, with its facts: from then on the whole library opens without
 * a network. What a pack has brought once comes no more by itself: a person has removed it, or its bytes were wrong.
 * What a damaged pack holds comes from GitHub as it is wanted, and the other packs come all the same. Call it after the
 * first page has painted. True where something came.
 */
export async function installPacks(gam: Gam, snapshot: Snapshot): Promise<boolean | Failure> {
  const { blobs, settings } = gam.storage
  const before = parseTaken(await settings.load(TAKEN))
  const known = new Set([...(await blobs.keys()), ...before])
  const taken = new Set(snapshot.packs.flatMap(({ shas }) => shas.filter((sha) => known.has(sha))))
  let trouble: Failure | undefined
  let isNew = false
  for (const pack of snapshot.packs) {
    const came = await installPack(gam, pack, taken)
    if (!isFailure(came)) isNew ||= came
    else if (came.kind === 'malformed') console.warn(`${came.what}: ${came.problem}`)
    else {
      trouble = came
      break
    }
  }
  // Each visit comes by here, and most bring nothing.
  if (taken.size !== before.length || !before.every((sha) => taken.has(sha)))
    await settings.save(TAKEN, [...taken])
  if (trouble) return trouble
  gam.packs.release()
  return isNew
}

async function installPack(
  gam: Gam,
  pack: SnapshotPack,
  taken: Set<Sha>,
): Promise<boolean | Failure> {
  const { blobs } = gam.storage
  let isNew = false
  if (!pack.shas.every((sha) => taken.has(sha))) {
    const right = await gam.packs.checked(pack)
    if (isFailure(right)) return right
    const wanted = right.filter(({ sha }) => !taken.has(sha))
    const saved = await blobs.saveMany(wanted.map(({ sha, bytes }) => [sha, bytes]))
    if (isFailure(saved)) return saved
    pack.shas.forEach((sha) => taken.add(sha))
    isNew = true
  }
  // An earlier visit may have ended between the texts and their facts.
  const known = await gam.facts.load(pack.shas)
  for (const sha of pack.shas) {
    const bytes = known.has(sha) ? undefined : await blobs.load(sha)
    if (bytes && (await gam.facts.make(sha, bytes))) isNew = true
  }
  return isNew
}

const parseTaken = (stored: unknown): readonly Sha[] =>
  Array.isArray(stored) ? (stored as readonly Sha[]) : []
