import { isFailure } from '../../model/failure.ts'
import { goesFirst, type Removable } from '../../model/making-room.ts'
import type { Gam } from '../gam.ts'
import { loadStoredBlobs } from './stored-blobs.ts'

/** Of what may go, so much goes at once, and at least so many bytes: a shelf is not cleared for one book. */
const SHARE = 1 / 8
const LEAST = 64 * 1024

/** What had to go. */
export interface Removed {
  readonly reports: number
  readonly pictures: number
}

/**
 * Removes texts and pictures that are not saved, that of the longest past reading first, so that something else can be
 * stored. Never what a person has made, marked, or chosen to have offline, nor what is on a screen; facts stay, so that
 * lists go on naming all. Undefined where there is nothing that may go, or where that cannot be said.
 */
export async function makeRoom(gam: Gam): Promise<Removed | undefined> {
  const stored = await loadStoredBlobs(gam)
  const loose = (stored ?? []).filter(({ isKept }) => !isKept)
  const measured: Removable[] = []
  for (const one of loose) {
    const bytes = one.bytes ?? (await gam.storage.blobs.load(one.sha))?.length ?? 0
    measured.push({ ...one, bytes })
  }
  const all = measured.reduce((sum, { bytes }) => sum + bytes, 0)
  const gone = goesFirst(measured, Math.max(LEAST, all * SHARE))
  if (!gone.length) return undefined
  const names = new Set(gone.map(({ sha }) => sha))
  if (isFailure(await gam.storage.blobs.remove(...names))) return undefined
  const reports = loose.filter(({ sha, isReport }) => isReport && names.has(sha)).length
  return { reports, pictures: names.size - reports }
}
