import { blobSha } from '../../github/check-sha.ts'
import { isFailure } from '../../model/failure.ts'
import type { Gam } from '../gam.ts'

/** So many are read beside each other. */
const AT_ONCE = 16

export interface Checked {
  readonly checked: number
  /** Whose bytes were not what their name says; they are removed, and fetched anew when they are wanted. */
  readonly damaged: number
  /** Which the browser did not give this time: nothing is known of them, and they stay. */
  readonly unread: number
}

/** Holds every stored text and picture against its SHA. `onProgress` hears of the share that is done, from 0 to 1. */
export async function checkStored(
  { storage }: Pick<Gam, 'storage'>,
  onProgress: (share: number) => void,
): Promise<Checked> {
  const names = await storage.blobs.keys()
  let damaged = 0
  let unread = 0
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE)
    const blobs = await storage.blobs.loadMany(some)
    const wrong: string[] = []
    for (const name of some) {
      const bytes = blobs.get(name) ?? (await loadAlone(storage, name))
      if (bytes === 'unread') unread++
      else if (!bytes || !(await isNamed(bytes, name))) wrong.push(name)
    }
    damaged += wrong.length
    await storage.blobs.remove(...wrong)
    await storage.facts.remove(...wrong)
    onProgress(Math.min(1, (at + AT_ONCE) / names.length))
  }
  return { checked: names.length, damaged, unread }
}

/** Undefined where no bytes lie there. A `load` that fails gives nothing too; an `update` says which of both it was. */
async function loadAlone(
  { blobs }: Gam['storage'],
  name: string,
): Promise<Uint8Array | 'unread' | undefined> {
  let found: Uint8Array | undefined
  const read = await blobs.update(name, (bytes) => {
    found = bytes
    return undefined
  })
  return isFailure(read) ? 'unread' : found
}

/** A browser that computes no SHA tells nothing apart. */
async function isNamed(bytes: Uint8Array, name: string): Promise<boolean> {
  const sha = await blobSha(bytes)
  return !sha || sha === name
}
