import { blobSha } from '../../github/check-sha.ts'
import type { Gam } from '../gam.ts'

/** So many are read beside each other. */
const AT_ONCE = 16

export interface Checked {
  readonly checked: number
  /** Whose bytes were not what their name says; they are removed, and fetched anew when they are wanted. */
  readonly damaged: number
}

/** Holds every stored text and picture against its SHA. `onProgress` hears of the share that is done, from 0 to 1. */
export async function checkStored(
  { storage }: Pick<Gam, 'storage'>,
  onProgress: (share: number) => void,
): Promise<Checked> {
  const names = await storage.blobs.keys()
  let damaged = 0
  for (let at = 0; at < names.length; at += AT_ONCE) {
    const some = names.slice(at, at + AT_ONCE)
    const blobs = await storage.blobs.loadMany(some)
    const wrong: string[] = []
    for (const name of some) {
      // What is no bytes at all has not been loaded.
      const bytes = blobs.get(name)
      const sha = bytes && (await blobSha(bytes))
      if (!bytes || (sha && sha !== name)) wrong.push(name)
    }
    damaged += wrong.length
    await storage.blobs.remove(...wrong)
    await storage.facts.remove(...wrong)
    onProgress(Math.min(1, (at + AT_ONCE) / names.length))
  }
  return { checked: names.length, damaged }
}
