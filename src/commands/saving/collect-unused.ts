import { isFailure } from '../../model/failure.ts'
import { forgetPictureSizesOf } from '../../storage/save-picture-size.ts'
import type { Gam } from '../gam.ts'
import { findUnused, type UnusedSince } from './find-unused.ts'
import { referredBlobs } from './referred-blobs.ts'

const DAY = 24 * 3_600_000
const KEY = 'unused blobs'

interface Noted {
  readonly lookedAt: number
  readonly since: UnusedSince
}

/**
 * Removes blobs that nothing has referred to for a week, with their facts and sizes; looks once a day. `packed` are the
 * names of what the host's snapshot holds: were one of them gone, its whole pack would come again. Gives what is gone.
 * What cannot be read for once counts as unused until the next look, and nothing goes at its first.
 */
export async function collectUnused(
  gam: Gam,
  packed: readonly string[],
): Promise<readonly string[]> {
  const { storage, now } = gam
  const noted = (await storage.settings.load(KEY)) as Noted | undefined
  if (noted && now() >= noted.lookedAt && now() - noted.lookedAt < DAY) return []
  const stored = [...(await storage.blobs.keys()), ...(await storage.facts.keys())]
  const referred = await referredBlobs(storage)
  const inPacks = new Set(packed)
  const isReferred = (name: string) => referred.has(name) || inPacks.has(name)
  const { gone, since } = findUnused(stored, isReferred, noted?.since ?? {}, now())
  const done = await storage.settings.save(KEY, { lookedAt: now(), since } satisfies Noted)
  // Where nothing can be noted, nothing is known of how long a blob has gone unused.
  if (isFailure(done) || !gone.length) return []
  await storage.blobs.remove(...gone)
  await storage.facts.remove(...gone)
  forgetPictureSizesOf(gam.base, new Set(gone))
  return gone
}
