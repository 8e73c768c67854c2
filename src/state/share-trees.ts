import type { StoredTree } from '../storage/records.ts'
import type { App } from './app.svelte.ts'

/**
 * What one tab learns of a tree is known to the others. Gives what takes over what another tab has stored of a tree:
 * whether that was newer than what is known here.
 */
export function shareTrees({ gam }: App): (key: string) => Promise<boolean> {
  const tabs = new BroadcastChannel(`${gam.base} trees`)
  let isHearing = false

  async function takeStored(key: string): Promise<boolean> {
    const [known, stored] = [await gam.trees.load(key), await gam.storage.trees.load(key)]
    if (!stored || askedAt(stored) <= (known ? askedAt(known) : 0)) return false
    isHearing = true
    gam.trees.keep(key, stored)
    isHearing = false
    return true
  }

  gam.trees.listen((key) => {
    if (!isHearing) tabs.postMessage(key)
  })
  tabs.onmessage = ({ data }: MessageEvent<string>) => void takeStored(data)
  return takeStored
}

const askedAt = (stored: StoredTree): number => Math.max(stored.checkedAt, stored.askedAt)
